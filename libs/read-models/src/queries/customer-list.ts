import type { CustomerPage, CustomerRow } from '@app/contracts/customer';
import { agreementOn } from '@app/domain/credit-account/limit';
import { exposureOn, type Counting } from '@app/domain/credit-account/exposure';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Yuan } from '@app/kernel/yuan';
import { positionColumns, positionIn, type MaybePosition } from './account-standing';
import { containing, offsetOf, type Paged, type Reader } from './reader';

export type CustomerListWish = Paged &
  Readonly<{
    on: BusinessDate;
    counting: Counting;
    search?: string | undefined;
    unit?: string | undefined;
    state?: 'held' | 'blacklisted' | 'overdue' | undefined;
  }>;

type Found = MaybePosition &
  Pick<CustomerRow, 'customerId' | 'name' | 'sellingUnit' | 'held' | 'blacklisted' | 'demo'> & { overdue: Yuan };

const inState = (sql: Reader, { state, on }: CustomerListWish) => {
  switch (state) {
    case 'held':
      return sql`and p.hold_causes <> '{}'`;
    case 'blacklisted':
      return sql`and p.blacklisted`;
    case 'overdue':
      return sql`and p.oldest_due_date < ${on}`;
    case undefined:
      return sql``;
  }
};

const matching = (sql: Reader, wish: CustomerListWish) => {
  const { search = '', unit } = wish;
  const pattern = containing(search.trim());
  const found = sql`and (c.name ilike ${pattern} or c.customer_id ilike ${pattern} or c.credit_code ilike ${pattern})`;
  return sql`
    from read.customer_file c left join read.account_position p using (customer_id)
    where true ${search.trim() === '' ? sql`` : found}
      ${unit === undefined ? sql`` : sql`and c.selling_unit = ${unit}`} ${inState(sql, wish)}`;
};

const rowOf = (found: Found, { on, counting }: CustomerListWish): CustomerRow => {
  const { customerId, name, sellingUnit, overdue, held, blacklisted, demo } = found;
  const { limit, exposure, available } = exposureOn(positionIn(found), on, counting);
  const agreement = agreementOn(found.agreement ?? undefined, on);
  const grade = agreement === undefined ? {} : { grade: agreement.grade };
  return { customerId, name, sellingUnit, ...grade, limit, exposure, available, overdue, held, blacklisted, demo };
};

/** Customers as they stand on a day, by name in the order of its pinyin. */
export const customerList = async (sql: Reader, wish: CustomerListWish): Promise<CustomerPage> => {
  const { on, page, size } = wish;
  const [found, [count]] = await Promise.all([
    sql<Found[]>`
      select customer_id as "customerId", c.name, c.selling_unit as "sellingUnit", c.demo,
        coalesce(p.hold_causes <> '{}', false) as held, coalesce(p.blacklisted, false) as blacklisted,
        (select coalesce(sum(open_amount), 0)::numeric(20,2)::text from read.open_receivable r
          where r.customer_id = c.customer_id and r.due_date < ${on}) as overdue,
        ${positionColumns(sql)} ${matching(sql, wish)}
      order by c.name collate "zh-x-icu", customer_id limit ${size} offset ${offsetOf(wish)}`,
    sql<{ total: number }[]>`select count(*)::int as total ${matching(sql, wish)}`,
  ]);
  return { rows: found.map((row) => rowOf(row, wish)), page, size, total: count?.total ?? 0 };
};
