import type { CreditNoteReply, CreditNoteRow, PaymentReply, PaymentRow } from '@app/contracts/payments';
import type { ReceivableReply } from '@app/contracts/write-offs';
import type { CreditAccount, Payment } from '@app/domain/credit-account/account';
import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import { disputedOf, paymentOf, receivableOf } from '@app/domain/credit-account/items';
import { exposureOfAccount } from '@app/domain/credit-account/standing-rules';
import { dateOf, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { isNil, minus, nil, yuan } from '@app/kernel/yuan';

// Payments, credit notes and receivables as an account knows them: a resend is answered like the first time.

const bounced = 'bounced';

const allocationsOf = (account: CreditAccount, { allocations, valueDate: day }: Payment) =>
  allocations.map(({ receivableId, amount, valueDate = day }) => ({
    ...{ receivableId, amount, valueDate },
    open: receivableOf(account, receivableId)?.open ?? nil,
  }));

const deallocationsOf = ({ deallocations = [] }: Payment) =>
  deallocations.map(([deallocationId, content]) => {
    const [receivableId = '', amount = '', valueDate = ''] = content.split(' ');
    return { deallocationId, receivableId, amount: yuan.parse(amount), valueDate: dateOf(valueDate) };
  });

const foreignOf = ({ foreign }: Payment) =>
  foreign && { foreign: { currency: foreign.currency, amount: foreign.amount, left: foreign.left } };

const stateOf = <Ended extends string>({ reversal, unallocated }: Payment, ended: Ended) => {
  if (reversal !== undefined) return ended;
  return isNil(unallocated) ? ('spent' as const) : ('open' as const);
};

const reversalOf = ({ reversal }: Payment): Pick<PaymentRow, 'reversal'> => {
  if (reversal === undefined) return {};
  const [cause, day = ''] = reversal.split(' ');
  return { reversal: { cause: cause === bounced ? bounced : 'mistake', valueDate: dateOf(day) } };
};

export const paymentRowOf = (account: CreditAccount, paymentId: string): PaymentRow => {
  const payment = paymentOf(account, paymentId);
  if (payment === undefined || payment.credit === true) throw new Problem('unknown-payment', { payment: paymentId });
  const { amount, valueDate, reference, means, unallocated } = payment;
  return {
    ...{ paymentId, amount, valueDate, reference },
    ...(means !== undefined && { means }),
    ...foreignOf(payment),
    state: stateOf(payment, 'reversed'),
    allocations: allocationsOf(account, payment),
    deallocations: deallocationsOf(payment),
    unallocated,
    ...reversalOf(payment),
  };
};

export const creditNoteRowOf = (account: CreditAccount, creditNoteId: string): CreditNoteRow => {
  const note = paymentOf(account, creditNoteId);
  if (note?.credit !== true) throw new Problem('unknown-credit-note', { note: creditNoteId });
  const { amount, valueDate: issueDate, kind = 'other', corrects, reference: reason, unallocated, reversal } = note;
  return {
    ...{ creditNoteId, amount, issueDate, kind },
    ...(corrects !== undefined && { corrects }),
    reason,
    ...foreignOf(note),
    state: stateOf(note, 'cancelled'),
    allocations: allocationsOf(account, note),
    deallocations: deallocationsOf(note),
    unapplied: unallocated,
    ...(reversal !== undefined && { cancelledFrom: dateOf(reversal) }),
  };
};

type Seen = Readonly<{ on: BusinessDate; policy: CheckPolicy }>;
const availableOf = (account: CreditAccount, { on, policy }: Seen) => exposureOfAccount(account, on, policy).available;

export const paymentReplyOf = (account: CreditAccount, paymentId: string, seen: Seen): PaymentReply => ({
  ...paymentRowOf(account, paymentId),
  available: availableOf(account, seen),
});

export const creditNoteReplyOf = (account: CreditAccount, creditNoteId: string, seen: Seen): CreditNoteReply => ({
  ...creditNoteRowOf(account, creditNoteId),
  available: availableOf(account, seen),
});

export const receivableReplyOf = (account: CreditAccount, receivableId: string, seen: Seen): ReceivableReply => {
  const receivable = receivableOf(account, receivableId);
  if (receivable === undefined) throw new Problem('unknown-receivable', { receivable: receivableId });
  const { amount, open, invoiceDate, dueDate, dueDateAtFirst, documentId, shipmentId, reward } = receivable;
  const { kind = 'invoice', credited = nil, writeOffs = [] } = receivable;
  return {
    ...{ receivableId, kind },
    ...(documentId !== undefined && { documentId }),
    ...{ amount, open, state: isNil(open) ? 'settled' : 'open', invoiceDate, dueDate, dueDateAtFirst },
    ...(shipmentId !== undefined && { shipmentId }),
    disputed: disputedOf(account, receivableId),
    ...{ credited, creditable: minus(amount, credited) },
    ...(reward !== undefined && { reward }),
    writeOffs: writeOffs.map((one) => ({ ...one })),
    holds: account.holds.has(receivableId),
    available: availableOf(account, seen),
  };
};
