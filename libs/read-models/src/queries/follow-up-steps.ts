import type { FollowUpStep } from '@app/contracts/follow-up';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Reader } from './reader';

/** The newest follow-ups of a customer come first when there are more. */
const STEPS_MAX = 2_000;

type Found = Omit<FollowUpStep, 'doneOn' | 'daysLate' | 'outcome'> & {
  doneOn: BusinessDate | null;
  daysLate: number | null;
  outcome: string | null;
};

/** All steps of a customer's receivables, done and to come, receivable by receivable in the order of their days. */
export const followUpSteps = async (sql: Reader, customerId: string): Promise<FollowUpStep[]> => {
  const found = await sql<Found[]>`
    select "receivableId", step, nth, "ruleDate", state, "doneOn", "daysLate", outcome from (
      select is_open, due_date, receivable_id as "receivableId", step, nth, rule_date as "ruleDate", state,
        done_on as "doneOn", days_late as "daysLate", outcome
      from read.follow_up_step where customer_id = ${customerId}
      union all
      select is_open, due_date, receivable_id, step, nth, date, case when is_open then 'planned' else 'dropped' end,
        null, null, null
      from read.follow_up, jsonb_to_recordset(ahead) as plan (step text, nth int, date date)
      where customer_id = ${customerId}) steps
    order by is_open desc, due_date desc, "receivableId" collate "C", "ruleDate", step, nth limit ${STEPS_MAX}`;
  return found.map(({ doneOn, daysLate, outcome, ...step }) => ({
    ...step,
    ...(doneOn === null ? {} : { doneOn }),
    ...(daysLate === null ? {} : { daysLate }),
    ...(outcome === null ? {} : { outcome }),
  }));
};
