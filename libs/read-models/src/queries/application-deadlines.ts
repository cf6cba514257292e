import { lateDaysOn, stageDueOn } from '@app/domain/workflow/deadlines';
import { timedStage, type WorkflowPolicy } from '@app/domain/workflow/workflow-policy';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Reader } from './reader';

/** The policy that the days are counted by, and the business day that it is. */
export type OnDay = Readonly<{ workflow: WorkflowPolicy; today: BusinessDate }>;

type Waited = Readonly<{ stage: string; since: BusinessDate }>;

/** The days on which stages are due, side by side: of a stage that is waited in since a day. */
export type Deadlines = Readonly<{ stages: string[]; sinces: string[]; due: string[] }>;

/**
 * Every stage and day that some application waits since, with the day on which that is due. Business days are counted in
 * one place, and there are only so many days: so the database is told, not taught.
 */
export const deadlines = async (sql: Reader, { workflow }: OnDay): Promise<Deadlines> => {
  const waited = await sql<Waited[]>`
    select distinct stage, stage_since as since from read.application where stage = any(${timedStage.options})`;
  const due = waited.map((one) => stageDueOn(workflow, one) ?? one.since);
  return { stages: waited.map(({ stage }) => stage), sinces: waited.map(({ since }) => since), due };
};

/** Applications as `a`, their customers as `c`, and when what they wait for is due as `d`. */
export const applicationsWithDeadlines = (sql: Reader, { stages, sinces, due }: Deadlines) => sql`
  from read.application a left join read.customer_file c using (customer_id)
    left join unnest(${stages}::text[], ${sinces}::date[], ${due}::date[]) as d (stage, since, due_on)
      on d.stage = a.stage and d.since = a.stage_since`;

/** A customer that ships before it is assessed has to be assessed by the day on which that ends. */
export const dueOn = (sql: Reader) =>
  sql`case a.stage when 'in-assessment' then least(d.due_on, a.green_until) else d.due_on end`;

export const withLateness = <Row extends { dueOn: BusinessDate | null }>(
  { dueOn: due, ...row }: Row,
  today: BusinessDate,
) => (due === null ? row : { ...row, dueOn: due, lateDays: lateDaysOn(today, due) });
