import { InvalidArgumentError, Option, type Command } from 'commander';
import { z } from 'zod';
import { webhookTopic } from '@app/kernel/webhook-topic';
import {
  addWebhook,
  changeWebhookSettings,
  listWebhooks,
  pauseWebhookFor,
  pingWebhook,
  redeliverWebhook,
  removeWebhook,
  resumeWebhook,
  rotateSecret,
  showWebhook,
  type SettingsOptions,
  type ShowOptions,
} from './commands/webhooks';
import type { ExitCode, Terminal } from './terminal';

type Run = (
  work: (out: Terminal, ...given: never[]) => ExitCode | Promise<ExitCode>,
) => (...given: unknown[]) => Promise<void>;
type Count = (text: string) => number;
type Signed = Readonly<{ by: string }>;

const ID = 'the id of a webhook, chosen when it is added';
const OVERLAP_HOURS = 24;
const hours = (text: string): number => {
  const parsed = z.coerce.number().int().min(0).max(168).safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError('It has to be a whole number of hours from 0 to 168.');
  return parsed.data;
};

const signed = (command: Command): Command => command.option('--by <who>', 'who signs, e.g. admin-zhou', 'terminal');
const withSettings = (command: Command): Command =>
  signed(
    command
      .argument('<webhook>', ID)
      .requiredOption('--url <url>', 'where messages are posted to: http:// or https://')
      .addOption(
        new Option('--topics <topic...>', 'what it is told of')
          .choices(webhookTopic.options)
          .default(webhookTopic.options, 'all'),
      )
      .option('--description <text>', 'what it is for'),
  );

/** `xay webhooks …`: which other programs are told of what happens, and how that goes. */
export const addWebhookCommands = (xay: Command, run: Run, count: Count): void => {
  const webhooks = xay.command('webhooks').description('消息推送 · webhooks: other programs are told as it happens');
  addLooking(webhooks, run, count);
  addChanging(webhooks, run);
  addSending(webhooks, run);
};

const addLooking = (webhooks: Command, run: Run, count: Count): void => {
  webhooks
    .command('list')
    .option('--page <n>', 'which page of the rows', count, 1)
    .option('--size <n>', 'rows a page', count, 50)
    .description('列出 · every webhook, what waits for it, and whether it fails')
    .action(run((out, options: { page: number; size: number }) => listWebhooks(options, out)));
  webhooks
    .command('show')
    .argument('<webhook>', ID)
    .addOption(new Option('--state <state>', 'only these').choices(['waiting', 'delivered', 'given-up']))
    .option('--page <n>', 'which page of its messages', count, 1)
    .option('--size <n>', 'messages a page', count, 50)
    .description('查看 · one webhook with its messages, the newest first: what became of each, and its next try')
    .action(run((out, id: string, options: ShowOptions) => showWebhook(id, options, out)));
};

const addChanging = (webhooks: Command, run: Run): void => {
  withSettings(webhooks.command('add'))
    .description('登记 · registers a webhook and shows its secret, this once')
    .action(run((out, id: string, options: SettingsOptions) => addWebhook(id, options, out)));
  withSettings(webhooks.command('change'))
    .description('修改 · another address, other topics or another description')
    .action(run((out, id: string, options: SettingsOptions) => changeWebhookSettings(id, options, out)));
  signed(webhooks.command('rotate').argument('<webhook>', ID).argument('<secret>', 'the id of the new secret'))
    .option('--overlap <hours>', 'so long the old secret signs as well', hours, OVERLAP_HOURS)
    .description('换密钥 · makes a new secret and shows it, this once')
    .action(
      run((out, id: string, secret: string, options: Signed & { overlap: number }) =>
        rotateSecret(id, secret, options, out),
      ),
    );
  signed(webhooks.command('pause').argument('<webhook>', ID))
    .requiredOption('--reason <text>', 'why')
    .description('暂停 · nothing is sent; what happens meanwhile waits')
    .action(run((out, id: string, options: Signed & { reason: string }) => pauseWebhookFor(id, options, out)));
  signed(webhooks.command('resume').argument('<webhook>', ID))
    .description('恢复 · sends what waits, also after it was disabled')
    .action(run((out, id: string, options: Signed) => resumeWebhook(id, options, out)));
  signed(webhooks.command('remove').argument('<webhook>', ID))
    .description('删除 · for good, with its secret and what waits for it')
    .action(run((out, id: string, options: Signed) => removeWebhook(id, options, out)));
};

const addSending = (webhooks: Command, run: Run): void => {
  webhooks
    .command('ping')
    .argument('<webhook>', ID)
    .description('测试 · sends a test message now; exit code 1 when it is not taken')
    .action(run((out, id: string) => pingWebhook(id, out)));
  webhooks
    .command('redeliver')
    .argument('<webhook>', ID)
    .argument('[message]', 'the id of one message (default: all that were given up)')
    .description('重发 · puts messages into the queue again')
    .action(run((out, id: string, message: string | undefined) => redeliverWebhook(id, message, out)));
};
