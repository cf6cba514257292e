import { Problem } from '@app/kernel/problem';
import { exceeds, isPositive, minus, nil, smaller, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount, Payment, Receivable } from './account';
import type { CancelCreditNote, IssueCreditNote } from './correcting-commands';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { baseOf, openOf, unallocatedOf } from './foreign';
import { paymentOf, receivableOf } from './items';
import { allocating, wanted } from './paying';
import { requireDate } from './deallocating';
import { withReopened } from './settling';
import { cancelling, freeFrom } from './taking-back';

const isRepeated = ({ data }: IssueCreditNote, known: Payment | undefined): boolean => {
  if (known === undefined) return false;
  const { creditNoteId, amount, kind, corrects = '', issueDate = known.valueDate } = data;
  const before = `${known.foreign?.amount ?? known.amount} ${known.kind ?? ''} ${known.corrects ?? ''} ${known.valueDate}`;
  const now = `${amount} ${kind} ${corrects} ${issueDate}`;
  if (before !== now || known.credit !== true)
    throw new Problem('same-id-other-content', { id: creditNoteId, before, now });
  return true;
};

/** In the currency of what it corrects, and at its rate: no difference arises. */
const creditedBy = (amount: Yuan, { foreign, amount: whole, credited = nil, invoiceDate: rateOn }: Receivable) => {
  if (foreign === undefined) return { amount };
  const { currency, rate } = foreign;
  const base = amount === foreign.amount ? minus(whole, credited) : baseOf(amount, rate);
  return { amount: base, foreign: { currency, amount, rate, rateOn } };
};

const correctedBy = ({ data }: IssueCreditNote, account: CreditAccount): Receivable | undefined => {
  const { corrects, amount } = data;
  if (corrects === undefined) return undefined;
  const receivable = receivableOf(account, corrects);
  if (receivable === undefined) throw new Problem('unknown-receivable', { receivable: corrects });
  const left = minus(receivable.amount, receivable.credited ?? nil);
  if (exceeds(creditedBy(amount, receivable).amount, left))
    throw new Problem('credit-note-above-invoice', { receivable: corrects, amount, left });
  return receivable;
};

/** The invoice that it corrects takes as much of it as is open; the rest waits as unapplied credit. */
const applied = (
  { data }: IssueCreditNote,
  account: CreditAccount,
  note: Payment,
): { receivableId: string; amount: Yuan }[] => {
  const { corrects, allocate, rule, invoices } = data;
  if (corrects === undefined)
    return allocate === undefined && rule === undefined && invoices === undefined
      ? []
      : wanted(account, note, { allocate, rule, invoices });
  const receivable = receivableOf(account, corrects);
  const amount = smaller(receivable === undefined ? nil : openOf(receivable), unallocatedOf(note));
  return isPositive(amount) ? [{ receivableId: corrects, amount }] : [];
};

/** 红字单: what it corrects is said in it, and it is never larger than that, less what was credited of it before. */
export const issueCreditNote = (command: IssueCreditNote, account: CreditAccount): CreditAccountEvent[] => {
  const { issueDate, allocate: _, rule: __, invoices: ___, ...issued } = command.data;
  const { customerId, creditNoteId, on } = issued;
  if (isRepeated(command, paymentOf(account, creditNoteId))) return [];
  const receivable = correctedBy(command, account);
  const day = issueDate ?? on;
  requireDate(day, receivable?.invoiceDate ?? day, on);
  const credited: CreditAccountEvent = {
    type: 'CreditNoteIssued',
    data: { ...issued, ...(receivable && creditedBy(issued.amount, receivable)), issueDate: day },
  };
  const then = after(account, [credited]);
  const payment = paymentOf(then, creditNoteId);
  if (payment === undefined) return [credited];
  const named = applied(command, then, payment);
  return [credited, ...allocating(then, named, { customerId, paymentId: creditNoteId, payment, on })];
};

/** What it went to is owed again. */
export const cancelCreditNote = ({ data }: CancelCreditNote, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, creditNoteId, valueDate, reason, cancelledBy, on } = data;
  const note = paymentOf(account, creditNoteId);
  if (note?.credit !== true) throw new Problem('unknown-credit-note', { note: creditNoteId });
  if (note.reversal !== undefined) {
    if ((valueDate ?? note.reversal) === note.reversal) return [];
    throw new Problem('credit-note-cancelled', { note: creditNoteId, valueDate: note.reversal });
  }
  if (valueDate !== undefined) requireDate(valueDate, freeFrom(note), on);
  const from = valueDate ?? note.valueDate;
  const events = cancelling(account, { creditNoteId, from }, { customerId, reason, by: cancelledBy, on });
  return withReopened(account, events, { customerId, on });
};
