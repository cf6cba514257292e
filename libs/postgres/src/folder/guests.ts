import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, ownIdentity } from './process-identity';

export type Presence = Readonly<{ leave(): void }>;

const GUEST_FILE = /^guest-\d+-/;

/** A command that uses the Postgres of somebody else says that it is there, so that the owner does not stop it under its feet. */
export const announceGuest = (folder: string): Presence => {
  const { pid, start } = ownIdentity();
  const name = `guest-${pid}-${randomBytes(6).toString('hex')}`;
  const file = join(folder, name);
  const draft = join(folder, `.${name}`);
  writeFileSync(draft, `${pid}\n${start}\n`, { mode: 0o644 });
  renameSync(draft, file);
  return { leave: () => rmSync(file, { force: true }) };
};

const guestIsAlive = (file: string): boolean => {
  try {
    const [pid = '', start = ''] = readFileSync(file, 'utf8').split('\n');
    return isAlive({ pid: Number(pid), start });
  } catch {
    return false;
  }
};

/** Counts the guests that live and sweeps away the traces of those that were killed. */
export const livingGuests = (folder: string): number => {
  const files = readdirSync(folder)
    .filter((name) => GUEST_FILE.test(name))
    .map((name) => join(folder, name));
  const living = files.filter(guestIsAlive);
  for (const file of files) if (!living.includes(file)) rmSync(file, { force: true });
  return living.length;
};
