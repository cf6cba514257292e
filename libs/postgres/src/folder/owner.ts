import { randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, ownIdentity, type ProcessIdentity } from './process-identity';

export type Role = 'server' | 'cli';
type State = 'held' | 'closing' | 'released';
export type Holder = ProcessIdentity & Readonly<{ role: Role; state: State }>;

export type Ownership = Readonly<{
  /** From here on newcomers wait for the end instead of joining. */
  announceClosing(): void;
  release(): void;
}>;
export type Claimed = Readonly<{ won: true; ownership: Ownership }> | Readonly<{ won: false; holder: Holder }>;

const OWNER_FILE = /^owner-(\d+)$/;
const OWNER_FILE_MODE = 0o644;

const fileOf = (folder: string, generation: number): string => join(folder, `owner-${generation}`);

const generationsIn = (folder: string): number[] =>
  readdirSync(folder)
    .map((name) => Number(OWNER_FILE.exec(name)?.[1] ?? '0'))
    .filter((generation) => generation > 0)
    .sort((one, other) => one - other);

const textOf = ({ pid, start, role, state }: Holder): string => [pid, start, role, state, ''].join('\n');

const holderIn = (file: string): Holder | undefined => {
  try {
    const [pid = '', start = '', role, state] = readFileSync(file, 'utf8').split('\n');
    if (role !== 'server' && role !== 'cli') return undefined;
    if (state !== 'held' && state !== 'closing') return undefined;
    return { pid: Number(pid), start, role, state };
  } catch {
    return undefined;
  }
};

/** Readers find the whole text or none of it, because it is written beside and put in place in one step. */
const writeBeside = (folder: string, text: string): string => {
  const file = join(folder, `.owner-${process.pid}-${randomBytes(6).toString('hex')}`);
  writeFileSync(file, text, { mode: OWNER_FILE_MODE });
  return file;
};

const livingHolder = (folder: string, generation: number): Holder | undefined => {
  const holder = holderIn(fileOf(folder, generation));
  return holder !== undefined && isAlive(holder) ? holder : undefined;
};

/** The living owner of a data folder, if it has one. */
export const ownerOf = (folder: string): Holder | undefined => livingHolder(folder, generationsIn(folder).at(-1) ?? 0);

const placed = (folder: string, generation: number, holder: Holder): boolean => {
  const draft = writeBeside(folder, textOf(holder));
  try {
    linkSync(draft, fileOf(folder, generation));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

const ownershipOf = (folder: string, generation: number, holder: Holder): Ownership => {
  const turnTo = (state: State): void => {
    renameSync(writeBeside(folder, textOf({ ...holder, state })), fileOf(folder, generation));
  };
  return { announceClosing: () => turnTo('closing'), release: () => turnTo('released') };
};

/**
 * Every owner adds a file one number above the last, and the highest number rules. Taking over from a dead owner is
 * therefore never a removal that could hit the file of somebody who was quicker: of two who try, one finds the number taken.
 */
export const claimFolder = (folder: string, role: Role): Claimed => {
  const claimant: Holder = { ...ownIdentity(), role, state: 'held' };
  for (;;) {
    const newest = generationsIn(folder).at(-1) ?? 0;
    const holder = livingHolder(folder, newest);
    if (holder !== undefined) return { won: false, holder };
    // One above the file that was found dead, not above what is newest by now: that may be somebody's who lives.
    const mine = newest + 1;
    if (!placed(folder, mine, claimant)) continue;
    const generations = generationsIn(folder);
    // A slow claimant may fill a number that was taken, given back and cleared meanwhile; a higher one tells.
    if (generations.at(-1) !== mine) {
      rmSync(fileOf(folder, mine), { force: true });
      continue;
    }
    for (const older of generations.slice(0, -1)) rmSync(fileOf(folder, older), { force: true });
    return { won: true, ownership: ownershipOf(folder, mine, claimant) };
  }
};
