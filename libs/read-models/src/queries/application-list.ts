import type { ApplicationPage, ApplicationRow, ApplicationStage } from '@app/contracts/credit-application';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Yuan } from '@app/kernel/yuan';
import { applicationsWithDeadlines, deadlines, dueOn, withLateness, type OnDay } from './application-deadlines';
import { offsetOf, type Paged, type Reader } from './reader';

/** Stages in which an application waits for somebody of ours. */
export const waitingStages: readonly ApplicationStage[] = [
  'filed',
  'in-assessment',
  'assessed',
  'reported',
  'returned',
];

export type ApplicationListWish = Paged &
  Readonly<{
    stage?: ApplicationStage | undefined;
    waiting?: boolean | undefined;
    late?: boolean | undefined;
    reassessment?: boolean | undefined;
    sort?: 'changed' | 'due' | undefined;
  }>;

type Blank = 'grade' | 'suggestedLimit' | 'dueOn' | 'renews' | 'reassessFrom';
export type FoundApplication = Omit<ApplicationRow, Blank | 'lateDays'> & {
  grade: string | null;
  suggestedLimit: Yuan | null;
  dueOn: BusinessDate | null;
  renews: string | null;
  reassessFrom: BusinessDate | null;
};

/** Nobody has filed a renewal of it. */
const isNotTakenUp = (sql: Reader) =>
  sql`not exists (select from read.application renewal where renewal.renews = a.application_id)`;

/** The columns of an `ApplicationRow`, from `applicationsWithDeadlines`. */
export const applicationColumns = (sql: Reader) => sql`
  a.application_id as "applicationId", a.customer_id as "customerId", coalesce(c.name, a.customer_id) as "customerName",
  a.selling_unit as "sellingUnit", a.stage, a.amount::text as amount, a.term_days as "termDays", a.grade,
  a.suggested_limit::text as "suggestedLimit", a.filed_on as "filedOn", a.changed_on as "changedOn",
  ${dueOn(sql)} as "dueOn", a.proposal is not null as "awaitsSecondApprover", a.renews,
  case when ${isNotTakenUp(sql)} then a.reassess_on end as "reassessFrom"`;

export const withoutBlanks = <Found extends Pick<FoundApplication, Blank>>(
  { grade, suggestedLimit, renews, reassessFrom, ...row }: Found,
  today: BusinessDate,
) => ({
  ...withLateness(row, today),
  ...(grade === null ? {} : { grade }),
  ...(suggestedLimit === null ? {} : { suggestedLimit }),
  ...(renews === null ? {} : { renews }),
  ...(reassessFrom === null ? {} : { reassessFrom }),
});

/** Those that moved last come first, or those that are due first. */
export const applicationList = async (
  sql: Reader,
  { stage, waiting, late, reassessment, sort, page, size }: ApplicationListWish,
  day: OnDay,
): Promise<ApplicationPage> => {
  const isLate = sql`coalesce(${dueOn(sql)} < ${day.today}, false)`;
  const due = await deadlines(sql, day);
  const matching = () => sql`
    ${applicationsWithDeadlines(sql, due)}
    where true ${stage === undefined ? sql`` : sql`and a.stage = ${stage}`}
      ${waiting === undefined ? sql`` : sql`and (a.stage = any(${[...waitingStages]})) = ${waiting}`}
      ${late === undefined ? sql`` : sql`and ${isLate} = ${late}`}
      ${reassessment === true ? sql`and a.reassess_on is not null and ${isNotTakenUp(sql)}` : sql``}`;
  const order = sort === 'due' ? sql`"dueOn" nulls last, a.application_id` : sql`a.changed_on desc, a.application_id`;
  const [found, [count]] = await Promise.all([
    sql<FoundApplication[]>`
      select ${applicationColumns(sql)} ${matching()} order by ${order} limit ${size} offset ${offsetOf({ page, size })}`,
    sql<{ total: number }[]>`select count(*)::int as total ${matching()}`,
  ]);
  return { rows: found.map((row) => withoutBlanks(row, day.today)), page, size, total: count?.total ?? 0 };
};
