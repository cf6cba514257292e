import type { WorklistPage, WorklistRow } from '@app/contracts/follow-up';
import type { LadderPolicy } from '@app/domain/follow-up/ladder-policy';
import { daysBetween, type BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import { offsetOf, type Paged, type Reader } from './reader';

export type WorklistWish = Paged &
  Readonly<{ on: BusinessDate; unit?: string | undefined; ladder: LadderPolicy; language: Language }>;

/** The tasks that steps gave somebody and that have no outcome yet, the most urgent first. */
export const worklist = async (
  sql: Reader,
  { on, unit, ladder, language, page, size }: WorklistWish,
): Promise<WorklistPage> => {
  const waiting = sql`
    from read.follow_up_step s
    join read.open_receivable r using (customer_id, receivable_id)
    left join read.customer_file c using (customer_id)
    where s.is_open and s.task is not null and s.outcome is null and s.done_on <= ${on}
      ${unit === undefined ? sql`` : sql`and c.selling_unit = ${unit}`}`;
  const [found, [count]] = await Promise.all([
    sql<Omit<WorklistRow, 'daysOverdue' | 'script'>[]>`
      select customer_id as "customerId", coalesce(c.name, customer_id) as "customerName",
        coalesce(c.selling_unit, '') as "sellingUnit", receivable_id as "receivableId", s.step, s.nth, s.task,
        s.rule_date as "ruleDate", s.done_on as "doneOn", s.do_by as "doBy", r.open_amount::text as "openAmount",
        r.due_date as "dueDate" ${waiting}
      order by s.do_by, r.due_date, customer_id, receivable_id, s.step, s.nth
      limit ${size} offset ${offsetOf({ page, size })}`,
    sql<{ total: number }[]>`select count(*)::int as total ${waiting}`,
  ]);
  const rows = found.map((row) => ({
    ...row,
    daysOverdue: Math.max(0, daysBetween(row.dueDate, on)),
    script: ladder.steps.find(({ step }) => step === row.step)?.script[language] ?? '',
  }));
  return { rows, page, size, total: count?.total ?? 0 };
};
