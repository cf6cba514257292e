import { Gauge, type Registry } from 'prom-client';
import { deliveryCounts } from '@app/cqrs/webhooks/delivery-lists';
import type { Sql } from '@app/postgres/connect';

const labelNames = ['webhook'] as const;
const MS_PER_S = 1_000;

/** What waits for each webhook, whichever process sends it. */
export const measureWebhooks = async (registry: Registry, sql: Sql): Promise<void> => {
  const registers = [registry];
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames, registers });
  const waiting = gauge('xay_webhook_queue_messages', 'Messages that wait');
  const oldest = gauge('xay_webhook_queue_oldest_seconds', 'Age of the oldest message that waits');
  const givenUp = gauge('xay_webhook_given_up_messages', 'Messages that nobody tries to send any more');
  const failures = gauge('xay_webhook_failures', 'Failures in a row');
  for (const each of await deliveryCounts(sql)) {
    const labels = { webhook: each.webhookId };
    const { oldestWaiting } = each;
    waiting.set(labels, each.waiting);
    oldest.set(labels, oldestWaiting === null ? 0 : Math.max(0, Date.now() - Date.parse(oldestWaiting)) / MS_PER_S);
    givenUp.set(labels, each.givenUp);
    failures.set(labels, each.failures);
  }
};
