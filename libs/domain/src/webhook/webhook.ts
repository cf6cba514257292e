import type { DataOf } from '@app/kernel/message';
import type { WebhookEvent, WebhookSettings } from './events';

/** Why nothing is sent just now: somebody wanted it so, or it went on failing. */
export type Standstill =
  | Readonly<{ status: 'paused'; reason: string; by: string; on: string }>
  | Readonly<{ status: 'disabled'; because: 'failing' | 'gone'; failingSince: string; lastFault: string; on: string }>;

export type Webhook = Readonly<{
  /** As it was registered: a resend of that is no change. */
  registered: WebhookSettings;
  settings: WebhookSettings;
  standstill?: Standstill;
  secretId: string;
  /** The secret before the present one, as long as its signature goes along. */
  previous?: Readonly<{ secretId: string; until: string }>;
  /** Every id that a secret of this webhook has ever had. */
  secretIds: readonly string[];
  settledUpTo?: string;
  registeredBy: string;
  registeredOn: string;
  removed: boolean;
}>;
export type WebhookState = Webhook | undefined;

export const settingsOf = ({ url, topics, description }: WebhookSettings): WebhookSettings => ({
  url,
  topics: [...new Set(topics)].sort(),
  ...(description !== undefined && { description }),
});

/** The secrets that sign at an instant, the newest first. */
export const signingSecrets = ({ secretId, previous }: Webhook, now: Date): string[] => [
  secretId,
  ...(previous !== undefined && previous.until > now.toISOString() ? [previous.secretId] : []),
];

const registered = (data: DataOf<WebhookEvent, 'WebhookRegistered'>): Webhook => ({
  registered: settingsOf(data),
  settings: settingsOf(data),
  secretId: data.secretId,
  secretIds: [data.secretId],
  registeredBy: data.registeredBy,
  registeredOn: data.on,
  removed: false,
});

const running = ({ standstill: _, ...webhook }: Webhook): Webhook => webhook;

export const evolve = (webhook: WebhookState, { type, data }: WebhookEvent): WebhookState => {
  if (type === 'WebhookRegistered') return registered(data);
  if (webhook === undefined) return undefined;
  switch (type) {
    case 'WebhookChanged':
      return { ...webhook, settings: settingsOf(data) };
    case 'WebhookPaused':
      return { ...webhook, standstill: { status: 'paused', reason: data.reason, by: data.pausedBy, on: data.on } };
    case 'WebhookResumed':
      return running(webhook);
    case 'WebhookDisabled': {
      const { because, failingSince, lastFault, on } = data;
      return { ...webhook, standstill: { status: 'disabled', because, failingSince, lastFault, on } };
    }
    case 'WebhookSecretRotated':
      return {
        ...webhook,
        secretId: data.secretId,
        previous: { secretId: webhook.secretId, until: data.previousUntil },
        secretIds: [...webhook.secretIds, data.secretId],
      };
    case 'WebhookSettled':
      return { ...webhook, settledUpTo: data.upTo };
    case 'WebhookRemoved':
      return { ...webhook, removed: true };
  }
};
