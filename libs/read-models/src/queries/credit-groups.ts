import type { CreditGroupPage, CreditGroupRow } from '@app/contracts/credit-group';
import { minus } from '@app/kernel/yuan';
import { offsetOf, type Paged, type Reader } from './reader';

/** By name in the order of its pinyin. */
export const creditGroupList = async (sql: Reader, wish: Paged): Promise<CreditGroupPage> => {
  const { page, size } = wish;
  const [found, [count]] = await Promise.all([
    sql<Omit<CreditGroupRow, 'available'>[]>`
      select group_id as "groupId", name, limit_amount::text as "limit", used::text as "used", members, open_rooms as "rooms"
      from read.credit_group order by name collate "zh-x-icu", group_id limit ${size} offset ${offsetOf(wish)}`,
    sql<{ total: number }[]>`select count(*)::int as total from read.credit_group`,
  ]);
  const rows = found.map((row) => ({ ...row, available: minus(row.limit, row.used) }));
  return { rows, page, size, total: count?.total ?? 0 };
};

type Wish = Readonly<{ after: string; limit: number; withRoomsOnly: boolean }>;

export const groupIds = async (sql: Reader, { after, limit, withRoomsOnly }: Wish): Promise<string[]> => {
  const rows = await sql<{ groupId: string }[]>`
    select group_id as "groupId" from read.credit_group
    where group_id > ${after} ${withRoomsOnly ? sql`and open_rooms > 0` : sql``} order by group_id limit ${limit}`;
  return rows.map(({ groupId }) => groupId);
};
