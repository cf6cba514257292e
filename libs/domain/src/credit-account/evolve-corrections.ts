import { isNil, minus, nil, plus, smaller, type Yuan } from '@app/kernel/yuan';
import type { Allocation, CreditAccount, Payment } from './account';
import type { CreditAccountEvent } from './events';
import { changedReceivable, foreignLeft, foreignSide, owing } from './evolve-owing';
import { paymentOf, withPayment } from './items';

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

/** Taken back from the allocations to a receivable that were made last. */
const takenBack = (
  allocations: readonly Allocation[],
  { receivableId, amount, cash, foreign }: Data<'PaymentDeallocated'>,
): Allocation[] => {
  const left = [...allocations];
  let [rest, restOfCash, restOfForeign] = [amount, cash ?? amount, foreign?.amount ?? nil];
  for (let index = left.length - 1; index >= 0 && !isNil(rest); index--) {
    const one = left[index];
    if (one?.receivableId !== receivableId) continue;
    const take = smaller(one.amount, rest);
    const takeCash = smaller(one.cash ?? one.amount, restOfCash);
    const takeForeign = smaller(one.foreign ?? nil, restOfForeign);
    [rest, restOfCash, restOfForeign] = [
      minus(rest, take),
      minus(restOfCash, takeCash),
      minus(restOfForeign, takeForeign),
    ];
    const now: Allocation = {
      ...one,
      amount: minus(one.amount, take),
      ...(one.cash !== undefined && { cash: minus(one.cash, takeCash) }),
      ...(one.foreign !== undefined && { foreign: minus(one.foreign, takeForeign) }),
    };
    if (isNil(now.amount)) left.splice(index, 1);
    else left[index] = now;
  }
  return left;
};

const contentOf = ({ receivableId, amount, valueDate }: Data<'PaymentDeallocated'>): string =>
  `${receivableId} ${amount} ${valueDate}`;

const deallocated = (account: CreditAccount, data: Data<'PaymentDeallocated'>): CreditAccount => {
  const { receivableId, paymentId, deallocationId, amount, cash, foreign } = data;
  const reopened = changedReceivable(account, receivableId, (known) => ({
    ...known,
    open: plus(known.open, amount),
    foreign: foreignLeft(known.foreign, foreign?.amount, true),
  }));
  return changedPayment(reopened, paymentId, (known) => ({
    ...known,
    unallocated: plus(known.unallocated, cash ?? amount),
    foreign: foreignLeft(known.foreign, foreign?.amount, true),
    allocations: takenBack(known.allocations, data),
    deallocations: [...(known.deallocations ?? []), [deallocationId, contentOf(data)] as const],
  }));
};

const reversed = (account: CreditAccount, paymentId: string, amount: Yuan): CreditAccount =>
  changedPayment(owing(account, amount), paymentId, (known) => ({
    ...known,
    unallocated: minus(known.unallocated, amount),
    isReversed: true,
  }));

const credited = (account: CreditAccount, receivableId: string | undefined, amount: Yuan): CreditAccount =>
  receivableId === undefined
    ? account
    : changedReceivable(account, receivableId, (known) => ({
        ...known,
        credited: plus(known.credited ?? nil, amount),
      }));

const writtenOff = (account: CreditAccount, data: Data<'ReceivableWrittenOff'>): CreditAccount =>
  changedReceivable(owing(account, minus(nil, data.amount)), data.receivableId, (known) => ({
    ...known,
    open: minus(known.open, data.amount),
    writeOffs: [...(known.writeOffs ?? []), { writeOffId: data.writeOffId, amount: data.amount, recovered: nil }],
  }));

const recovered = (account: CreditAccount, data: Data<'WriteOffRecovered'>): CreditAccount =>
  changedReceivable(owing(account, data.amount), data.receivableId, (known) => ({
    ...known,
    open: plus(known.open, data.amount),
    recoveries: [...(known.recoveries ?? []), data.recoveryId],
    writeOffs: known.writeOffs?.map((one) =>
      one.writeOffId === data.writeOffId ? { ...one, recovered: plus(one.recovered, data.amount) } : one,
    ),
  }));

export const evolveCorrections = (account: CreditAccount, { type, data }: CorrectingEvent): CreditAccount => {
  switch (type) {
    case 'PaymentDeallocated':
      return deallocated(account, data);
    case 'PaymentReversed':
      return reversed(account, data.paymentId, data.amount);
    case 'CreditNoteIssued': {
      const { creditNoteId, amount, issueDate: valueDate, reason: reference, corrects } = data;
      const about = { reference, corrects, foreign: foreignSide(data.foreign), credit: true } as const;
      const note: Payment = { amount, unallocated: amount, valueDate, allocations: [], ...about };
      return withPayment(credited(owing(account, minus(nil, amount)), corrects, amount), creditNoteId, note);
    }
    case 'CreditNoteCancelled': {
      const { creditNoteId, amount } = data;
      const corrects = paymentOf(account, creditNoteId)?.corrects;
      return credited(reversed(account, creditNoteId, amount), corrects, minus(nil, amount));
    }
    case 'ReceivableReopened':
      return account;
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
