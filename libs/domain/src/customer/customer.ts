import type { Statement } from '@app/credit-model/statement';
import type { DataOf } from '@app/kernel/message';
import type { CustomerEvent } from './events';

export type Customer = Readonly<{
  registered: DataOf<CustomerEvent, 'CustomerRegistered'>;
  /** The last word on each year: a correction replaces it here and stays beside it in the log. */
  statements: ReadonlyMap<number, Statement>;
  /** Receivable and step of each bad credit record. */
  badCredit: ReadonlySet<string>;
}>;
export type CustomerState = Customer | undefined;

export const badCreditKey = (receivableId: string, step: string): string => `${receivableId} ${step}`;

/** Newest year first, as the assessment takes them. */
export const statementsOf = (customer: CustomerState): Statement[] =>
  [...(customer?.statements.values() ?? [])].sort((a, b) => b.year - a.year);

export const evolve = (customer: CustomerState, { type, data }: CustomerEvent): CustomerState => {
  if (type === 'CustomerRegistered') return { registered: data, statements: new Map(), badCredit: new Set() };
  if (customer === undefined) return undefined;
  switch (type) {
    case 'StatementRecorded': {
      const { statement } = data;
      return { ...customer, statements: new Map(customer.statements).set(statement.year, statement) };
    }
    case 'BadCreditRecorded':
      return { ...customer, badCredit: new Set(customer.badCredit).add(badCreditKey(data.receivableId, data.step)) };
  }
};
