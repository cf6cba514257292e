import type {
  CancelCreditNote,
  DeallocatePayment,
  IssueCreditNote,
  RecoverWriteOff,
  ReversePayment,
  WriteOffReceivable,
} from '@app/domain/credit-account/correcting-commands';
import type { AllocatePayment, RecordPayment } from '@app/domain/credit-account/commands';
import type { AllocationRule } from '@app/domain/credit-account/payment-policy';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, firstOfMarch } from './account-events';
import { currentAuthority as authority } from './policies-on-disk';

// Corrections of what is owed and paid, asked of the account of account-events.
type When = { valueDate?: string | undefined; on?: string | undefined };
const datesOf = ({ valueDate, on = firstOfMarch }: When) => ({
  ...(valueDate !== undefined && { valueDate: dateOf(valueDate) }),
  on: dateOf(on),
});
const amountOf = (amount: string | undefined) => (amount === undefined ? {} : { amount: ofYuan(amount) });

type Wish = { rule?: AllocationRule | undefined; invoices?: readonly string[] | undefined };
type Paying = Wish & { valueDate?: string; on?: string; means?: 'netting' | 'transfer'; reference?: string };
export const payBy = (paymentId: string, amount: string, how: Paying = {}): RecordPayment => {
  const { on = firstOfMarch, valueDate = on, reference = '', means, rule, invoices } = how;
  const paid = { paymentId, amount: ofYuan(amount), valueDate: dateOf(valueDate), reference, on: dateOf(on) };
  const wish = { ...(means && { means }), ...(rule && { rule }), ...(invoices && { invoices }) };
  return { type: 'RecordPayment', data: { customerId, ...paid, ...wish } };
};
export const allocateBy = (paymentId: string, how: Wish & When = {}): AllocatePayment => {
  const { rule, invoices } = how;
  const wish = { ...(rule && { rule }), ...(invoices && { invoices }) };
  return { type: 'AllocatePayment', data: { customerId, paymentId, ...wish, ...datesOf(how) } };
};

export const takeBack = (
  deallocationId: string,
  [paymentId, receivableId]: readonly [string, string],
  how: When & { amount?: string | undefined } = {},
): DeallocatePayment => ({
  type: 'DeallocatePayment',
  data: {
    ...{ customerId, paymentId, receivableId, deallocationId },
    ...amountOf(how.amount),
    ...{ reason: 'wrong invoice', deallocatedBy: 'finance-zhou', ...datesOf(how) },
  },
});

export const reverse = (
  paymentId: string,
  cause: 'bounced' | 'mistake',
  how: When & { reason?: string } = {},
): ReversePayment => ({
  type: 'ReversePayment',
  data: { customerId, paymentId, cause, reason: 'no cover', reversedBy: 'finance-zhou', ...datesOf(how) },
});

type Issuing = { corrects?: string; issueDate?: string; on?: string; kind?: 'return' | 'price'; rule?: AllocationRule };
export const credit = (creditNoteId: string, amount: string, how: Issuing = {}): IssueCreditNote => {
  const { corrects, issueDate, on = firstOfMarch, kind = 'return', rule } = how;
  return {
    type: 'IssueCreditNote',
    data: {
      ...{ customerId, creditNoteId, amount: ofYuan(amount), kind },
      ...(corrects !== undefined && { corrects }),
      ...(issueDate !== undefined && { issueDate: dateOf(issueDate) }),
      ...(rule !== undefined && { rule }),
      ...{ reason: 'goods came back', issuedBy: 'finance-zhou', on: dateOf(on) },
    },
  };
};
export const cancelNote = (creditNoteId: string, how: When = {}): CancelCreditNote => ({
  type: 'CancelCreditNote',
  data: { customerId, creditNoteId, reason: 'issued twice', cancelledBy: 'finance-zhou', ...datesOf(how) },
});

export const writeOff = (
  writeOffId: string,
  receivableId: string,
  how: When & { amount?: string | undefined; by?: string } = {},
): WriteOffReceivable => ({
  type: 'WriteOffReceivable',
  data: {
    ...{ customerId, receivableId, writeOffId, ...amountOf(how.amount) },
    ...{ reason: 'dissolved', decidedBy: how.by ?? 'director-zhao', authority, ...datesOf(how) },
  },
});
export const recover = (
  recoveryId: string,
  [writeOffId, receivableId]: readonly [string, string],
  amount: string,
  how: When = {},
): RecoverWriteOff => ({
  type: 'RecoverWriteOff',
  data: { customerId, receivableId, writeOffId, recoveryId, amount: ofYuan(amount), ...datesOf(how) },
});
