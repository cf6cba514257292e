import type { DataOf, Message } from '@app/kernel/message';
import type { WebhookEvent } from './events';

type Data<Type extends WebhookEvent['type']> = DataOf<WebhookEvent, Type>;

export type RegisterWebhook = Message<'RegisterWebhook', Data<'WebhookRegistered'>>;
export type ChangeWebhook = Message<'ChangeWebhook', Data<'WebhookChanged'>>;
export type PauseWebhook = Message<'PauseWebhook', Data<'WebhookPaused'>>;
export type ResumeWebhook = Message<'ResumeWebhook', Data<'WebhookResumed'>>;
export type DisableWebhook = Message<'DisableWebhook', Data<'WebhookDisabled'>>;
export type RotateWebhookSecret = Message<'RotateWebhookSecret', Data<'WebhookSecretRotated'>>;
export type SettleWebhook = Message<'SettleWebhook', Data<'WebhookSettled'>>;
export type RemoveWebhook = Message<'RemoveWebhook', Data<'WebhookRemoved'>>;

export type WebhookCommand =
  | RegisterWebhook
  | ChangeWebhook
  | PauseWebhook
  | ResumeWebhook
  | DisableWebhook
  | RotateWebhookSecret
  | SettleWebhook
  | RemoveWebhook;
