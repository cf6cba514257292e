// The accounts of the `limit` bench, appended as the product's own events: many with a short past and one with a long one.
import { randomUUID } from 'node:crypto';

const PER_APPEND = 1_000;
const WAYS = 64;
const metadata = { by: 'bench' };
const on = '2026-01-05';
const policy = { id: 'credit-check-standard', version: 1, hash: 'ab'.repeat(32) };
/** Of every cycle of the long account: what is authorised is shipped, owed, paid and settled. */
const CYCLE = 6;

export const SHORT_EVENTS = 10;
export const idOf = (number) => `BENCH-${number}`;
export const LONG_ID = 'BENCH-LONG';

const stored = (type, data) => ({ id: randomUUID(), type, data, metadata });

const registered = (customerId) =>
  stored('CustomerRegistered', {
    customerId,
    name: `Bench ${customerId}`,
    sellingUnit: 'Bench',
    demo: false,
    registeredOn: on,
    on,
  });

const opened = (customerId) =>
  stored('AccountOpened', {
    customerId,
    agreementId: 'HT-1',
    limit: '900000000.00',
    grade: '3A2',
    termDays: 60,
    validFrom: '2026-01-01',
    validTo: '2099-12-31',
    on,
  });

const authorised = (customerId, shipmentId) =>
  stored('ShipmentAuthorised', { customerId, shipmentId, amount: '100.00', expiresOn: '2099-12-31', policy, on });

const released = (customerId, shipmentId) =>
  stored('ReservationReleased', { customerId, shipmentId, amount: '100.00', reason: 'released', on });

/** One truck, from the promise to the last fen. */
const cycle = (customerId, n) => {
  const [shipmentId, dispatchId, receivableId, paymentId] = [`SH-${n}`, `D-${n}`, `R-${n}`, `P-${n}`];
  const amount = '100.00';
  return [
    authorised(customerId, shipmentId),
    stored('ShipmentDispatched', { customerId, shipmentId, dispatchId, amount, on }),
    stored('ReceivableOpened', {
      customerId,
      receivableId,
      amount,
      invoiceDate: on,
      dueDate: '2026-03-06',
      shipmentId,
      on,
    }),
    stored('PaymentRecorded', { customerId, paymentId, amount, valueDate: on, reference: '', on }),
    stored('PaymentAllocated', { customerId, receivableId, paymentId, amount, valueDate: on, on }),
    stored('ReceivableSettled', { customerId, receivableId, valueDate: on, on }),
  ];
};

/** Opened, and trucks that never left: a past without receivables. */
const shortPast = (customerId) => [
  opened(customerId),
  ...Array.from({ length: (SHORT_EVENTS - 2) / 2 }, (_, n) => [
    authorised(customerId, `OLD-${n}`),
    released(customerId, `OLD-${n}`),
  ]).flat(),
  authorised(customerId, 'OLD-OPEN'),
];

const write = async (store, stream, events) => {
  for (let from = 0; from < events.length; from += PER_APPEND)
    await store.append(stream, events.slice(from, from + PER_APPEND), {
      expected: from === 0 ? 'no_stream' : from - 1,
    });
};

const seedCustomer = async (store, customerId, past) => {
  await write(store, `customer-${customerId}`, [registered(customerId)]);
  await write(store, `creditAccount-${customerId}`, past);
};

/** Accounts `from` up to `to`, each with ten events. */
export const seedShort = async (store, from, to) => {
  let next = from;
  const way = async () => {
    for (let number = next++; number < to; number = next++)
      await seedCustomer(store, idOf(number), shortPast(idOf(number)));
  };
  await Promise.all(Array.from({ length: WAYS }, way));
};

export const seedLong = async (store, length) => {
  const cycles = Array.from({ length: Math.ceil(length / CYCLE) }, (_, n) => cycle(LONG_ID, n)).flat();
  await seedCustomer(store, LONG_ID, [opened(LONG_ID), ...cycles].slice(0, length));
};
