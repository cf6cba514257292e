import {
  changeWebhook,
  pauseWebhook,
  registerWebhook,
  webhookPath,
  webhookSecretPath,
  type WebhookDelivery,
  type WebhookView,
} from '@app/contracts/webhook';
import type { Desk } from '@app/cqrs/start-desk';
import { AskWebhook, PingWebhook, RedeliverWebhook, type WebhookOutcome } from '@app/cqrs/webhook.command';
import { LookAtWebhook, LookAtWebhooks } from '@app/cqrs/webhook.query';
import { FIRST_SECRET, previousUntil } from '@app/cqrs/webhooks/secret-store';
import type { WebhookCommand } from '@app/domain/webhook/commands';
import type { Bilingual } from '@app/kernel/language';
import type { WebhookTopic } from '@app/kernel/webhook-topic';
import { parsedInput } from '../parsed-input';
import { signature } from '../signature';
import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

export type SettingsOptions = Readonly<{ url: string; topics: WebhookTopic[]; description?: string; by: string }>;
export type ShowOptions = Readonly<{ page: number; size: number; state?: WebhookDelivery['state'] }>;
type Signed = Readonly<{ by: string }>;

const statuses: Record<WebhookView['status'], Bilingual> = {
  active: { zh: '启用', en: 'active' },
  paused: { zh: '已暂停', en: 'paused' },
  disabled: { zh: '已停用', en: 'disabled' },
};
const states: Record<WebhookDelivery['state'], Bilingual> = {
  waiting: { zh: '待发', en: 'waiting' },
  delivered: { zh: '已送达', en: 'delivered' },
  'given-up': { zh: '已放弃', en: 'given up' },
};

const webhookTable = (rows: readonly WebhookView[], { words }: Terminal): string =>
  table(
    [
      words({ zh: '推送', en: 'Webhook' }),
      words({ zh: '状态', en: 'State' }),
      words({ zh: '网址', en: 'URL' }),
      words({ zh: '待发', en: 'Waiting' }),
      words({ zh: '放弃', en: 'Given up' }),
      words({ zh: '连续失败', en: 'Failures' }),
      words({ zh: '主题', en: 'Topics' }),
    ],
    rows.map(({ webhookId, status, standstill, url, waiting, givenUp, failures, topics }) => [
      webhookId,
      `${words(statuses[status])}${standstill === undefined ? '' : ` (${standstill})`}`,
      url,
      String(waiting),
      String(givenUp),
      String(failures),
      topics.join(' '),
    ]),
  );

const outcomeOf = ({ status, fault }: Pick<WebhookDelivery, 'status' | 'fault'>): string =>
  [status === undefined ? '' : String(status), fault === undefined || fault === 'status' ? '' : fault]
    .filter((part) => part !== '')
    .join(' ');

const deliveryTable = (rows: readonly WebhookDelivery[], { words }: Terminal): string =>
  table(
    [
      words({ zh: '消息', en: 'Message' }),
      words({ zh: '主题', en: 'Topic' }),
      words({ zh: '客户', en: 'Customer' }),
      words({ zh: '发生于', en: 'Occurred' }),
      words({ zh: '状态', en: 'State' }),
      words({ zh: '次数', en: 'Tries' }),
      words({ zh: '应答', en: 'Answer' }),
      words({ zh: '下次', en: 'Next try' }),
    ],
    rows.map((row) => [
      row.messageId,
      row.topic,
      row.customerId,
      row.occurredAt,
      words(states[row.state]),
      String(row.attempts),
      outcomeOf(row),
      row.nextAttemptAt ?? '',
    ]),
  );

/** Every webhook, and how sending to it goes. */
export const listWebhooks = async (wish: { page: number; size: number }, out: Terminal): Promise<ExitCode> => {
  const page = await withDesk(out, ({ queries }) => queries.execute(new LookAtWebhooks(wish)));
  out.show(webhookTable(page.rows, out), page);
  return 0;
};

/** One webhook, with a page of its messages. */
export const showWebhook = async (webhookId: string, wish: ShowOptions, out: Terminal): Promise<ExitCode> => {
  const found = await withDesk(out, ({ queries }) => queries.execute(new LookAtWebhook(webhookId, wish)));
  out.show(`${webhookTable([found], out)}\n\n${deliveryTable(found.deliveries.rows, out)}`, found);
  return 0;
};

type Asked = Readonly<{ desk: Desk; by: string; on: ReturnType<Desk['clock']['today']> }>;

const asked = async (
  { by }: Signed,
  out: Terminal,
  commandOf: (asked: Asked) => WebhookCommand,
): Promise<WebhookOutcome> => {
  const signer = signature(by);
  return withDesk(out, (desk) => {
    const command = commandOf({ desk, by: signer, on: desk.clock.today() });
    return desk.commands.execute(new AskWebhook(command.data.webhookId, command, { by: signer }));
  });
};

/** What was recorded, and the secret where there is a new one. */
const tell = (outcome: WebhookOutcome, done: Bilingual, out: Terminal): ExitCode => {
  const { events, secret } = outcome;
  const isNew = events.length > 0;
  const said = out.words(isNew ? done : { zh: '已是如此，未作更改', en: 'It is so already; nothing has changed' });
  const shown = out.words({ zh: '密钥（仅显示这一次）：', en: 'Secret (shown this once): ' });
  out.show(secret === undefined ? said : `${said}\n${shown}${secret}`, {
    recorded: events.map(({ type }) => type),
    ...(secret !== undefined && { secret }),
  });
  return 0;
};

export const addWebhook = async (id: string, options: SettingsOptions, out: Terminal): Promise<ExitCode> => {
  const { webhookId } = parsedInput(webhookPath, { webhookId: id }, out);
  const { by, ...given } = options;
  const settings = parsedInput(registerWebhook, given, out);
  const outcome = await asked({ by }, out, ({ by: registeredBy, on }) => ({
    type: 'RegisterWebhook',
    data: { webhookId, ...settings, secretId: FIRST_SECRET, registeredBy, on },
  }));
  return tell(outcome, { zh: '已登记', en: 'Registered' }, out);
};

export const changeWebhookSettings = async (
  webhookId: string,
  options: SettingsOptions,
  out: Terminal,
): Promise<ExitCode> => {
  const { by, ...given } = options;
  const settings = parsedInput(changeWebhook, given, out);
  const outcome = await asked({ by }, out, ({ by: changedBy, on }) => ({
    type: 'ChangeWebhook',
    data: { webhookId, ...settings, changedBy, on },
  }));
  return tell(outcome, { zh: '已修改', en: 'Changed' }, out);
};

export const rotateSecret = async (
  id: string,
  secret: string,
  { by, overlap }: Signed & Readonly<{ overlap: number }>,
  out: Terminal,
): Promise<ExitCode> => {
  const { webhookId, secretId } = parsedInput(webhookSecretPath, { webhookId: id, secretId: secret }, out);
  const outcome = await asked({ by }, out, ({ desk, by: rotatedBy, on }) => ({
    type: 'RotateWebhookSecret',
    data: { webhookId, secretId, previousUntil: previousUntil(desk.clock.now(), overlap), rotatedBy, on },
  }));
  return tell(outcome, { zh: '已换密钥', en: 'There is a new secret' }, out);
};

export const pauseWebhookFor = async (
  webhookId: string,
  { by, ...given }: Signed & Readonly<{ reason: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const { reason } = parsedInput(pauseWebhook, given, out);
  const outcome = await asked({ by }, out, ({ by: pausedBy, on }) => ({
    type: 'PauseWebhook',
    data: { webhookId, reason, pausedBy, on },
  }));
  return tell(outcome, { zh: '已暂停', en: 'Paused' }, out);
};

export const resumeWebhook = async (webhookId: string, signed: Signed, out: Terminal): Promise<ExitCode> => {
  const outcome = await asked(signed, out, ({ by: resumedBy, on }) => ({
    type: 'ResumeWebhook',
    data: { webhookId, resumedBy, on },
  }));
  return tell(outcome, { zh: '已恢复', en: 'Resumed' }, out);
};

export const removeWebhook = async (webhookId: string, signed: Signed, out: Terminal): Promise<ExitCode> => {
  const outcome = await asked(signed, out, ({ by: removedBy, on }) => ({
    type: 'RemoveWebhook',
    data: { webhookId, removedBy, on },
  }));
  return tell(outcome, { zh: '已删除', en: 'Removed' }, out);
};

/** Exit code 1 when the receiver did not take it. */
export const pingWebhook = async (webhookId: string, out: Terminal): Promise<ExitCode> => {
  const reply = await withDesk(out, ({ commands }) => commands.execute(new PingWebhook(webhookId)));
  const said = reply.delivered
    ? { zh: '已送达（{answer}，{ms} 毫秒）', en: 'Delivered ({answer}, {ms} ms)' }
    : { zh: '未送达（{answer}，{ms} 毫秒）', en: 'Not delivered ({answer}, {ms} ms)' };
  out.show(out.words(said, { answer: outcomeOf(reply), ms: reply.milliseconds }), reply);
  return reply.delivered ? 0 : 1;
};

export const redeliverWebhook = async (
  webhookId: string,
  messageId: string | undefined,
  out: Terminal,
): Promise<ExitCode> => {
  const count = await withDesk(out, ({ commands }) => commands.execute(new RedeliverWebhook(webhookId, messageId)));
  const said = { zh: '已有 {count} 条重新排队', en: '{count} in the queue again' };
  out.show(out.words(said, { count }), { redelivered: count });
  return 0;
};
