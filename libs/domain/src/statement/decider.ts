import type { Decider } from '@app/kernel/decider';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import type { ConfirmStatement, ContestStatement, IssueStatement, StatementCommand } from './commands';
import type { StatementEvent } from './events';
import { evolve, type IssuedStatement, type StatementState } from './statement';

const refuseOther = (id: string, before: object, again: object): void => {
  if (!sameContent(before, again))
    throw new Problem('same-id-other-content', { id, ...firstDifference(before, again) });
};

/** Asked again later, more may be known: the statement that went to the customer is the first one. */
const issue = ({ data }: IssueStatement, state: StatementState): StatementEvent[] => {
  const { statementId, customerId, from, to } = data;
  if (to < from) throw new Problem('date-order', { first: from, second: to });
  if (state === undefined) return [{ type: 'StatementIssued', data }];
  const { issued } = state;
  const before = { customerId: issued.customerId, from: issued.from, to: issued.to };
  refuseOther(statementId, before, { customerId, from, to });
  return [];
};

/** The day on which it was recorded is not what was said. */
const said = ({ on: _, recordedBy: __, ...words }: ConfirmStatement['data'] | ContestStatement['data']): object =>
  words;

const answeredBefore = (on: string, { issued }: IssuedStatement): void => {
  if (on < issued.on) throw new Problem('date-order', { first: issued.on, second: on });
};

const confirm = ({ data }: ConfirmStatement, state: IssuedStatement): StatementEvent[] => {
  if (state.confirmation !== undefined) {
    refuseOther(data.statementId, said(state.confirmation), said(data));
    return [];
  }
  answeredBefore(data.on, state);
  return [{ type: 'StatementConfirmed', data }];
};

const contest = ({ data }: ContestStatement, state: IssuedStatement): StatementEvent[] => {
  if (state.contest !== undefined && sameContent(said(state.contest), said(data))) return [];
  if (state.confirmation !== undefined) throw new Problem('statement-confirmed', { statement: data.statementId });
  answeredBefore(data.on, state);
  return [{ type: 'StatementContested', data }];
};

const known = (state: StatementState, { data: { statementId } }: StatementCommand): IssuedStatement => {
  if (state === undefined) throw new Problem('unknown-statement', { statement: statementId });
  return state;
};

/** A statement of account that a customer is asked to sign, on the stream `statement-<id>`. */
export const statement: Decider<StatementState, StatementCommand, StatementEvent> = {
  category: 'statement',
  initial: undefined,
  evolve,
  decide: (command, state) => {
    switch (command.type) {
      case 'IssueStatement':
        return issue(command, state);
      case 'ConfirmStatement':
        return confirm(command, known(state, command));
      case 'ContestStatement':
        return contest(command, known(state, command));
    }
  },
};
