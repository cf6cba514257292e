// The account that everybody reserves on: a limit, a sum, and every shipment that was ever answered, so that a resend is
// answered once. Checked like the product's own aggregates: pure, money as text, events parsed by their schema. It is not the
// product's account itself, because the bench asks what the store does under one stream, not what a check policy costs.
import { createRequire } from 'node:module';
import { built } from './bench-server.mjs';

const { z } = createRequire(import.meta.url)('zod');
const { event } = built('kernel/src/message');
const { exceeds, nil, ofYuan, plus, positiveYuan } = built('kernel/src/yuan');

export const AMOUNT = '1000.00';
/** A limit with room for so many reservations. */
export const limitFor = (reservations) =>
  ofYuan(AMOUNT.replace(/\d+/, String(Math.max(1, Math.floor(reservations)) * 1000)));

// A set that stays what it was when a member is added, at the same price however many there are.
const FAN_BITS = 5;
const LEVELS = 3;
const branch = Array.from({ length: 1 << FAN_BITS }, () => undefined);

const hashOf = (text) => {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash >>> 0;
};
const slotOf = (hash, level) => (hash >>> (level * FAN_BITS)) & (branch.length - 1);

const has = (set, text) => {
  const hash = hashOf(text);
  let node = set;
  for (let level = 0; level < LEVELS; level++) node = node?.[slotOf(hash, level)];
  return node?.includes(text) ?? false;
};
const added = (node, text, hash = hashOf(text), level = 0) => {
  if (level === LEVELS) return [...(node ?? []), text];
  const copy = (node ?? branch).slice();
  const slot = slotOf(hash, level);
  copy[slot] = added(copy[slot], text, hash, level + 1);
  return copy;
};

export const schema = z.discriminatedUnion('type', [
  event('AccountOpened', { limit: positiveYuan }),
  event('Reserved', { shipmentId: z.string(), amount: positiveYuan }),
  event('Refused', { shipmentId: z.string(), amount: positiveYuan }),
]);

const evolve = (account, { type, data }) => {
  switch (type) {
    case 'AccountOpened':
      return { ...account, limit: data.limit };
    case 'Reserved':
      return {
        ...account,
        reserved: plus(account.reserved, data.amount),
        answered: added(account.answered, data.shipmentId),
      };
    case 'Refused':
      return { ...account, answered: added(account.answered, data.shipmentId) };
  }
};

const decide = ({ type, ...data }, account) => {
  if (type === 'Open') return [{ type: 'AccountOpened', data }];
  if (has(account.answered, data.shipmentId)) return [];
  const fits = !exceeds(plus(account.reserved, data.amount), account.limit);
  return [{ type: fits ? 'Reserved' : 'Refused', data }];
};

export const account = {
  category: 'hotAccount',
  initial: { limit: nil, reserved: nil, answered: branch },
  evolve,
  decide,
};

export const metadata = { by: 'bench', correlation: 'c-1' };
export const open = (limit) => ({ type: 'Open', limit });
export const reserve = (shipmentId) => ({ type: 'Reserve', shipmentId, amount: AMOUNT });

/** One in so many commands is sent a second time, also while the first is still under way. */
const RESEND_SHARE = 0.2;

/** Makes the shipment ids that one process sends, one after the other. */
export const shipments = (prefix, numberOf = (n) => `${prefix}-${n}`) => {
  const sent = [];
  return () => {
    const isResend = sent.length > 0 && Math.random() < RESEND_SHARE;
    if (isResend) return sent[Math.floor(Math.random() * sent.length)];
    const id = numberOf(sent.length);
    sent.push(id);
    return id;
  };
};

const fenOf = (amount) => BigInt(amount.replace('.', ''));

/** What the log says about a run: from the events of the stream in their order, by an arithmetic of its own. */
export const audit = (events, limit, acknowledged) => {
  const answered = new Set();
  let [sum, reserved, overLimit, doubles] = [0n, 0, 0, 0];
  for (const { type, data } of events) {
    if (type === 'AccountOpened') continue;
    if (answered.has(data.shipmentId)) doubles++;
    answered.add(data.shipmentId);
    if (type !== 'Reserved') continue;
    reserved++;
    sum += fenOf(data.amount);
    if (sum > fenOf(limit)) overLimit++;
  }
  const lost = [...acknowledged].filter((id) => !answered.has(id)).length;
  return { reserved, refused: answered.size - reserved + doubles, overLimit, doubles, lost };
};
