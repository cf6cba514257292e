import { isBefore, later, type BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { exceeds, isNil, minus, nil, ofYuan, plus, type Yuan } from '@app/kernel/yuan';
import { withEntry } from '../entries';
import type { CreditAccount, CreditNoteKind, Payment, Receivable } from './account';
import type { CreditAccountEvent } from './events';
import { changedReceivable, foreignLeft, foreignSide, owing } from './evolve-owing';
import { paymentOf, receivableOf, withPayment } from './items';
import { paidOn, withoutPaid } from './promised-reward';
import { takenBack, type Part } from './taken-back';

export type CorrectingEvent = Extract<
  CreditAccountEvent,
  {
    type:
      | 'PaymentDeallocated'
      | 'PaymentReversed'
      | 'CreditNoteIssued'
      | 'CreditNoteCancelled'
      | 'ReceivableReopened'
      | 'ReceivableWrittenOff'
      | 'WriteOffRecovered'
      | 'InterestCharged'
      | 'ExchangeDifferenceBooked';
  }
>;
type Data<Type extends CorrectingEvent['type']> = Extract<CorrectingEvent, { type: Type }>['data'];

const changedPayment = (
  account: CreditAccount,
  paymentId: string,
  change: (payment: Payment) => Payment,
): CreditAccount => {
  const known = paymentOf(account, paymentId);
  return known === undefined ? account : withPayment(account, paymentId, change(known));
};

const contentOf = ({ receivableId, amount, valueDate }: Data<'PaymentDeallocated'>): string =>
  `${receivableId} ${amount} ${valueDate}`;

/** Owed again only from a later day than that on which it was paid: nothing earlier can pay it a second time. */
const owedFrom = (known: Receivable, since: BusinessDate, day: BusinessDate): Pick<Receivable, 'openFrom'> =>
  isBefore(later(since, known.invoiceDate), day) ? { openFrom: later(known.openFrom ?? day, day) } : {};

const deallocated = (account: CreditAccount, data: Data<'PaymentDeallocated'>): CreditAccount => {
  const { receivableId, paymentId, deallocationId, amount, cash, foreign, credit, valueDate } = data;
  const payment = paymentOf(account, paymentId);
  if (payment === undefined) return account;
  const { left, parts } = takenBack(payment.allocations, receivableId, amount);
  const since = (part: Part) => part.valueDate ?? payment.valueDate;
  const reopened = changedReceivable(account, receivableId, (known) => {
    const days = parts.map((part) => ({ day: paidOn(account, paymentId, known, since(part)), amount: part.amount }));
    const paid = days.reduce((now, one) => withoutPaid(now, one.day, one.amount), known.paid ?? []);
    return {
      ...known,
      open: plus(known.open, amount),
      foreign: foreignLeft(known.foreign, foreign?.amount, true),
      ...(known.paid !== undefined && credit !== true && { paid }),
      ...parts.reduce((now, part) => ({ ...now, ...owedFrom({ ...known, ...now }, since(part), valueDate) }), {}),
    };
  });
  const invoiceDate = receivableOf(account, receivableId)?.invoiceDate ?? valueDate;
  const isLater = parts.some((part) => isBefore(later(since(part), invoiceDate), valueDate));
  return withPayment(reopened, paymentId, {
    ...payment,
    unallocated: plus(payment.unallocated, cash ?? amount),
    foreign: foreignLeft(payment.foreign, foreign?.amount, true),
    allocations: left,
    deallocations: [...(payment.deallocations ?? []), [deallocationId, contentOf(data)] as const],
    ...(isLater && { freeFrom: later(payment.freeFrom ?? valueDate, valueDate) }),
  });
};

/** Its ledger side is undone, and nothing of it is left. */
const ended = (
  account: CreditAccount,
  { id, amount, how }: Readonly<{ id: string; amount: Yuan; how: string }>,
): CreditAccount =>
  changedPayment(owing(account, amount), id, (known) => ({
    ...known,
    unallocated: minus(known.unallocated, amount),
    foreign: known.foreign && { ...known.foreign, left: nil },
    reversal: how,
  }));

const FEN = ofYuan('0.01');

const isReward = (kind: CreditNoteKind | undefined): boolean =>
  kind === 'early-payment-reward' || kind === 'on-time-reward';

/** A receivable as a credit note of it leaves it, or as one that is cancelled does. */
const corrected = (
  account: CreditAccount,
  receivableId: string | undefined,
  { amount, reward }: Readonly<{ amount: Yuan; reward?: Pick<Receivable, 'reward'> | false }>,
): CreditAccount =>
  receivableId === undefined
    ? account
    : changedReceivable(account, receivableId, (known) => ({
        ...known,
        credited: plus(known.credited ?? nil, amount),
        ...reward,
      }));

const credited = (account: CreditAccount, data: Data<'CreditNoteIssued'>): CreditAccount => {
  const { creditNoteId, amount, issueDate: valueDate, reason: reference, corrects, kind } = data;
  const about = { reference, corrects, kind, foreign: foreignSide(data.foreign), credit: true } as const;
  const note: Payment = { amount, unallocated: amount, valueDate, allocations: [], ...about };
  const change = { amount, reward: isReward(kind) && { reward: creditNoteId } };
  return withPayment(corrected(owing(account, minus(nil, amount)), corrects, change), creditNoteId, note);
};

const cancelled = (account: CreditAccount, data: Data<'CreditNoteCancelled'>): CreditAccount => {
  const { creditNoteId: id, amount, valueDate } = data;
  const { corrects, kind } = paymentOf(account, id) ?? {};
  const change = { amount: minus(nil, amount), reward: isReward(kind) && { reward: undefined } };
  return corrected(ended(account, { id, amount, how: valueDate }), corrects, change);
};

/** In the currency of the document, as much less or more as in yuan; something of it, as long as there is something in yuan. */
const foreignShare = ({ foreign, open, amount }: Receivable, now: Yuan): Pick<Receivable, 'foreign'> => {
  if (foreign === undefined) return {};
  const moved = isNil(open)
    ? exact(foreign.amount).times(now).divTo(amount, 2)
    : exceeds(now, open)
      ? exact(foreign.left).plus(exact(foreign.amount).times(minus(now, open)).divTo(amount, 2))
      : exact(foreign.left).times(now).divTo(open, 2);
  const left = isNil(now) ? nil : isNil(ofYuan(moved)) ? FEN : ofYuan(moved);
  return { foreign: { ...foreign, left } };
};

const writtenOff = (account: CreditAccount, data: Data<'ReceivableWrittenOff'>): CreditAccount => {
  const { receivableId, writeOffId, amount, valueDate } = data;
  return changedReceivable(owing(account, minus(nil, amount)), receivableId, (known) => ({
    ...known,
    ...foreignShare(known, minus(known.open, amount)),
    open: minus(known.open, amount),
    writeOffs: [...(known.writeOffs ?? []), { writeOffId, amount, recovered: nil, valueDate }],
  }));
};

const recovered = (account: CreditAccount, data: Data<'WriteOffRecovered'>): CreditAccount => {
  const { receivableId, writeOffId, recoveryId, amount, valueDate } = data;
  return changedReceivable(owing(account, amount), receivableId, (known) => ({
    ...known,
    ...foreignShare(known, plus(known.open, amount)),
    open: plus(known.open, amount),
    openFrom: later(known.openFrom ?? valueDate, valueDate),
    recoveries: [...(known.recoveries ?? []), [recoveryId, `${writeOffId} ${amount} ${valueDate}`] as const],
    writeOffs: known.writeOffs?.map((one) =>
      one.writeOffId === writeOffId ? { ...one, recovered: plus(one.recovered, amount) } : one,
    ),
  }));
};

/** A payment may bounce: then what it ended is there again. */
export const heldWhenSettled = (account: CreditAccount, receivableId: string): CreditAccount =>
  changedReceivable(account, receivableId, (known) => ({
    ...known,
    whenSettled: { ...known.whenSettled, held: true },
  }));

/** What its settlement ended comes back: the step that it had come to, and the hold as soon as nothing else stands against it. */
const reopened = (account: CreditAccount, receivableId: string): CreditAccount => {
  const { step, held } = receivableOf(account, receivableId)?.whenSettled ?? {};
  const now = changedReceivable(account, receivableId, (known) => ({
    ...known,
    whenSettled: undefined,
    reopenings: (known.reopenings ?? 0) + 1,
  }));
  return {
    ...now,
    ...(step !== undefined && { steps: withEntry(now.steps, receivableId, step) }),
    ...(held === true && { holdsInDispute: new Set(now.holdsInDispute).add(receivableId) }),
  };
};

export const evolveCorrections = (account: CreditAccount, { type, data }: CorrectingEvent): CreditAccount => {
  switch (type) {
    case 'PaymentDeallocated':
      return deallocated(account, data);
    case 'PaymentReversed': {
      const { paymentId: id, amount, cause, valueDate } = data;
      return ended(account, { id, amount, how: `${cause} ${valueDate}` });
    }
    case 'CreditNoteIssued':
      return credited(account, data);
    case 'CreditNoteCancelled':
      return cancelled(account, data);
    case 'ReceivableReopened':
      return reopened(account, data.receivableId);
    case 'ReceivableWrittenOff':
      return writtenOff(account, data);
    case 'WriteOffRecovered':
      return recovered(account, data);
    case 'InterestCharged':
      return data.lines.reduce(
        (now, { receivableId, to }) => changedReceivable(now, receivableId, (known) => ({ ...known, interestTo: to })),
        account,
      );
    case 'ExchangeDifferenceBooked':
      return owing(account, data.amount);
  }
};
