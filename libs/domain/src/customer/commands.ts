import type { DataOf, Message } from '@app/kernel/message';
import type { CustomerEvent } from './events';

type Data<Type extends CustomerEvent['type']> = DataOf<CustomerEvent, Type>;

export type RegisterCustomer = Message<'RegisterCustomer', Data<'CustomerRegistered'>>;
/** Out of another system's books, with what they say: does nothing when the customer is known already. */
export type TakeOverCustomer = Message<
  'TakeOverCustomer',
  Pick<Data<'CustomerRegistered'>, 'customerId' | 'name' | 'sellingUnit' | 'on'>
>;
export type RecordStatement = Message<'RecordStatement', Data<'StatementRecorded'>>;
export type RecordBadCredit = Message<'RecordBadCredit', Data<'BadCreditRecorded'>>;

export type CustomerCommand = RegisterCustomer | TakeOverCustomer | RecordStatement | RecordBadCredit;
