import type { Sql, Transaction } from '@app/postgres/connect';
import type { WebhookMessage } from '@app/domain/webhook/messages';

/** A message for one webhook, at its place in the log; given up at once where too many are waiting already. */
export type Queued = Readonly<{ webhookId: string; position: string; message: WebhookMessage; isTooMuch: boolean }>;

/** What is to be sent next. */
export type Head = Readonly<{
  messageId: string;
  customerId: string;
  body: string;
  attempts: number;
  firstAttemptAt: string | null;
}>;

export type EndpointRow = Readonly<{
  webhookId: string;
  failures: number;
  restUntil: string | null;
  failingSince: string | null;
  lastSuccessAt: string | null;
  isWaiting: boolean;
}>;

/** So far it is looked for customers whose turn it is. */
const WINDOW = 200;
/** A statement takes 65,535 parameters. */
const ROWS_AT_ONCE = 1_000;

export const insertQueued = async (tx: Transaction, queued: readonly Queued[]): Promise<void> => {
  const rows = queued.map(({ webhookId, position, message, isTooMuch }) => ({
    webhook_id: webhookId,
    message_id: message.id,
    position,
    topic: message.topic,
    customer_id: message.customerId,
    occurred_at: message.occurredAt,
    body: JSON.stringify(message),
    state: isTooMuch ? 'given-up' : 'waiting',
    fault: isTooMuch ? 'queue-full' : null,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await tx`insert into webhook.delivery ${tx(rows.slice(from, from + ROWS_AT_ONCE))} on conflict do nothing`;
};

export const waitingUpTo = async (tx: Sql | Transaction, webhookId: string, max: number): Promise<number> => {
  const [row] = await tx<{ waiting: number }[]>`
    select count(*)::int as waiting
    from (select 1 from webhook.delivery where webhook_id = ${webhookId} and state = 'waiting' limit ${max}) w`;
  return row?.waiting ?? 0;
};

export const endpointRows = async (sql: Sql, webhookId?: string): Promise<EndpointRow[]> => {
  const which = webhookId === undefined ? sql`` : sql`where webhook_id = ${webhookId}`;
  const rows = await sql<EndpointRow[]>`
    select webhook_id as "webhookId", failures, rest_until as "restUntil", failing_since as "failingSince",
      last_success_at as "lastSuccessAt",
      exists (select from webhook.delivery d where d.webhook_id = e.webhook_id and d.state = 'waiting') as "isWaiting"
    from webhook.endpoint e ${which} order by webhook_id`;
  return [...rows];
};

type Wanted = Readonly<{ webhookId: string; busy: readonly string[]; limit: number; now: string }>;

/** Of each customer the first message waiting, unless it rests or is under way; the oldest of these first. */
export const nextHeads = async (sql: Sql, { webhookId, busy, limit, now }: Wanted): Promise<Head[]> => {
  const rows = await sql<Head[]>`
    select message_id as "messageId", customer_id as "customerId", body, attempts, first_attempt_at as "firstAttemptAt"
    from (
      select distinct on (customer_id) * from (
        select * from webhook.delivery
        where webhook_id = ${webhookId} and state = 'waiting' and customer_id <> all(${[...busy]}::text[])
          and customer_id not in (
            select customer_id from webhook.delivery
            where webhook_id = ${webhookId} and state = 'waiting' and next_at > ${now})
        order by position limit ${WINDOW}) oldest
      order by customer_id, position) heads
    order by position limit ${limit}`;
  return [...rows];
};

/** True where this was the success that counts: a message is taken once, however often it arrived. */
export const markTaken = async (
  tx: Transaction,
  {
    webhookId,
    messageId,
    status,
    now,
  }: Readonly<{ webhookId: string; messageId: string; status: number; now: string }>,
): Promise<boolean> => {
  const { count } = await tx`
    update webhook.delivery
    set state = 'delivered', attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, ${now}),
      last_attempt_at = ${now}, next_at = null, status = ${status}, fault = null, delivered_at = ${now}
    where webhook_id = ${webhookId} and message_id = ${messageId} and state = 'waiting'`;
  await tx`
    update webhook.endpoint set failures = 0, failing_since = null, rest_until = null, last_success_at = ${now}
    where webhook_id = ${webhookId}`;
  return count === 1;
};

export type Failure = Readonly<{
  webhookId: string;
  messageId: string;
  status: number | null;
  fault: string;
  now: string;
  /** When it is tried again; none: it is given up. */
  nextAt: string | null;
  /** Until when the whole webhook rests; null leaves it as it is. */
  restUntil: string | null;
  /** Several that were sent together are one failure of the receiver. */
  isCounted: boolean;
}>;

export const markFailed = async (tx: Transaction, failure: Failure): Promise<void> => {
  const { webhookId, messageId, status, fault, now, nextAt, restUntil, isCounted } = failure;
  await tx`
    update webhook.delivery
    set state = ${nextAt === null ? 'given-up' : 'waiting'}, attempts = attempts + 1,
      first_attempt_at = coalesce(first_attempt_at, ${now}), last_attempt_at = ${now}, next_at = ${nextAt},
      status = ${status}, fault = ${fault}
    where webhook_id = ${webhookId} and message_id = ${messageId} and state = 'waiting'`;
  await tx`
    update webhook.endpoint
    set failures = failures + ${isCounted ? 1 : 0}, failing_since = coalesce(failing_since, ${now}),
      rest_until = coalesce(${restUntil}, rest_until)
    where webhook_id = ${webhookId}`;
};

/** The receiver is well again, or somebody says so: whatever waits is sent at once. */
export const letAllGo = async (tx: Sql | Transaction, webhookId: string): Promise<void> => {
  await tx`
    update webhook.delivery set next_at = null where webhook_id = ${webhookId} and state = 'waiting' and next_at is not null`;
  await tx`
    update webhook.endpoint set failures = 0, failing_since = null, rest_until = null where webhook_id = ${webhookId}`;
};

/** One message, or all that were given up; how many are in the queue by it. Its tries are counted anew. */
export const queueAgain = async (sql: Sql, webhookId: string, messageId: string | undefined): Promise<number> => {
  const which = messageId === undefined ? sql`state = 'given-up'` : sql`message_id = ${messageId}`;
  const { count } = await sql`
    update webhook.delivery set state = 'waiting', next_at = null, first_attempt_at = null, attempts = 0
    where webhook_id = ${webhookId} and ${which}`;
  await sql`update webhook.endpoint set rest_until = null where webhook_id = ${webhookId}`;
  return count;
};

/** Before this instant everything has been taken or given up; undefined where nothing was ever sent. */
export const settledUpTo = async (sql: Sql, webhookId: string): Promise<string | undefined> => {
  const [row] = await sql<{ upTo: string | null }[]>`
    select coalesce(min(occurred_at) filter (where state = 'waiting'), max(occurred_at)) as "upTo"
    from webhook.delivery where webhook_id = ${webhookId}`;
  return row?.upTo ?? undefined;
};

/** What has been kept for long enough goes; what still waited is given up, and goes the next time. */
export const tidyDeliveries = async (sql: Sql, before: string): Promise<void> => {
  await sql`delete from webhook.delivery where occurred_at < ${before} and state <> 'waiting'`;
  await sql`
    update webhook.delivery set state = 'given-up', fault = 'kept-too-long', next_at = null
    where occurred_at < ${before} and state = 'waiting'`;
};
