import type { CommandBus } from '@nestjs/cqrs';
import { pauseAfter } from '@app/domain/webhook/retrying';
import type { Webhook } from '@app/domain/webhook/webhook';
import type { Sql } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import type { BusinessClock } from '../business-clock';
import { AskWebhook } from '../webhook.command';
import {
  endpointRows,
  letAllGo,
  markFailed,
  markTaken,
  nextHeads,
  type EndpointRow,
  type Head,
} from './delivery-queue';
import type { PostOffice } from './post-office';
import type { Attempt } from './sending';
import type { WebhookLimits } from './webhook-limits';

export const BY = { by: 'webhooks' } as const;

export type SenderParts = Readonly<{
  sql: Sql;
  office: PostOffice;
  bus: CommandBus;
  clock: BusinessClock;
  limits: WebhookLimits;
  log: (line: string) => void;
  /** Rings when there may be something to send again. */
  ring: () => void;
}>;

type Flight = Readonly<{ webhookId: string; customerId: string; over: Promise<void> }>;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const after = (instant: Date, ms: number): string => new Date(instant.getTime() + ms).toISOString();
const since = (instant: string | null, now: Date): number =>
  instant === null ? 0 : now.getTime() - Date.parse(instant);

/** What a receiver says of itself or of the moment; every other 4xx is what it says of the message. */
const NOT_ABOUT_MESSAGE: ReadonlySet<number> = new Set([
  401, 402, 403, 404, 405, 407, 408, 410, 421, 423, 425, 426, 429,
]);
const isAboutMessage = (status: number | null): boolean =>
  status !== null && status >= 400 && status < 500 && !NOT_ABOUT_MESSAGE.has(status);

/**
 * Sends what waits: of each customer one message at a time and in order, of each webhook so many customers side by side. Nothing is
 * waited for, so that whoever is slow keeps only itself waiting. What becomes of a message is noted after it was sent, hence it arrives
 * once more when this process dies in between, with the same id.
 */
export class Sender {
  private readonly flights = new Set<Flight>();

  constructor(
    private readonly parts: SenderParts,
    private readonly stopped: AbortSignal,
  ) {}

  /** Lets go of whatever may be sent now. */
  async round(): Promise<void> {
    const { sql, clock } = this.parts;
    const now = clock.now().toISOString();
    for (const endpoint of await endpointRows(sql))
      if (endpoint.isWaiting && (endpoint.restUntil === null || endpoint.restUntil <= now))
        await this.sendOf(endpoint).catch((error: unknown) => this.complain(endpoint.webhookId, error));
  }

  /** Until everything that is under way has come back. */
  async landed(): Promise<void> {
    await Promise.all([...this.flights].map(({ over }) => over));
  }

  private async sendOf(endpoint: EndpointRow): Promise<void> {
    const { sql, office, clock, limits } = this.parts;
    const { webhookId, failures } = endpoint;
    const busy = [...this.flights].filter((flight) => flight.webhookId === webhookId);
    const places = (failures >= limits.sickAfter ? 1 : limits.atOnce) - busy.length;
    if (places <= 0) return;
    const webhook = await office.webhook(webhookId);
    if (webhook === undefined || webhook.standstill !== undefined) return;
    const customers = busy.map(({ customerId }) => customerId);
    const wanted = { webhookId, busy: customers, limit: places, now: clock.now().toISOString() };
    for (const head of await nextHeads(sql, wanted)) this.letGo(endpoint, webhook, head);
  }

  private letGo(endpoint: EndpointRow, webhook: Webhook, head: Head): void {
    if (this.stopped.aborted) return;
    const { webhookId } = endpoint;
    const over = this.deliver(endpoint, webhook, head)
      .catch((error: unknown) => this.complain(webhookId, error))
      .finally(() => {
        this.flights.delete(flight);
        this.parts.ring();
      });
    const flight: Flight = { webhookId, customerId: head.customerId, over };
    this.flights.add(flight);
  }

  private async deliver(endpoint: EndpointRow, webhook: Webhook, head: Head): Promise<void> {
    const { office, clock, limits } = this.parts;
    const { webhookId } = endpoint;
    const now = clock.now();
    const letter = { id: head.messageId, body: head.body };
    const wish = { limits: limits.sending, now, signal: this.stopped };
    const attempt = await office.post(webhookId, webhook, letter, wish);
    if (attempt.taken) await this.noteTaken(endpoint, head, attempt);
    // Given up by us: whether it was taken nobody knows, and it is sent again.
    else if (!this.stopped.aborted) await this.noteFailed(webhookId, head, attempt, now);
  }

  private async noteTaken(endpoint: EndpointRow, { messageId }: Head, { status = 200 }: Attempt): Promise<void> {
    const { sql, clock, limits } = this.parts;
    const { webhookId, failures } = endpoint;
    const now = clock.now().toISOString();
    await transaction(sql, async (tx) => {
      await markTaken(tx, { webhookId, messageId, status, now });
      if (failures >= limits.sickAfter) await letAllGo(tx, webhookId);
    });
  }

  private async noteFailed(webhookId: string, head: Head, attempt: Attempt, begun: Date): Promise<void> {
    const { sql, clock, limits } = this.parts;
    const now = clock.now();
    const endpoint = (await endpointRows(sql, webhookId))[0];
    // Removed meanwhile.
    if (endpoint === undefined) return;
    const { status = null, fault = 'unknown', pauseMs = 0 } = attempt;
    const asked = Math.min(pauseMs, limits.retries.maxMs);
    const isCounted = endpoint.restUntil === null || endpoint.restUntil <= begun.toISOString();
    const failures = endpoint.failures + (isCounted ? 1 : 0);
    const sick = failures - limits.sickAfter + 1;
    const rest = Math.max(asked, sick > 0 ? pauseAfter(sick, Math.random(), limits.rests) : 0);
    const pause = Math.max(asked, pauseAfter(head.attempts + 1, Math.random(), limits.retries));
    const isOthersTaken = (endpoint.lastSuccessAt ?? '') > (head.firstAttemptAt ?? '');
    const isGivenUp =
      since(head.firstAttemptAt, now) >= limits.giveUpAfterMs && (isOthersTaken || isAboutMessage(status));
    const failure = {
      ...{ webhookId, messageId: head.messageId, status, fault, isCounted, now: now.toISOString() },
      nextAt: isGivenUp ? null : after(now, pause),
      restUntil: rest > 0 && isCounted ? after(now, rest) : null,
    };
    await transaction(sql, (tx) => markFailed(tx, failure));
    const failingSince = endpoint.failingSince ?? now.toISOString();
    const because = status === 410 ? 'gone' : since(failingSince, now) >= limits.disableAfterMs ? 'failing' : undefined;
    if (because !== undefined)
      await this.disable(webhookId, because, failingSince, status === null ? fault : String(status));
  }

  private async disable(
    webhookId: string,
    because: 'failing' | 'gone',
    failingSince: string,
    lastFault: string,
  ): Promise<void> {
    const { bus, clock, log } = this.parts;
    const data = { webhookId, because, failingSince, lastFault, on: clock.today() };
    await bus.execute(new AskWebhook(webhookId, { type: 'DisableWebhook', data }, BY));
    log(`webhook ${webhookId} is disabled (${because}, ${lastFault}); what waits for it is kept until it is resumed`);
  }

  private complain(webhookId: string, error: unknown): void {
    if (!this.stopped.aborted) this.parts.log(`webhook ${webhookId}: ${textOf(error)}`);
  }
}
