import type { WebhookDelivery, WebhookQuery } from '@app/contracts/webhook';
import type { Sql } from '@app/postgres/connect';

export type Counts = Readonly<{
  webhookId: string;
  waiting: number;
  givenUp: number;
  failures: number;
  failingSince: string | null;
  lastSuccessAt: string | null;
  oldestWaiting: string | null;
}>;

/** How sending to each webhook goes; those that have not been heard of yet are missing. */
export const deliveryCounts = async (sql: Sql, webhookIds?: readonly string[]): Promise<Counts[]> => {
  const which = webhookIds === undefined ? sql`` : sql`where e.webhook_id = any(${[...webhookIds]}::text[])`;
  const rows = await sql<Counts[]>`
    select e.webhook_id as "webhookId", e.failures, e.failing_since as "failingSince",
      e.last_success_at as "lastSuccessAt",
      (select count(*)::int from webhook.delivery d where d.webhook_id = e.webhook_id and state = 'waiting') as waiting,
      (select count(*)::int from webhook.delivery d where d.webhook_id = e.webhook_id and state = 'given-up') as "givenUp",
      (select min(occurred_at) from webhook.delivery d where d.webhook_id = e.webhook_id and state = 'waiting') as "oldestWaiting"
    from webhook.endpoint e ${which} order by webhook_id`;
  return [...rows];
};

type Row = { [Key in keyof WebhookDelivery]: NonNullable<WebhookDelivery[Key]> | null };

const withoutNull = (row: Row): WebhookDelivery =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as WebhookDelivery;

/** A page of what was sent, or is to be, newest first. */
export const deliveryPage = async (
  sql: Sql,
  webhookId: string,
  { page, size, state }: WebhookQuery,
): Promise<{ rows: WebhookDelivery[]; page: number; size: number; total: number }> => {
  const which = state === undefined ? sql`` : sql`and state = ${state}`;
  const rows = await sql<Row[]>`
    select message_id as "messageId", topic, customer_id as "customerId", occurred_at as "occurredAt", state, attempts,
      status, fault, last_attempt_at as "lastAttemptAt", next_at as "nextAttemptAt", delivered_at as "deliveredAt"
    from webhook.delivery where webhook_id = ${webhookId} ${which}
    order by position desc limit ${size} offset ${(page - 1) * size}`;
  const [count] = await sql<{ total: number }[]>`
    select count(*)::int as total from webhook.delivery where webhook_id = ${webhookId} ${which}`;
  return { rows: rows.map(withoutNull), page, size, total: count?.total ?? 0 };
};
