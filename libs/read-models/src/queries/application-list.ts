import type { ApplicationPage, ApplicationRow, ApplicationStage } from '@app/contracts/credit-application';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Yuan } from '@app/kernel/yuan';
import { offsetOf, type Paged, type Reader } from './reader';

/** Stages in which an application waits for somebody of ours. */
export const waitingStages: readonly ApplicationStage[] = ['filed', 'in-assessment', 'assessed', 'returned'];

export type ApplicationListWish = Paged &
  Readonly<{ stage?: ApplicationStage | undefined; waiting?: boolean | undefined }>;

export type FoundApplication = Omit<ApplicationRow, 'grade' | 'suggestedLimit'> & {
  grade: string | null;
  suggestedLimit: Yuan | null;
};

/** The columns of an `ApplicationRow` under the aliases `a` and `c`. */
export const applicationColumns = (sql: Reader) => sql`
  a.application_id as "applicationId", a.customer_id as "customerId", coalesce(c.name, a.customer_id) as "customerName",
  a.selling_unit as "sellingUnit", a.stage, a.amount::text as amount, a.term_days as "termDays", a.grade,
  a.suggested_limit::text as "suggestedLimit", a.filed_on as "filedOn", a.changed_on as "changedOn"`;

export const withoutBlanks = <Found extends { grade: string | null; suggestedLimit: Yuan | null }>({
  grade,
  suggestedLimit,
  ...row
}: Found): Omit<Found, 'grade' | 'suggestedLimit'> & { grade?: string; suggestedLimit?: Yuan } => ({
  ...row,
  ...(grade === null ? {} : { grade }),
  ...(suggestedLimit === null ? {} : { suggestedLimit }),
});

/** Those that moved last come first. */
export const applicationList = async (
  sql: Reader,
  { stage, waiting, page, size }: ApplicationListWish,
): Promise<ApplicationPage> => {
  const matching = sql`
    from read.application a left join read.customer_file c using (customer_id)
    where true ${stage === undefined ? sql`` : sql`and a.stage = ${stage}`}
      ${waiting === undefined ? sql`` : sql`and (a.stage = any(${[...waitingStages]})) = ${waiting}`}`;
  const [found, [count]] = await Promise.all([
    sql<(FoundApplication & { changedOn: BusinessDate })[]>`
      select ${applicationColumns(sql)} ${matching}
      order by a.changed_on desc, a.application_id limit ${size} offset ${offsetOf({ page, size })}`,
    sql<{ total: number }[]>`select count(*)::int as total ${matching}`,
  ]);
  return { rows: found.map(withoutBlanks), page, size, total: count?.total ?? 0 };
};
