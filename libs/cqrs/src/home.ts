import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const findHome = (from: string): string => {
  if (existsSync(join(from, 'nest-cli.json'))) return from;
  const up = dirname(from);
  if (up === from) throw new Error('XAY is not standing in its own folder: nest-cli.json is missing above it');
  return findHome(up);
};

/** The folder that the installation stands in, wherever it was started from. */
export const home = findHome(__dirname);
export const policiesFolder = join(home, 'config', 'policies');
