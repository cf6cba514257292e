import type { BusinessDate } from '@app/kernel/business-date';
import type { Reader } from './reader';

/** A follow-up with a step whose day has come, and the earliest such day. */
export type DueFollowUp = Readonly<{ customerId: string; receivableId: string; date: BusinessDate }>;

export type DueWish = Readonly<{
  until: BusinessDate;
  limit: number;
  /** The last one of the page before. */
  after?: DueFollowUp | undefined;
}>;

/** Each open follow-up with planned steps due up to and including `until`, once, the longest due first. */
export const dueSteps = async (sql: Reader, { until, limit, after }: DueWish): Promise<DueFollowUp[]> => {
  const behind =
    after === undefined
      ? sql``
      : sql`and (next_date, customer_id, receivable_id)
          > (${after.date}::date, ${after.customerId}, ${after.receivableId})`;
  return sql<DueFollowUp[]>`
    select customer_id as "customerId", receivable_id as "receivableId", next_date as date
    from read.follow_up where next_date <= ${until} ${behind}
    order by next_date, customer_id, receivable_id limit ${limit}`;
};
