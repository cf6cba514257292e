import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf, Message } from '@app/kernel/message';
import type { NamedAllocation } from '../credit-account/payment-wish';
import type { BankLineEvent } from './events';

type Data<Type extends BankLineEvent['type']> = DataOf<BankLineEvent, Type>;

export type ImportBankLine = Message<'ImportBankLine', Data<'BankLineImported'>>;
export type AcceptBankLine = Message<
  'AcceptBankLine',
  Readonly<{
    lineId: string;
    customerId: string;
    allocate?: readonly NamedAllocation[] | undefined;
    confidence?: number | undefined;
    rules?: readonly string[] | undefined;
    acceptedBy: string;
    on: BusinessDate;
  }>
>;
export type SetBankLineAside = Message<'SetBankLineAside', Data<'BankLineSetAside'>>;
export type ReturnBankLine = Message<'ReturnBankLine', Data<'BankLineReturned'>>;
/** Names the payment, so that asking it again does not undo what was accepted since. */
export type ReleaseBankLine = Message<'ReleaseBankLine', Omit<Data<'BankLineReleased'>, 'customerId' | 'valueDate'>>;
export type AcceptBounce = Message<'AcceptBounce', Omit<Data<'BankBounceAccepted'>, 'valueDate'>>;
/** What a reaction tells of the account's answer. */
export type NotePlacedOtherwise = Message<'NotePlacedOtherwise', Data<'BankLinePlacedOtherwise'>>;
export type NoteRefused = Message<'NoteRefused', Data<'BankLineRefused'>>;

export type BankLineCommand =
  | ImportBankLine
  | AcceptBankLine
  | SetBankLineAside
  | ReturnBankLine
  | ReleaseBankLine
  | AcceptBounce
  | NotePlacedOtherwise
  | NoteRefused;
