import type { Decider } from '@app/kernel/decider';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import type { ChangeWebhook, DisableWebhook, PauseWebhook, RegisterWebhook, WebhookCommand } from './commands';
import type { WebhookEvent } from './events';
import { evolve, settingsOf, type Webhook, type WebhookState } from './webhook';

const register = ({ data }: RegisterWebhook, webhook: WebhookState): WebhookEvent[] => {
  const { webhookId } = data;
  if (webhook === undefined) return [{ type: 'WebhookRegistered', data: { ...data, ...settingsOf(data) } }];
  // Whoever took the messages of a removed one shall not be taken for another.
  if (webhook.removed) throw new Problem('webhook-removed', { webhook: webhookId });
  const again = settingsOf(data);
  if (sameContent(again, webhook.registered)) return [];
  throw new Problem('same-id-other-content', { id: webhookId, ...firstDifference(webhook.registered, again) });
};

const change = ({ data }: ChangeWebhook, webhook: Webhook): WebhookEvent[] =>
  sameContent(settingsOf(data), webhook.settings)
    ? []
    : [{ type: 'WebhookChanged', data: { ...data, ...settingsOf(data) } }];

const pause = ({ data }: PauseWebhook, { standstill }: Webhook): WebhookEvent[] =>
  standstill?.status === 'paused' && standstill.reason === data.reason ? [] : [{ type: 'WebhookPaused', data }];

/** What stands still already is left as it is: whoever paused it had a reason. */
const disable = ({ data }: DisableWebhook, { standstill }: Webhook): WebhookEvent[] =>
  standstill === undefined ? [{ type: 'WebhookDisabled', data }] : [];

const known = (webhook: WebhookState, { data: { webhookId } }: WebhookCommand): Webhook => {
  if (webhook === undefined || webhook.removed) throw new Problem('unknown-webhook', { webhook: webhookId });
  return webhook;
};

const decideOn = (command: Exclude<WebhookCommand, RegisterWebhook>, webhook: Webhook): WebhookEvent[] => {
  switch (command.type) {
    case 'ChangeWebhook':
      return change(command, webhook);
    case 'PauseWebhook':
      return pause(command, webhook);
    case 'ResumeWebhook':
      return webhook.standstill === undefined ? [] : [{ type: 'WebhookResumed', data: command.data }];
    case 'DisableWebhook':
      return disable(command, webhook);
    case 'RotateWebhookSecret':
      return webhook.secretIds.includes(command.data.secretId)
        ? []
        : [{ type: 'WebhookSecretRotated', data: command.data }];
    case 'SettleWebhook':
      return command.data.upTo > (webhook.settledUpTo ?? '') ? [{ type: 'WebhookSettled', data: command.data }] : [];
    case 'RemoveWebhook':
      return [{ type: 'WebhookRemoved', data: command.data }];
  }
};

/** One place that other programs are told at, on the stream `webhook-<id>`. */
export const webhook: Decider<WebhookState, WebhookCommand, WebhookEvent> = {
  category: 'webhook',
  initial: undefined,
  evolve,
  decide: (command, state) => {
    if (command.type === 'RegisterWebhook') return register(command, state);
    // Removing it once more changes nothing.
    if (command.type === 'RemoveWebhook' && state?.removed === true) return [];
    return decideOn(command, known(state, command));
  },
};
