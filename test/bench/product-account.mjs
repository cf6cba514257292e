// The product's own credit account under the same load: its decider, its schema, its standard check policy.
import fs from 'node:fs';
import { built } from './bench-server.mjs';
import { connectedStore } from './our-store.mjs';
import { metadata } from './reservations.mjs';

const { createHandler } = built('event-store/src/handle');
const { checkPolicy } = built('domain/src/credit-account/check-policy');
const { creditAccount } = built('domain/src/credit-account/decider');
const { creditAccountEvent } = built('domain/src/credit-account/events');

const file = new URL('../../config/policies/credit-check/standard.json', import.meta.url);
const policy = checkPolicy.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
const stamp = { id: policy.id, version: policy.version, hash: 'ab'.repeat(32) };
const on = '2026-03-01';
const terms = { agreementId: 'HT-1', grade: '3A2', termDays: 60, validFrom: '2026-01-01', validTo: '2026-12-31' };

const commandOf = (customerId, { type, limit, shipmentId, amount }) =>
  type === 'Open'
    ? { type: 'OpenAccount', data: { ...terms, customerId, limit, on } }
    : { type: 'AuthoriseShipment', data: { customerId, shipmentId, amount, policy, stamp, on } };

const NAMED = { ShipmentAuthorised: 'Reserved', ShipmentRefused: 'Refused' };

/** In the words of the bench. Asked again, the product may refuse once more with newer figures; that is one answer. */
const events = (sql) => async (id) => {
  const stored = await sql`select type, data from log.event where stream = ${`creditAccount-${id}`} order by revision`;
  const refused = new Set();
  return stored.flatMap(({ type, data }) => {
    const isRepeated = type === 'ShipmentRefused' && refused.has(data.shipmentId);
    if (type === 'ShipmentRefused') refused.add(data.shipmentId);
    return isRepeated ? [] : [{ type: NAMED[type] ?? type, data }];
  });
};

export const productAccount = (sql) => async (url) => {
  const { store, close } = await connectedStore(url);
  const handler = createHandler({ store });
  const handle = (id, command) =>
    handler.handle({
      decider: creditAccount,
      schema: creditAccountEvent,
      id,
      command: commandOf(id, command),
      metadata,
    });
  return { handle, events: events(sql), close };
};
