import { statementEvent, type StatementEvent } from '@app/domain/statement/events';
import { evolve, stateOf, type StatementState } from '@app/domain/statement/statement';
import type { RowsPerStream } from '../projection';

type Said = Readonly<Record<string, string>>;
export type StatementProjectionRow = {
  statement_id: string;
  customer_id: string;
  from_date: string;
  to_date: string;
  position: string;
  opening: string;
  closing: string;
  sha256: string;
  issued_by: string;
  issued_on: string;
  state: string;
  confirmation: Said | null;
  contest: Said | null;
  revision: number;
};

/** Each statement of account with what the customer said to it. */
export const statementRows: RowsPerStream<StatementState, StatementEvent, StatementProjectionRow> = {
  kind: 'rows-per-stream',
  name: 'statement',
  version: 1,
  table: 'statement',
  key: ['stream'],
  category: 'statement',
  schema: statementEvent,
  initial: undefined,
  evolve,
  render: (state, { revision }) => {
    if (state === undefined) return [];
    const { issued, confirmation, contest } = state;
    return [
      {
        statement_id: issued.statementId,
        customer_id: issued.customerId,
        from_date: issued.from,
        to_date: issued.to,
        position: issued.position,
        opening: issued.opening,
        closing: issued.closing,
        sha256: issued.sha256,
        issued_by: issued.issuedBy,
        issued_on: issued.on,
        state: stateOf(state),
        confirmation:
          confirmation === undefined
            ? null
            : {
                confirmedBy: confirmation.confirmedBy,
                on: confirmation.on,
                ...(confirmation.attachment !== undefined && { attachment: confirmation.attachment }),
              },
        contest:
          contest === undefined
            ? null
            : {
                reason: contest.reason,
                ...(contest.amount !== undefined && { amount: contest.amount }),
                ...(contest.contestedBy !== undefined && { contestedBy: contest.contestedBy }),
                on: contest.on,
              },
        revision,
      },
    ];
  },
};
