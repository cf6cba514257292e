import type { Sql } from '@app/postgres/connect';

export type PaymentsWish = Readonly<{ customerId: string; what: 'paid' | 'credited'; page: number; size: number }>;
export type PaymentsFound = Readonly<{ ids: readonly string[]; total: number }>;

/** The numbers of a customer's payments, or credit notes, by their day, newest first. */
export const paymentsOf = async (sql: Sql, { customerId, what, page, size }: PaymentsWish): Promise<PaymentsFound> => {
  const rows = await sql<{ id: string; total: number }[]>`
    select payment_id as id, count(*) over ()::int as total
    from read.ledger_entry where customer_id = ${customerId} and kind = ${what}
    order by business_date desc, position desc limit ${size} offset ${(page - 1) * size}`;
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
};
