import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf, Message } from '@app/kernel/message';
import type { Yuan } from '@app/kernel/yuan';
import type { AuthorityPolicy } from '../authority/authority-policy';
import type { CreditAccountEvent } from './events';
import type { PaymentWish } from './payment-wish';

type Data<Type extends CreditAccountEvent['type']> = DataOf<CreditAccountEvent, Type>;
type Dated<Type extends CreditAccountEvent['type'], Left extends string> = Omit<Data<Type>, Left | 'valueDate'> & {
  valueDate?: BusinessDate | undefined;
};

export type DeallocatePayment = Message<
  'DeallocatePayment',
  Dated<'PaymentDeallocated', 'amount' | 'cash' | 'credit' | 'foreign'> & {
    /** Left out: all that went to the receivable. */
    amount?: Yuan | undefined;
  }
>;
/** What it was allocated to is taken back with it. */
export type ReversePayment = Message<'ReversePayment', Dated<'PaymentReversed', 'amount'>>;
export type IssueCreditNote = Message<
  'IssueCreditNote',
  Omit<Data<'CreditNoteIssued'>, 'issueDate'> & { issueDate?: BusinessDate | undefined } & PaymentWish
>;
export type CancelCreditNote = Message<'CancelCreditNote', Dated<'CreditNoteCancelled', 'amount'>>;
export type WriteOffReceivable = Message<
  'WriteOffReceivable',
  Dated<'ReceivableWrittenOff', 'amount'> & {
    /** Left out: all that is open. */
    amount?: Yuan | undefined;
    authority: AuthorityPolicy;
  }
>;
export type RecoverWriteOff = Message<'RecoverWriteOff', Dated<'WriteOffRecovered', ''>>;

export type CorrectingCommand =
  DeallocatePayment | ReversePayment | IssueCreditNote | CancelCreditNote | WriteOffReceivable | RecoverWriteOff;
