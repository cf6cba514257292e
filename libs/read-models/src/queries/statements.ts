import type { StatementPage, StatementRecord } from '@app/contracts/statement-of-account';
import type { StatementPolicy } from '@app/domain/statement/statement-policy';
import { addDays, daysBetween, type BusinessDate } from '@app/kernel/business-date';
import { offsetOf, type Paged, type Reader } from './reader';

export type StatementsWish = Paged &
  Readonly<{
    state?: StatementRecord['state'] | undefined;
    customerId?: string | undefined;
    statementId?: string | undefined;
    late: boolean;
    today: BusinessDate;
    policy: StatementPolicy;
  }>;

type Found = Omit<StatementRecord, 'answerBy' | 'daysLate' | 'confirmation' | 'contest'> &
  Readonly<{ confirmation: StatementRecord['confirmation'] | null; contest: StatementRecord['contest'] | null }>;

/** Statements with what their customers said to them, the newest first; one without an answer is late after the policy's days. */
export const statements = async (sql: Reader, wish: StatementsWish): Promise<StatementPage> => {
  const { page, size, state, customerId, statementId, late, today, policy } = wish;
  const issuedBefore = addDays(today, -policy.answerDays);
  const which = sql`
    where ${state === undefined ? sql`true` : sql`state = ${state}`}
      ${customerId === undefined ? sql`` : sql`and s.customer_id = ${customerId}`}
      ${statementId === undefined ? sql`` : sql`and statement_id = ${statementId}`}
      ${late ? sql`and state = 'issued' and issued_on < ${issuedBefore}` : sql``}`;
  const found = await sql<Found[]>`
    select statement_id as "statementId", s.customer_id as "customerId", coalesce(c.name, s.customer_id) as "customerName",
      from_date::text as "from", to_date::text as "to", position, opening::text, closing::text, sha256,
      issued_by as "issuedBy", issued_on::text as "issuedOn", state, confirmation, contest
    from read.statement s left join read.customer_file c on c.customer_id = s.customer_id
    ${which} order by issued_on desc, statement_id limit ${size} offset ${offsetOf(wish)}`;
  const [count] = await sql<{ total: number }[]>`select count(*)::int as total from read.statement s ${which}`;
  const rows = found.map(({ confirmation, contest, ...row }): StatementRecord => {
    const answerBy = addDays(row.issuedOn, policy.answerDays);
    return {
      ...row,
      answerBy,
      daysLate: row.state === 'issued' ? Math.max(0, daysBetween(answerBy, today)) : 0,
      ...(confirmation !== null && { confirmation }),
      ...(contest !== null && { contest }),
    };
  });
  return { rows, page, size, total: count?.total ?? 0 };
};
