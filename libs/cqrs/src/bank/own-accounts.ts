import type { MatchingPolicy } from '@app/domain/bank-matching/matching-policy';
import { lastFour, plainAccount } from '@app/intake/bank/account-number';
import { Problem } from '@app/kernel/problem';

export type OwnAccount = MatchingPolicy['ownAccounts'][number];

/** As much of an account's number as anybody is shown. */
export const masked = (number: string): string => `•••• ${lastFour(number)}`;

const shown = (accounts: readonly OwnAccount[]): string =>
  accounts.map(({ id, name, number }) => `${id} (${name} ${masked(number)})`).join(', ') || '–';

/** Banks print 1610****3388, too: then the parts that are to be seen have to fit. */
const isSameNumber = (given: string, number: string): boolean => {
  const whole = plainAccount(number);
  if (!/[*•xX…]{2,}/.test(given)) return plainAccount(given) === whole;
  const [beginning = '', end = ''] = given.split(/[*•xX…]+/).map(plainAccount);
  return end.length >= 4 && whole.startsWith(beginning) && whole.endsWith(end);
};

/**
 * Which of our own accounts a statement is of: the one that it names, else the one that was asked for. Throws
 * `bank-account-not-ours`, `bank-account-missing`.
 */
export const ownAccountOf = (
  given: string | undefined,
  asked: string | undefined,
  { ownAccounts }: MatchingPolicy,
): OwnAccount => {
  const wanted = asked === undefined ? undefined : ownAccounts.find(({ id }) => id === asked);
  if (asked !== undefined && wanted === undefined)
    throw new Problem('bank-account-not-ours', { account: asked, ours: shown(ownAccounts) });
  if (given === undefined) {
    if (wanted === undefined) throw new Problem('bank-account-missing', { ours: shown(ownAccounts) });
    return wanted;
  }
  const found = ownAccounts.find(({ number }) => isSameNumber(given, number));
  if (found === undefined || (wanted !== undefined && wanted !== found))
    throw new Problem('bank-account-not-ours', {
      account: masked(given),
      ours: shown(wanted === undefined ? ownAccounts : [wanted]),
    });
  return found;
};

/** The name of an account that a line is on; the policy may have lost it since. */
export const accountName = (id: string, { ownAccounts }: MatchingPolicy): string =>
  ownAccounts.find((account) => account.id === id)?.name ?? id;
