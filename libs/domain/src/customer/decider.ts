import { contradictionDetails } from '@app/credit-model/contradictions';
import { dateOf, isBefore } from '@app/kernel/business-date';
import type { Decider } from '@app/kernel/decider';
import { Problem, type ProblemDetail } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import type { CustomerCommand, RecordBadCredit, RecordStatement, RegisterCustomer } from './commands';
import { badCreditKey, evolve, type Customer, type CustomerState } from './customer';
import type { CustomerEvent } from './events';

const registerCustomer = ({ data }: RegisterCustomer, customer: CustomerState): CustomerEvent[] => {
  if (customer === undefined) return [{ type: 'CustomerRegistered', data }];
  const known = customer.registered;
  const again = { ...data, on: known.on };
  if (sameContent(again, known)) return [];
  throw new Problem('same-id-other-content', { id: data.customerId, ...firstDifference(known, again) });
};

/** The request is one statement: a place in it does not begin with its number in a list. */
const inOneStatement = (detail: ProblemDetail): ProblemDetail =>
  detail.where === undefined ? detail : { ...detail, where: detail.where.replace(/^statements\[0\]\./, '') };

const recordStatement = ({ data }: RecordStatement, customer: Customer): CustomerEvent[] => {
  const { statement, on } = data;
  // A year that has not ended would stop every assessment until it has, and nothing that is recorded can be taken back.
  const closes = dateOf(`${statement.year}-12-31`);
  if (isBefore(on, closes)) throw new Problem('statement-not-closed', { year: statement.year, closes, today: on });
  const contradictions = contradictionDetails([statement]).map(inOneStatement);
  if (contradictions[0] !== undefined)
    throw new Problem(contradictions[0].code, contradictions[0].facts, contradictions);
  return sameContent(customer.statements.get(statement.year), statement) ? [] : [{ type: 'StatementRecorded', data }];
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
      case 'RecordStatement':
        return recordStatement(command, known(state, command));
      case 'RecordBadCredit':
        return recordBadCredit(command, known(state, command));
    }
  },
};
