import { dateOf, isBefore, type BusinessDate } from '@app/kernel/business-date';
import type { Decider } from '@app/kernel/decider';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import { addAttachment, withdrawAttachment } from './attaching';
import type { CustomerCommand, RecordBadCredit, RecordStatement, RegisterCustomer } from './commands';
import { badCreditKey, evolve, type Customer, type CustomerState } from './customer';
import type { CustomerEvent } from './events';
import { completeDetails, recordFact, withdrawFact } from './keeping-facts';
import { offerSecurity, releaseSecurity, revalueSecurity } from './securing';

const registerCustomer = ({ data }: RegisterCustomer, customer: CustomerState): CustomerEvent[] => {
  if (customer === undefined) return [{ type: 'CustomerRegistered', data }];
  const known = customer.registered;
  const again = { ...data, on: known.on };
  if (sameContent(again, known)) return [];
  throw new Problem('same-id-other-content', { id: data.customerId, ...firstDifference(known, again) });
};

/** A year that has not ended would stop every assessment until it has, and nothing that is recorded can be taken back. */
export const requireClosed = (year: number, on: BusinessDate): void => {
  const closes = dateOf(`${year}-12-31`);
  if (isBefore(on, closes)) throw new Problem('statement-not-closed', { year, closes, today: on });
};

/**
 * A statement is kept as the customer handed it in. What contradicts itself in it is computed from it and listed with the
 * file, so that the analyst can put it to the customer; it is the assessment that refuses to reckon with it.
 */
const recordStatement = ({ data }: RecordStatement, customer: Customer): CustomerEvent[] => {
  const { statement, on } = data;
  requireClosed(statement.year, on);
  const kept = customer.statements.get(statement.year);
  if (sameContent(kept, statement)) return [];
  // What next year's sheet says of this year gives way to the year's own, and never the other way round.
  if (statement.fromComparative === true && kept !== undefined && kept.fromComparative !== true) return [];
  return [{ type: 'StatementRecorded', data }];
};

const recordBadCredit = ({ data }: RecordBadCredit, customer: Customer): CustomerEvent[] =>
  customer.badCredit.has(badCreditKey(data.receivableId, data.step)) ? [] : [{ type: 'BadCreditRecorded', data }];

const known = (customer: CustomerState, { data: { customerId } }: CustomerCommand): Customer => {
  if (customer === undefined) throw new Problem('unknown-customer', { customer: customerId });
  return customer;
};

export const customer: Decider<CustomerState, CustomerCommand, CustomerEvent> = {
  category: 'customer',
  initial: undefined,
  evolve,
  decide: (command, state) => {
    switch (command.type) {
      case 'RegisterCustomer':
        return registerCustomer(command, state);
      case 'TakeOverCustomer':
        return state === undefined ? [{ type: 'CustomerRegistered', data: command.data }] : [];
      case 'CompleteDetails':
        return completeDetails(command, known(state, command));
      case 'RecordStatement':
        return recordStatement(command, known(state, command));
      case 'RecordBadCredit':
        return recordBadCredit(command, known(state, command));
      case 'RecordFact':
        return recordFact(command, known(state, command));
      case 'WithdrawFact':
        return withdrawFact(command, known(state, command));
      case 'OfferSecurity':
        return offerSecurity(command, known(state, command));
      case 'RevalueSecurity':
        return revalueSecurity(command, known(state, command));
      case 'ReleaseSecurity':
        return releaseSecurity(command, known(state, command));
      case 'AddAttachment':
        return addAttachment(command, known(state, command));
      case 'WithdrawAttachment':
        return withdrawAttachment(command, known(state, command));
    }
  },
};
