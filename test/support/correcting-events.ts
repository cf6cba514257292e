import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { dateOf } from '@app/kernel/business-date';
import type { DataOf } from '@app/kernel/message';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, firstOfMarch } from './account-events';

// Corrections on the account of account-events. Unless it says otherwise, all of it on the first of March.
type Days = { valueDate?: string; on?: string };
const datesOf = ({ on = firstOfMarch, valueDate = on }: Days) => ({ valueDate: dateOf(valueDate), on: dateOf(on) });

export const invoiced = (
  receivableId: string,
  amount: string,
  [invoiceDate, dueDate]: readonly [string, string],
  instalment?: { documentId: string; nth: number; of: number },
): CreditAccountEvent => {
  const { documentId, ...nth } = instalment ?? {};
  return {
    type: 'ReceivableOpened',
    data: {
      ...{ customerId, receivableId, amount: ofYuan(amount) },
      ...{ invoiceDate: dateOf(invoiceDate), dueDate: dateOf(dueDate) },
      ...(documentId !== undefined && { documentId, instalment: nth as { nth: number; of: number } }),
      on: dateOf(invoiceDate),
    },
  };
};

export const agreed = (
  rewards: Partial<Pick<DataOf<CreditAccountEvent, 'AccountOpened'>, 'reward' | 'onTimeReward'>>,
  validTo = '2026-12-31',
): CreditAccountEvent => {
  const on = dateOf(firstOfMarch);
  const terms = { limit: ofYuan('1000000.00'), grade: '3A2', termDays: 60, validFrom: on, validTo: dateOf(validTo) };
  return { type: 'AccountOpened', data: { customerId, agreementId: 'HT-1', ...terms, ...rewards, on } };
};

export const paidOn = (paymentId: string, amount: string, valueDate: string, on = valueDate): CreditAccountEvent => ({
  type: 'PaymentRecorded',
  data: { customerId, paymentId, amount: ofYuan(amount), reference: '', ...datesOf({ valueDate, on }) },
});

type Moving = Days & { credit?: true };
export const allocatedOn = (
  paymentId: string,
  receivableId: string,
  amount: string,
  { credit, ...days }: Moving = {},
): CreditAccountEvent => ({
  type: 'PaymentAllocated',
  data: {
    ...{ customerId, receivableId, paymentId, amount: ofYuan(amount) },
    ...datesOf(days),
    ...(credit && { credit }),
  },
});

type Taking = Moving & { id?: string; by?: string; reason?: string };
export const takenBack = (
  paymentId: string,
  receivableId: string,
  amount: string,
  { id = 'DA-1', by = 'finance-zhou', reason = 'wrong invoice', credit, ...days }: Taking = {},
): CreditAccountEvent => ({
  type: 'PaymentDeallocated',
  data: {
    ...{ customerId, receivableId, paymentId, deallocationId: id, amount: ofYuan(amount) },
    ...(credit && { credit }),
    ...{ reason, deallocatedBy: by, ...datesOf(days) },
  },
});

export const reversed = (
  paymentId: string,
  amount: string,
  cause: 'bounced' | 'mistake',
  days: Days = {},
): CreditAccountEvent => ({
  type: 'PaymentReversed',
  data: {
    ...{ customerId, paymentId, amount: ofYuan(amount), cause },
    ...{ reason: 'no cover', reversedBy: 'finance-zhou', ...datesOf(days) },
  },
});

type Issuing = Partial<Pick<DataOf<CreditAccountEvent, 'CreditNoteIssued'>, 'kind' | 'corrects' | 'reason'>> & {
  issueDate?: string;
  on?: string;
  by?: string;
};
export const credited = (
  creditNoteId: string,
  amount: string,
  { issueDate, on = firstOfMarch, by = 'finance-zhou', kind = 'return', ...about }: Issuing = {},
): CreditAccountEvent => ({
  type: 'CreditNoteIssued',
  data: {
    ...{ customerId, creditNoteId, amount: ofYuan(amount), kind },
    ...{ reason: 'goods came back', ...about },
    ...{ issuedBy: by, issueDate: dateOf(issueDate ?? on), on: dateOf(on) },
  },
});

export const noteCancelled = (
  creditNoteId: string,
  amount: string,
  { by = 'finance-zhou', reason = 'issued twice', ...days }: Days & { by?: string; reason?: string } = {},
): CreditAccountEvent => ({
  type: 'CreditNoteCancelled',
  data: { customerId, creditNoteId, amount: ofYuan(amount), reason, cancelledBy: by, ...datesOf(days) },
});

export const reopened = (receivableId: string, open: string, on = firstOfMarch): CreditAccountEvent => ({
  type: 'ReceivableReopened',
  data: { customerId, receivableId, open: ofYuan(open), on: dateOf(on) },
});

export const settledBy = (
  receivableId: string,
  { with: means, nth, ...days }: Days & { with?: 'credit-note' | 'write-off'; nth?: number } = {},
): CreditAccountEvent => ({
  type: 'ReceivableSettled',
  data: { customerId, receivableId, ...(means && { with: means }), ...(nth && { nth }), ...datesOf(days) },
});

export const writtenOff = (
  writeOffId: string,
  receivableId: string,
  amount: string,
  { by = 'director-zhao', ...days }: Days & { by?: string } = {},
): CreditAccountEvent => ({
  type: 'ReceivableWrittenOff',
  data: {
    ...{ customerId, receivableId, writeOffId, amount: ofYuan(amount) },
    ...{ reason: 'dissolved', decidedBy: by, ...datesOf(days) },
  },
});

export const recovered = (
  recoveryId: string,
  [writeOffId, receivableId]: readonly [string, string],
  amount: string,
  days: Days = {},
): CreditAccountEvent => ({
  type: 'WriteOffRecovered',
  data: { customerId, receivableId, writeOffId, recoveryId, amount: ofYuan(amount), ...datesOf(days) },
});
