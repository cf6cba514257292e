import { creditAccountEvent } from '@app/domain/credit-account/events';
import { webhookEvent, type WebhookEvent } from '@app/domain/webhook/events';
import { messageOf } from '@app/domain/webhook/messages';
import type { EventStore, StoredEvent } from '@app/event-store/event-store';
import { readEvent } from '@app/kernel/event-versions';
import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import { insertQueued, waitingUpTo, type Queued } from './delivery-queue';
import { forgetWebhook } from './secret-store';
import { QUEUE_MAX } from './webhook-limits';

/** Events in one page, and thus in one transaction. */
const PAGE_MAX = 500;
/** How often the place is noted while there is nothing to queue. */
const NOTE_MS = 5_000;
const WEBHOOKS = 'webhook-';
const ACCOUNTS = 'creditAccount-';

/** What a webhook hears of, as of a place in the log. `settledBefore`: a queue that was lost does not begin before it. */
type Listening = Readonly<{ topics: readonly string[]; settledBefore: string | null }>;
type Place = Readonly<{ noted: string | null; position: string | undefined; listening: Map<string, Listening> }>;
type Change = Readonly<{ webhookId: string; event: WebhookEvent }>;

class MovedElsewhere extends Error {}

/**
 * Puts what happens into the queue of every webhook that was registered for it by then, in the order of the log: messages and place in
 * one transaction, so that each is queued once. Without any webhook, accounts are not even looked at.
 */
export class LogFollower {
  private place: Place | undefined;
  private notedAt = -Infinity;

  constructor(
    private readonly sql: Sql,
    private readonly store: EventStore,
  ) {}

  /** Another process may have gone on meanwhile. */
  forget(): void {
    this.place = undefined;
  }

  /** Whether anybody may have to be told of anything. */
  get isListening(): boolean {
    return this.place === undefined || this.place.listening.size > 0;
  }

  /** Takes the next page; false when the end of the log is reached. */
  async step(): Promise<boolean> {
    const head = await this.store.head();
    if (head === undefined) return false;
    this.place ??= await this.readPlace(head);
    const { position, listening } = this.place;
    if (position !== undefined && this.store.compare(head, position) <= 0) return false;
    const isAlone = listening.size === 0;
    const found = await this.store.readAll({
      ...(position !== undefined && { after: position }),
      prefixes: isAlone ? [WEBHOOKS] : [WEBHOOKS, ACCOUNTS],
      limit: PAGE_MAX,
    });
    // What follows the first registration may concern it, and was not read.
    const events = isAlone ? found.slice(0, 1) : found;
    const last = events.at(-1)?.position;
    const isCut = events.length === PAGE_MAX || (isAlone && events.length > 0);
    const searched = last !== undefined && (isCut || this.store.compare(last, head) > 0) ? last : head;
    await this.take(events, searched, this.place);
    return isCut;
  }

  private async take(events: readonly StoredEvent[], until: string, place: Place): Promise<void> {
    const listening = new Map(place.listening);
    const changes: Change[] = [];
    const queued: Omit<Queued, 'isTooMuch'>[] = [];
    for (const stored of events) {
      if (stored.stream.startsWith(WEBHOOKS)) {
        const event = readEvent(webhookEvent, stored);
        changes.push({ webhookId: event.data.webhookId, event });
        heard(listening, event);
      } else queued.push(...messagesFor(stored, listening));
    }
    const isQuiet = changes.length === 0 && queued.length === 0;
    const isSpared = isQuiet && performance.now() - this.notedAt < NOTE_MS;
    if (!isSpared) await this.commit(place, { changes, queued, until });
    this.place = { noted: isSpared ? place.noted : until, position: until, listening };
  }

  private async commit(
    { noted }: Place,
    {
      changes,
      queued,
      until,
    }: Readonly<{ changes: readonly Change[]; queued: Omit<Queued, 'isTooMuch'>[]; until: string }>,
  ): Promise<void> {
    await transaction(this.sql, async (tx) => {
      const [row] = await tx<{ position: string | null }[]>`select position from webhook.progress for update`;
      if ((row?.position ?? null) !== noted)
        throw new MovedElsewhere('another process follows the log for the webhooks');
      // In the order of the log: what was queued for one that is removed in the same page goes with it.
      for (const change of changes) if (change.event.type !== 'WebhookRemoved') await noteChange(tx, change);
      await insertQueued(tx, await measured(tx, queued));
      for (const { webhookId, event } of changes)
        if (event.type === 'WebhookRemoved') await forgetWebhook(tx, webhookId);
      await tx`update webhook.progress set position = ${until}`;
    });
    this.notedAt = performance.now();
  }

  private async readPlace(head: string): Promise<Place> {
    const [row] = await this.sql<{ position: string | null }[]>`select position from webhook.progress`;
    const noted = row?.position ?? null;
    if (noted === null) await this.begin(head);
    const rows = await this.sql<{ webhookId: string; topics: string[]; settledBefore: string | null }[]>`
      select webhook_id as "webhookId", topics, settled_before as "settledBefore" from webhook.endpoint`;
    const listening = new Map(rows.map(({ webhookId, ...row }) => [webhookId, row]));
    const [begun] = await this.sql<{ position: string | null }[]>`select position from webhook.progress`;
    const position = begun?.position ?? null;
    return { noted: position, position: position ?? undefined, listening };
  }

  /**
   * The first time, or after the queue was lost: from the beginning, but for each webhook not before what it is known to have settled.
   * Where nobody was ever registered the past concerns nobody.
   */
  private async begin(head: string): Promise<void> {
    const settled = new Map<string, string | null>();
    for (let after: string | undefined; ;) {
      const page = await this.store.readAll({
        prefixes: [WEBHOOKS],
        limit: PAGE_MAX,
        ...(after !== undefined && { after }),
      });
      for (const stored of page) {
        const { type, data } = readEvent(webhookEvent, stored);
        settled.set(data.webhookId, type === 'WebhookSettled' ? data.upTo : (settled.get(data.webhookId) ?? null));
      }
      after = page.at(-1)?.position;
      if (page.length < PAGE_MAX) break;
    }
    const rows = [...settled].map(([id, before]) => ({ webhook_id: id, topics: [], settled_before: before }));
    await transaction(this.sql, async (tx) => {
      if (rows.length > 0) await tx`insert into webhook.endpoint ${tx(rows)} on conflict do nothing`;
      else await tx`update webhook.progress set position = ${head} where position is null`;
    });
  }
}

const heard = (listening: Map<string, Listening>, { type, data }: WebhookEvent): void => {
  const { webhookId } = data;
  switch (type) {
    case 'WebhookRegistered':
    case 'WebhookChanged':
      listening.set(webhookId, {
        topics: data.topics,
        settledBefore: listening.get(webhookId)?.settledBefore ?? null,
      });
      return;
    case 'WebhookRemoved':
      listening.delete(webhookId);
      return;
    case 'WebhookPaused':
    case 'WebhookResumed':
    case 'WebhookDisabled':
    case 'WebhookSecretRotated':
    case 'WebhookSettled':
      return;
  }
};

const noteChange = async (tx: Transaction, { webhookId, event: { type, data } }: Change): Promise<void> => {
  if (type !== 'WebhookRegistered' && type !== 'WebhookChanged') return;
  const row = { webhook_id: webhookId, topics: data.topics };
  await tx`
    insert into webhook.endpoint ${tx(row)} on conflict (webhook_id) do update set topics = excluded.topics`;
};

const messagesFor = (stored: StoredEvent, listening: ReadonlyMap<string, Listening>): Omit<Queued, 'isTooMuch'>[] => {
  const message = messageOf({ ...stored, ...readEvent(creditAccountEvent, stored) });
  if (message === undefined) return [];
  const isFor = ({ topics, settledBefore }: Listening): boolean =>
    topics.includes(message.topic) && (settledBefore === null || message.occurredAt >= settledBefore);
  return [...listening]
    .filter(([, each]) => isFor(each))
    .map(([webhookId]) => ({ webhookId, position: stored.position, message }));
};

const measured = async (tx: Transaction, queued: readonly Omit<Queued, 'isTooMuch'>[]): Promise<Queued[]> => {
  const waiting = new Map<string, number>();
  const counted: Queued[] = [];
  for (const each of queued) {
    const before = waiting.get(each.webhookId) ?? (await waitingUpTo(tx, each.webhookId, QUEUE_MAX));
    counted.push({ ...each, isTooMuch: before >= QUEUE_MAX });
    waiting.set(each.webhookId, before + 1);
  }
  return counted;
};
