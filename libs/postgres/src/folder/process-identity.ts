import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';

/** A process number is used again after a while; together with the moment of its start it names one process for good. */
export type ProcessIdentity = Readonly<{ pid: number; start: string }>;

const STATE_FIELD = 0;
const START_FIELD = 19;

const contentOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const outputOf = (command: string, args: readonly string[]): string => {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
};

const hasProc = (): boolean => contentOf('/proc/self/stat') !== undefined;

/** Undefined when there is no such process, or when only its entry is left for a parent that has not asked yet. */
export const identityOf = (pid: number): ProcessIdentity | undefined => {
  if (!hasProc()) {
    const [state = '', ...start] = outputOf('ps', ['-o', 'state=,lstart=', '-p', String(pid)]).split(/\s+/);
    return state === '' || state.startsWith('Z') ? undefined : { pid, start: start.join(' ') };
  }
  const stat = contentOf(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name of the program stands in brackets and may hold anything, brackets included.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const boot = contentOf('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  return fields[STATE_FIELD] === 'Z' ? undefined : { pid, start: `${boot}:${fields[START_FIELD] ?? ''}` };
};

export const ownIdentity = (): ProcessIdentity => identityOf(process.pid) ?? { pid: process.pid, start: '' };

export const isAlive = ({ pid, start }: ProcessIdentity): boolean => identityOf(pid)?.start === start;

/** Whether the process is a Postgres that works in this folder, and not a stranger who got the number of a dead one. */
export const worksIn = (pid: number, folder: string): boolean => {
  if (identityOf(pid) === undefined) return false;
  if (!hasProc()) return outputOf('ps', ['-o', 'command=', '-p', String(pid)]).includes(folder);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
};
