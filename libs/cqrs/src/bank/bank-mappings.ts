import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bankMapping, type BankMapping } from '@app/intake/bank/mapping';
import { Problem } from '@app/kernel/problem';
import { home } from '../home';

const folder = join(home, 'config', 'mappings');
/** What tables of Chinese banks are mostly like. */
export const USUAL_MAPPING = 'bank-statement-zh';

const known = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter((name) => name.startsWith('bank-'))
    .sort();

/** A mapping of the installation, by its name; a name, never a path. Throws `unknown-bank-mapping`, `mapping-invalid`. */
export const namedMapping = (name: string): BankMapping => {
  if (!known().includes(name)) throw new Problem('unknown-bank-mapping', { mapping: name, known: known().join(', ') });
  const file = join(folder, `${name}.json`);
  try {
    return bankMapping.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Problem('mapping-invalid', { file });
  }
};
