import { dateOf } from '@app/kernel/business-date';
import type { DataOf } from '@app/kernel/message';
import { specFor } from '@test/support/given-when-then';
import { webhook } from './decider';
import type { WebhookEvent } from './events';
import { signingSecrets } from './webhook';

const given = specFor(webhook);
const on = dateOf('2026-03-01');
const later = dateOf('2026-03-02');
const which = { webhookId: 'W-1', on };
const settings: Pick<DataOf<WebhookEvent, 'WebhookRegistered'>, 'url' | 'topics'> = {
  url: 'https://erp.example.com/hook',
  topics: ['account.held', 'shipment.refused'],
};
const data = { ...which, ...settings, secretId: 'first', registeredBy: 'zhou' };
const registered: WebhookEvent = { type: 'WebhookRegistered', data };
const paused: WebhookEvent = { type: 'WebhookPaused', data: { ...which, reason: '升级', pausedBy: 'zhou' } };
const disabled: WebhookEvent = {
  type: 'WebhookDisabled',
  data: { ...which, because: 'failing', failingSince: '2026-02-24T00:00:00.000Z', lastFault: 'timeout' },
};
const removed: WebhookEvent = { type: 'WebhookRemoved', data: { ...which, removedBy: 'zhou' } };
const rotated: WebhookEvent = {
  type: 'WebhookSecretRotated',
  data: { ...which, secretId: 'spring', previousUntil: '2026-03-02T08:00:00.000Z', rotatedBy: 'zhou' },
};
const register = { type: 'RegisterWebhook', data } as const;

describe('a webhook', () => {
  test('is registered with its topics in order, each once', () =>
    given()
      .when({
        type: 'RegisterWebhook',
        data: { ...data, topics: ['shipment.refused', 'account.held', 'account.held'] },
      })
      .then(registered));

  test('is registered once, whoever sends it again and when', () =>
    given(registered)
      .when({ type: 'RegisterWebhook', data: { ...data, on: later, registeredBy: 'li', secretId: 'other' } })
      .thenNothing());

  test('is still registered as it was after it has been changed', () => {
    const changed: WebhookEvent = {
      type: 'WebhookChanged',
      data: { ...which, ...settings, url: 'https://b.cn/', changedBy: 'li' },
    };
    given(registered, changed).when(register).thenNothing();
  });

  test('is not registered under an id that means another one', () =>
    given(registered)
      .when({ type: 'RegisterWebhook', data: { ...data, url: 'https://else.example.com/hook' } })
      .thenProblem('same-id-other-content'));

  test('that was removed never comes back under its id', () => {
    given(registered, removed).when(register).thenProblem('webhook-removed');
    given(registered, removed)
      .when({ type: 'RemoveWebhook', data: { ...which, removedBy: 'li' } })
      .thenNothing();
    given(registered, removed)
      .when({ type: 'ResumeWebhook', data: { ...which, resumedBy: 'li' } })
      .thenProblem('unknown-webhook');
  });

  test('that nobody registered is told to be unknown', () =>
    given()
      .when({ type: 'RemoveWebhook', data: { ...which, removedBy: 'li' } })
      .thenProblem('unknown-webhook'));
});

describe('a webhook that stands still', () => {
  const pause = { type: 'PauseWebhook', data: { ...which, reason: '升级', pausedBy: 'zhou' } } as const;
  const resume = { type: 'ResumeWebhook', data: { ...which, resumedBy: 'zhou' } } as const;
  const disable = { type: 'DisableWebhook', data: disabled.data } as const;

  test('was paused, once for each reason', () => {
    given(registered).when(pause).then(paused);
    given(registered, paused).when(pause).thenNothing();
  });

  test('is not also disabled, and one that runs is, once', () => {
    given(registered, paused).when(disable).thenNothing();
    given(registered).when(disable).then(disabled);
    given(registered, disabled).when(disable).thenNothing();
  });

  test('goes on when it is resumed, whatever stopped it; one that runs is not resumed', () => {
    const resumed: WebhookEvent = { type: 'WebhookResumed', data: resume.data };
    given(registered, paused).when(resume).then(resumed);
    given(registered, disabled).when(resume).then(resumed);
    given(registered, disabled, resumed).when(resume).thenNothing();
  });
});

describe('the secret of a webhook', () => {
  const rotate = { type: 'RotateWebhookSecret', data: rotated.data } as const;
  const state = (...events: WebhookEvent[]) => events.reduce(webhook.evolve, webhook.initial)!;

  test('is made new once for each id, also when another one has come since', () => {
    given(registered).when(rotate).then(rotated);
    given(registered, rotated).when(rotate).thenNothing();
    const again: WebhookEvent = { type: 'WebhookSecretRotated', data: { ...rotated.data, secretId: 'summer' } };
    given(registered, rotated, again).when(rotate).thenNothing();
  });

  test('signs beside the new one up to the instant that was said, and not at it', () => {
    expect(signingSecrets(state(registered), new Date('2026-03-01'))).toEqual(['first']);
    expect(signingSecrets(state(registered, rotated), new Date('2026-03-02T07:59:59.999Z'))).toEqual([
      'spring',
      'first',
    ]);
    expect(signingSecrets(state(registered, rotated), new Date('2026-03-02T08:00:00.000Z'))).toEqual(['spring']);
  });
});

test('how far a webhook has come only goes forward', () => {
  const upTo = '2026-03-01T08:00:00.000Z';
  const settled: WebhookEvent = { type: 'WebhookSettled', data: { ...which, upTo } };
  given(registered).when({ type: 'SettleWebhook', data: settled.data }).then(settled);
  given(registered, settled).when({ type: 'SettleWebhook', data: settled.data }).thenNothing();
  given(registered, settled)
    .when({ type: 'SettleWebhook', data: { ...which, upTo: '2026-03-01T07:59:59.999Z' } })
    .thenNothing();
});
