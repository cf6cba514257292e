import { businessClock } from '@app/cqrs/business-clock';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import { AskCustomer } from '@app/cqrs/customer.command';
import { openDesk } from '@app/cqrs/open-desk';
import { startDesk, type Desk } from '@app/cqrs/start-desk';
import { AskWebhook, type WebhookOutcome } from '@app/cqrs/webhook.command';
import { LookAtWebhook } from '@app/cqrs/webhook.query';
import { PostOffice } from '@app/cqrs/webhooks/post-office';
import { FIRST_SECRET, WebhookSecrets } from '@app/cqrs/webhooks/secret-store';
import { startWebhooks } from '@app/cqrs/webhooks/start-webhooks';
import { WEBHOOK_LIMITS, type WebhookLimits } from '@app/cqrs/webhooks/webhook-limits';
import type { WebhookFile } from '@app/contracts/webhook';
import type { WebhookCommand } from '@app/domain/webhook/commands';
import { ofYuan } from '@app/kernel/yuan';
import { webhookTopic, type WebhookTopic } from '@app/kernel/webhook-topic';
import { standardCheck, stampOf } from './policies-on-disk';
import { scratchDatabase } from './scratch-database';

/** Everything as it is, but in milliseconds where it is seconds and more. */
export const quickLimits: WebhookLimits = {
  ...WEBHOOK_LIMITS,
  sending: { attemptMs: 1_000, answerBytes: 65_536 },
  retries: { firstMs: 40, factor: 2, maxMs: 400 },
  rests: { firstMs: 40, factor: 2, maxMs: 200 },
  lookMs: 20,
  idleMs: 20,
};

/** One server: a desk, and the work of sending. */
export type Office = Readonly<{
  desk: Desk;
  lines: string[];
  /** Ends the work of sending, and leaves the desk as it is. */
  endSending(): Promise<void>;
  stop(): Promise<void>;
}>;
export type WebhookBed = Office &
  Readonly<{
    databaseUrl: string;
    ask(command: WebhookCommand): Promise<WebhookOutcome>;
    register(webhookId: string, url: string, topics?: readonly WebhookTopic[]): Promise<string>;
    show(webhookId: string): Promise<WebhookFile>;
    /** An order of a customer without an agreement: refused, and thus a message. Its shipment id. */
    refuse(customerId: string, shipmentId: string): Promise<void>;
    another(): Promise<Office>;
  }>;

const office = async (databaseUrl: string, limits: WebhookLimits, webhooksPrivate: boolean): Promise<Office> => {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const clock = businessClock(() => new Date());
  const desk = await startDesk(await openDesk({ databaseUrl, clock, log, webhooksPrivate }));
  const { sql, store, handler, commands: bus } = desk;
  const postOffice = new PostOffice(handler, new WebhookSecrets(sql), webhooksPrivate);
  const work = startWebhooks({ sql, store, bus, clock, log, limits, office: postOffice });
  return { desk, lines, endSending: () => work.stop(), stop: () => work.stop().then(() => desk.close()) };
};

/** Two yuan are more than nobody may owe. */
const order = { amount: ofYuan(2), policy: standardCheck, stamp: stampOf(standardCheck) };

export const webhookBed = async (
  limits: WebhookLimits = quickLimits,
  { webhooksPrivate = true }: Readonly<{ webhooksPrivate?: boolean }> = {},
): Promise<WebhookBed> => {
  const { url: databaseUrl, drop } = await scratchDatabase();
  const first = await office(databaseUrl, limits, webhooksPrivate);
  const offices = [first];
  const { commands, queries, clock } = first.desk;
  const ask = (command: WebhookCommand) =>
    commands.execute(new AskWebhook(command.data.webhookId, command, { by: 'spec' }));
  return {
    ...first,
    databaseUrl,
    ask,
    register: async (webhookId, url, topics = webhookTopic.options) => {
      const data = {
        webhookId,
        url,
        topics: [...topics],
        secretId: FIRST_SECRET,
        registeredBy: 'spec',
        on: clock.today(),
      };
      const { secret } = await ask({ type: 'RegisterWebhook', data });
      if (secret === undefined) throw new Error('no secret was shown');
      return secret;
    },
    show: (webhookId) => queries.execute(new LookAtWebhook(webhookId, { page: 1, size: 200 })),
    refuse: async (customerId, shipmentId) => {
      const on = clock.today();
      const customer = { customerId, name: '鑫旺农机', sellingUnit: '鲁南', on };
      await commands.execute(new AskCustomer(customerId, { type: 'TakeOverCustomer', data: customer }, { by: 'spec' }));
      const data = { customerId, shipmentId, ...order, on };
      await commands.execute(new AskCreditAccount(customerId, { type: 'AuthoriseShipment', data }, { by: 'spec' }));
    },
    another: async () => {
      const other = await office(databaseUrl, limits, webhooksPrivate);
      offices.push(other);
      return other;
    },
    stop: async () => {
      for (const each of offices) await each.stop();
      await drop();
    },
  };
};
