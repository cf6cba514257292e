import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The libraries whose code decides what a state is. */
const FOLDING = ['domain', 'kernel', 'credit-model'] as const;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();

/**
 * Names the code that folds events into states, by its content: a snapshot of other code is not taken for a state of this
 * one, and nobody has to remember to raise a number.
 */
export const codeVersion = (libraries = join(__dirname, '..', '..')): string => {
  const hash = createHash('sha256').update(process.versions.v8);
  for (const library of FOLDING) for (const file of filesIn(join(libraries, library))) hash.update(readFileSync(file));
  return hash.digest('hex');
};
