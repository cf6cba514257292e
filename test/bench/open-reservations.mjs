// An account whose state stays small however long its stream gets: what is released is forgotten. Plain JSON, so that a
// snapshot can hold it.
import { createRequire } from 'node:module';
import { built } from './bench-server.mjs';

const { z } = createRequire(import.meta.url)('zod');
const { event } = built('kernel/src/message');
const { minus, nil, plus, positiveYuan } = built('kernel/src/yuan');

const fields = { shipmentId: z.string(), amount: positiveYuan };
export const schema = z.discriminatedUnion('type', [event('Reserved', fields), event('Released', fields)]);

const evolve = ({ reserved, open }, { type, data: { shipmentId, amount } }) => {
  switch (type) {
    case 'Reserved':
      return { reserved: plus(reserved, amount), open: [...open, shipmentId] };
    case 'Released':
      return { reserved: minus(reserved, amount), open: open.filter((id) => id !== shipmentId) };
  }
};

const decide = ({ type, data }, { open }) =>
  type === 'Reserved' && open.includes(data.shipmentId) ? [] : [{ type, data }];

export const account = { category: 'longAccount', initial: { reserved: nil, open: [] }, evolve, decide };

const OPEN_MAX = 10;

/** The nth event of a stream: ten reservations, then their releases, and so on. */
export const nthEvent = (n) => {
  const round = Math.floor(n / (2 * OPEN_MAX));
  const type = n % (2 * OPEN_MAX) < OPEN_MAX ? 'Reserved' : 'Released';
  return { type, data: { shipmentId: `SH-${round}-${n % OPEN_MAX}`, amount: '1000.00' } };
};
