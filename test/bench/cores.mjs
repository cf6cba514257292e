// Which core is whose, where there is a `taskset` and more than one core; elsewhere everybody runs where the machine likes.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Linux lists them as `0-1,4`. */
const allowedCores = () => {
  const status = fs.readFileSync('/proc/self/status', 'utf8');
  const [, list = ''] = /^Cpus_allowed_list:\s*(\S+)/m.exec(status) ?? [];
  return list.split(',').flatMap((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
};

/**
 * Moves this process, and with it all that it starts from now on, to the second core; the first one is for whom it is told
 * to. Undefined where there are no two.
 */
export const leaveFirstCore = () => {
  try {
    const [first, second] = allowedCores();
    if (second === undefined) return undefined;
    execFileSync('taskset', ['-acp', String(second), String(process.pid)], { stdio: 'ignore' });
    return { first, second };
  } catch {
    return undefined;
  }
};
