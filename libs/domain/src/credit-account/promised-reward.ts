import { later, type BusinessDate } from '@app/kernel/business-date';
import { isNil, minus, plus, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount, Receivable } from './account';
import { billOf } from './items';
import { isInForce, type Agreement } from './limit';

/** An invoice is rewarded by the agreement of its own day, whatever has been signed since. */
export const rewardsFor = (
  { agreements }: CreditAccount,
  { invoiceDate, kind, foreign }: Pick<Receivable, 'invoiceDate' | 'kind' | 'foreign'>,
): Pick<Agreement, 'reward' | 'onTimeReward'> | undefined => {
  if (kind !== undefined || foreign !== undefined) return undefined;
  const signed = [...agreements.values()].findLast((one) => isInForce(one, invoiceDate));
  return signed?.reward === undefined && signed?.onTimeReward === undefined ? undefined : signed;
};

/** The day on which the money was there: that of a bill is there when it matures, and of an advance on the invoice's day. */
export const paidOn = (
  account: CreditAccount,
  paymentId: string,
  { invoiceDate }: Receivable,
  valueDate: BusinessDate,
): BusinessDate => later(billOf(account, paymentId)?.maturesOn ?? valueDate, invoiceDate);

type Paid = NonNullable<Receivable['paid']>;

export const withPaid = (paid: Paid, day: BusinessDate, amount: Yuan): Paid => {
  const known = paid.find(([other]) => other === day);
  if (known === undefined) return [...paid, [day, amount]];
  return paid.map((one) => (one === known ? ([day, plus(known[1], amount)] as const) : one));
};

export const withoutPaid = (paid: Paid, day: BusinessDate, amount: Yuan): Paid =>
  paid
    .map((one) => (one[0] === day ? ([day, minus(one[1], amount)] as const) : one))
    .filter(([, left]) => !isNil(left));
