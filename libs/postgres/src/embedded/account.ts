import { chownSync, lchownSync, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The account that Postgres runs under: our own, or another one when we are root, which Postgres refuses to be. */
export type RunAs = Readonly<{ uid?: number; gid?: number }>;

/** *nobody* on every system that has the name; the number works where the name is missing too. */
const NOBODY = 65534;
const OTHERS = 0o1;
const OWNER = 0o100;

const isRoot = (): boolean => process.getuid?.() === 0;

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
};

/** Data that exists stays with the account that it belongs to, whoever starts Postgres this time. */
export const accountFor = (cluster: string): RunAs => {
  if (!isRoot()) return {};
  const existing = statOf(cluster);
  if (existing === undefined || existing.uid === 0) return { uid: NOBODY, gid: NOBODY };
  return { uid: existing.uid, gid: existing.gid };
};

const mayEnter = ({ uid }: RunAs, path: string): boolean => {
  const found = statOf(path);
  if (found === undefined) return false;
  return (found.mode & (found.uid === uid ? OWNER : OTHERS)) !== 0;
};

/** Whether the account may enter every folder on the way to the path, and the path itself (as a folder, or to run it). */
export const mayReach = (runAs: RunAs, path: string): boolean => {
  if (runAs.uid === undefined) return true;
  const above = dirname(path);
  return mayEnter(runAs, path) && (above === path || mayReach(runAs, above));
};

/** Hands a file, or a folder with all that is in it, to the account. */
export const giveTo = (runAs: RunAs, path: string): void => {
  const { uid, gid } = runAs;
  if (uid === undefined || gid === undefined) return;
  if (!lstatSync(path).isDirectory()) {
    lchownSync(path, uid, gid);
    return;
  }
  chownSync(path, uid, gid);
  for (const name of readdirSync(path)) giveTo(runAs, join(path, name));
};
