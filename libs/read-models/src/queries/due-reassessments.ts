import type { WorkflowPolicy } from '@app/domain/workflow/workflow-policy';
import { addDays, addMonths, type BusinessDate } from '@app/kernel/business-date';
import type { Reader } from './reader';

export type DueReassessment = Readonly<{
  applicationId: string;
  /** The first bad credit record since the agreement was signed. */
  badCreditOn: BusinessDate | null;
  receivableId: string | null;
}>;

export type ReassessmentWish = Readonly<{
  until: BusinessDate;
  workflow: WorkflowPolicy;
  limit: number;
  /** The last one of the page before. */
  after?: string | undefined;
}>;

/** Months end on different days: what may be due is asked for, what is due the application itself says. */
const SLACK_DAYS = 3;
const LAST_YEAR_CLOSED = 1;

/**
 * Applications whose agreement is the customer's newest, that nobody has filed a renewal of, and for which a cause of
 * reassessment may have come up that has not been said.
 */
export const dueReassessments = async (
  sql: Reader,
  { until, workflow: { reassessment }, limit, after }: ReassessmentWish,
): Promise<DueReassessment[]> => {
  const { everyMonths, statementOlderThanMonths, daysBeforeAgreementEnds } = reassessment;
  const assessedBy = addDays(addMonths(until, -everyMonths), SLACK_DAYS);
  const endsBy = addDays(until, daysBeforeAgreementEnds);
  const closedBy = Number(addDays(addMonths(until, -statementOlderThanMonths), SLACK_DAYS).slice(0, 4));
  return sql<DueReassessment[]>`
    select a.application_id as "applicationId", bad.on_date as "badCreditOn", bad.receivable_id as "receivableId"
    from read.application a left join lateral (
      select t.on_date, t.data->>'receivableId' as receivable_id from read.timeline t
      where t.customer_id = a.customer_id and t.type = 'BadCreditRecorded' and t.on_date >= a.signed_on
      order by t.on_date, t.position, t.n limit 1) bad on true
    where a.stage = 'agreement-signed' ${after === undefined ? sql`` : sql`and a.application_id > ${after}`}
      and not exists (select from read.application renewal where renewal.renews = a.application_id)
      and not exists (select from read.application newer where newer.customer_id = a.customer_id
        and newer.stage = 'agreement-signed' and (newer.signed_on, newer.application_id) > (a.signed_on, a.application_id))
      and ((a.assessed_on <= ${assessedBy} and not 'calendar' = any(a.reassessed_for))
        or (a.statement_year <= ${closedBy - LAST_YEAR_CLOSED} and not 'statement-old' = any(a.reassessed_for))
        or (a.valid_to <= ${endsBy} and not 'agreement-ends' = any(a.reassessed_for))
        or (bad.on_date is not null and not 'bad-credit' = any(a.reassessed_for)))
    order by a.application_id limit ${limit}`;
};
