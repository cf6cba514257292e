import type { DataOf, Message } from '@app/kernel/message';
import type { CustomerEvent } from './events';

type Data<Type extends CustomerEvent['type']> = DataOf<CustomerEvent, Type>;

export type RegisterCustomer = Message<'RegisterCustomer', Data<'CustomerRegistered'>>;
/** Out of another system's books, with what they say: does nothing when the customer is known already. */
export type TakeOverCustomer = Message<
  'TakeOverCustomer',
  Pick<Data<'CustomerRegistered'>, 'customerId' | 'name' | 'sellingUnit' | 'on'>
>;
export type CompleteDetails = Message<'CompleteDetails', Data<'CustomerDetailsCompleted'>>;
export type RecordStatement = Message<'RecordStatement', Data<'StatementRecorded'>>;
export type RecordBadCredit = Message<'RecordBadCredit', Data<'BadCreditRecorded'>>;
export type RecordFact = Message<'RecordFact', Data<'FileFactRecorded'>>;
export type WithdrawFact = Message<'WithdrawFact', Data<'FileFactWithdrawn'>>;
export type OfferSecurity = Message<'OfferSecurity', Data<'SecurityOffered'>>;
export type RevalueSecurity = Message<'RevalueSecurity', Data<'SecurityRevalued'>>;
export type ReleaseSecurity = Message<'ReleaseSecurity', Data<'SecurityReleased'>>;
export type AddAttachment = Message<'AddAttachment', Data<'AttachmentAdded'>>;
export type WithdrawAttachment = Message<'WithdrawAttachment', Data<'AttachmentWithdrawn'>>;

export type CustomerCommand =
  | RegisterCustomer
  | TakeOverCustomer
  | CompleteDetails
  | RecordStatement
  | RecordBadCredit
  | RecordFact
  | WithdrawFact
  | OfferSecurity
  | RevalueSecurity
  | ReleaseSecurity
  | AddAttachment
  | WithdrawAttachment;
