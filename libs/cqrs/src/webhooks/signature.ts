import { createHmac, randomBytes } from 'node:crypto';

// Standard Webhooks 1.0.0: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
const PREFIX = 'whsec_';
const KEY_BYTES = 32;

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/** A key as its receiver gets it: `whsec_` and base64. */
export const secretText = (key: Uint8Array): string => `${PREFIX}${Buffer.from(key).toString('base64')}`;

type Signed = Readonly<{ id: string; body: string; at: Date }>;

/** What goes along with a message. Each key makes one signature, so that a receiver may still know the old one or already the new one. */
export const signatureHeaders = ({ id, body, at }: Signed, keys: readonly Uint8Array[]): Record<string, string> => {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = keys.map(
    (key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
};
