import { contradictionDetails } from '@app/credit-model/contradictions';
import type { Decider } from '@app/kernel/decider';
import { Problem } from '@app/kernel/problem';
import { sameContent } from '@app/kernel/same-content';
import type { CustomerCommand, RecordBadCredit, RecordStatement, RegisterCustomer } from './commands';
import { badCreditKey, evolve, type Customer, type CustomerState } from './customer';
import type { CustomerEvent } from './events';

const registerCustomer = ({ data }: RegisterCustomer, customer: CustomerState): CustomerEvent[] => {
  if (customer === undefined) return [{ type: 'CustomerRegistered', data }];
  const { on: _, ...wanted } = data;
  const { on: __, ...known } = customer.registered;
  if (sameContent(wanted, known)) return [];
  throw new Problem('same-id-other-content', { id: data.customerId, before: known.name, now: wanted.name });
};

const recordStatement = ({ data }: RecordStatement, customer: Customer): CustomerEvent[] => {
  const { statement } = data;
  const contradictions = contradictionDetails([statement]);
  if (contradictions.length > 0)
    throw new Problem('statement-contradicts-itself', { year: statement.year }, contradictions);
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
