import { exact } from '@app/kernel/exact';
import { Problem } from '@app/kernel/problem';
import { exceeds, isNil, isPositive, minus, nil, ofYuan, smaller, total, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount, Payment } from './account';
import { isSameCurrency, openOf, requireSameCurrency, takenOf, unallocatedOf } from './foreign';
import { oldestFirstOf, receivableOf, type Listed } from './items';
import type { AllocationRule } from './payment-policy';
import type { NamedAllocation, PaymentWish } from './payment-wish';

/** More than this are not shared among: somebody names them. */
export const SHARED_MAX = 500;

const inTurn = (receivables: Iterable<Listed>, left: Yuan): NamedAllocation[] => {
  const allocations: NamedAllocation[] = [];
  let rest = left;
  for (const receivable of receivables) {
    if (!isPositive(rest)) break;
    const amount = takenOf(receivable, rest);
    if (isPositive(amount)) allocations.push({ receivableId: receivable.receivableId, amount });
    rest = minus(rest, amount);
  }
  return allocations;
};

/** What is owed in the currency of the payment: the rest is not for it. */
function* payableBy(payment: Payment, account: CreditAccount): Generator<Listed> {
  for (const receivable of oldestFirstOf(account)) if (isSameCurrency(payment, receivable)) yield receivable;
}

const byAge = (a: Listed, b: Listed): number =>
  a.dueDate.localeCompare(b.dueDate) || a.receivableId.localeCompare(b.receivableId, 'en', { numeric: true });

/** Invoice by invoice, and of each its instalments in the order in which they fall due. */
const byInstalment = (a: Listed, b: Listed): number => {
  const [one, other] = [a.documentId ?? a.receivableId, b.documentId ?? b.receivableId];
  if (one === other) return byAge(a, b);
  return a.invoiceDate.localeCompare(b.invoiceDate) || (one < other ? -1 : 1);
};

/** Each gets its share to the fen below; the fen that are left over go one each to the largest remainders, then to the oldest. */
const proRata = (receivables: readonly Listed[], left: Yuan): NamedAllocation[] => {
  if (receivables.length > SHARED_MAX)
    throw new Problem('shared-among-too-many', { count: receivables.length, most: SHARED_MAX });
  const owed = total(receivables.map(openOf));
  const shared = smaller(left, owed);
  if (isNil(shared)) return [];
  const shares = receivables.map((receivable) => {
    const inFen = exact(shared).times(openOf(receivable)).times(100);
    const fen = inFen.divToInt(owed);
    return { receivable, fen, remainder: inFen.minus(fen.times(owed)) };
  });
  const given = shares.reduce((sum, { fen }) => sum.plus(fen), exact(0));
  const over = exact(shared).times(100).minus(given).toNumber();
  const favoured = new Set([...shares].sort((a, b) => b.remainder.cmp(a.remainder)).slice(0, over));
  return shares.flatMap((share) => {
    const wanted = ofYuan((favoured.has(share) ? share.fen.plus(1) : share.fen).div(100));
    const amount = takenOf(share.receivable, wanted);
    return isNil(amount) ? [] : [{ receivableId: share.receivable.receivableId, amount }];
  });
};

const isOf = (name: string, { receivableId, documentId }: Listed): boolean =>
  receivableId === name || documentId === name;

/** Those that are named, in that order. What this payment has settled already may be named again, and is left alone. */
const named = (account: CreditAccount, names: readonly string[], payment: Payment): Listed[] => {
  const open = [...oldestFirstOf(account)];
  const found = names.flatMap((name) => {
    const ofName = open.filter((one) => isOf(name, one)).sort(byAge);
    for (const one of ofName) requireSameCurrency(one.receivableId, payment, one);
    if (ofName.length > 0) return ofName;
    const known = [name, `${name}.1`].find((id) => receivableOf(account, id) !== undefined);
    if (known === undefined) throw new Problem('unknown-receivable', { receivable: name });
    const isOurs = payment.allocations.some(
      ({ receivableId }) => receivableId === name || receivableId.startsWith(`${name}.`),
    );
    if (!isOurs) throw new Problem('receivable-settled', { receivable: name });
    return [];
  });
  return [...new Set(found)];
};

const byRule = (rule: AllocationRule, among: Listed[], left: Yuan): NamedAllocation[] => {
  switch (rule) {
    case 'oldest-first':
      return inTurn(among, left);
    case 'by-instalment':
      return inTurn(among.sort(byInstalment), left);
    case 'pro-rata':
      return proRata(among, left);
    case 'none':
      return [];
  }
};

/** Where so much of a payment goes by a rule. */
export const spread = (
  account: CreditAccount,
  payment: Payment,
  { rule, invoices }: PaymentWish,
): NamedAllocation[] => {
  const left = unallocatedOf(payment);
  if (rule === 'none') return [];
  if (invoices !== undefined) {
    const among = named(account, invoices, payment);
    if (!isPositive(left)) return [];
    return rule === undefined ? inTurn(among, left) : byRule(rule, among.sort(byAge), left);
  }
  if (!isPositive(left)) return [];
  if (rule === undefined || rule === 'oldest-first') return inTurn(payableBy(payment, account), left);
  return byRule(rule, [...payableBy(payment, account)], left);
};

/** Each is there, is owed so much and named once, and the payment is enough for all. */
export const requireFitting = (account: CreditAccount, wanted: readonly NamedAllocation[], payment: Payment): void => {
  const seen = new Set<string>();
  let rest = unallocatedOf(payment);
  for (const { receivableId, amount } of wanted) {
    const receivable = receivableOf(account, receivableId);
    if (receivable === undefined) throw new Problem('unknown-receivable', { receivable: receivableId });
    if (seen.has(receivableId)) throw new Problem('allocation-twice', { receivable: receivableId });
    if (isNil(receivable.open)) throw new Problem('receivable-settled', { receivable: receivableId });
    requireSameCurrency(receivableId, payment, receivable);
    const open = openOf(receivable);
    if (exceeds(amount, open)) throw new Problem('allocation-above-open', { receivable: receivableId, amount, open });
    if (exceeds(amount, rest)) throw new Problem('allocation-above-payment', { amount, left: rest });
    seen.add(receivableId);
    rest = minus(rest, amount);
  }
};

/** What of the named amounts the payment has not yet gone to: asking the same again takes nothing twice. */
export const stillToTake = ({ allocations }: Payment, wanted: readonly NamedAllocation[]): NamedAllocation[] =>
  wanted.flatMap(({ receivableId, amount }) => {
    const taken = total(
      allocations.filter((one) => one.receivableId === receivableId).map((one) => one.foreign ?? one.amount),
    );
    return exceeds(amount, taken) ? [{ receivableId, amount: minus(amount, taken) }] : [];
  });

/** All of a receivable that a payment has gone to. */
export const allocatedTo = ({ allocations }: Payment, receivableId: string): Yuan =>
  allocations.reduce(
    (sum, one) => (one.receivableId === receivableId ? ofYuan(exact(sum).plus(one.amount)) : sum),
    nil,
  );
