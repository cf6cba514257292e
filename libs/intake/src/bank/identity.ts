import { createHash } from 'node:crypto';
import { lastFour } from './account-number';
import type { Entry, Statement } from './statement';

const HASH_CHARACTERS = 24;
const hashed = (prefix: string, content: unknown): string =>
  `${prefix}-${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, HASH_CHARACTERS)}`;

/** A file by its content. */
export const importIdOf = (bytes: Uint8Array): string =>
  `F-${createHash('sha256').update(bytes).digest('hex').slice(0, HASH_CHARACTERS)}`;

const plain = (text: string | undefined): string => (text ?? '').normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

/** What an entry is when the bank gives it no name of its own. */
const contentOf = ({ kind, amount, currency, bookedOn, valueDate, payerName, payerAccount, remittance }: Entry) => [
  ...[kind, amount, currency, bookedOn, valueDate, plain(payerName)],
  ...[payerAccount === undefined ? '' : lastFour(payerAccount), plain(remittance)],
];

/**
 * The id of each entry of a statement, the same in whichever file it comes again. By the bank's reference with the day and the
 * amount, since some banks use a reference again; without one by all that the entry says, and by how many such there were on
 * that day before it: two equal payments of one day are two, in every file that holds both.
 */
export const lineIdsOf = (account: string, { entries }: Pick<Statement, 'entries'>): string[] => {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const { reference, bookedOn, amount, kind } = entry;
    if (reference !== undefined) return hashed('BL', ['reference', account, plain(reference), bookedOn, amount, kind]);
    const content = contentOf(entry);
    const key = JSON.stringify(content);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return hashed('BL', ['content', account, content, nth]);
  });
};
