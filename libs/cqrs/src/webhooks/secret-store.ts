import { Inject, Injectable } from '@nestjs/common';
import type { Sql, Transaction } from '@app/postgres/connect';
import { SQL } from '../tokens';
import { newKey } from './signature';

const MS_PER_HOUR = 3_600_000;

/** The id of the secret that a webhook is registered with; whoever makes another one chooses its id. */
export const FIRST_SECRET = 'first';

/** Until when the old secret signs beside a new one. */
export const previousUntil = (now: Date, overlapHours: number): string =>
  new Date(now.getTime() + overlapHours * MS_PER_HOUR).toISOString();

/** The keys that messages are signed with, outside the log: an event names a key by its id, and what was removed is gone. */
@Injectable()
export class WebhookSecrets {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  /** Before the event that names it, so that no event ever names a key that nobody has. Of several at once the first makes it. */
  async make(webhookId: string, secretId: string): Promise<void> {
    const row = { webhook_id: webhookId, secret_id: secretId, key: newKey() };
    await this.sql`insert into webhook.secret ${this.sql(row)} on conflict do nothing`;
  }

  /** In the order asked for; those that are not there are left out. */
  async keys(webhookId: string, secretIds: readonly string[]): Promise<Uint8Array[]> {
    const rows = await this.sql<{ secretId: string; key: Uint8Array }[]>`
      select secret_id as "secretId", key from webhook.secret
      where webhook_id = ${webhookId} and secret_id = any(${[...secretIds]}::text[])`;
    return secretIds.flatMap((id) => rows.filter(({ secretId }) => secretId === id).map(({ key }) => key));
  }

  /** Every webhook that a key was ever made for, and still is there. */
  async webhookIds(): Promise<string[]> {
    const rows = await this.sql<{ id: string }[]>`
      select webhook_id as id from webhook.secret union select webhook_id from webhook.endpoint order by 1`;
    return rows.map(({ id }) => id);
  }

  /** Keys that no message is signed with any more. Named one by one: another one may just be about to be named by its event. */
  async forget(webhookId: string, past: readonly string[]): Promise<void> {
    await this.sql`
      delete from webhook.secret where webhook_id = ${webhookId} and secret_id = any(${[...past]}::text[])`;
  }
}

/** Everything that is kept for a webhook beside its events. */
export const forgetWebhook = async (tx: Sql | Transaction, webhookId: string): Promise<void> => {
  await tx`delete from webhook.delivery where webhook_id = ${webhookId}`;
  await tx`delete from webhook.endpoint where webhook_id = ${webhookId}`;
  await tx`delete from webhook.secret where webhook_id = ${webhookId}`;
};
