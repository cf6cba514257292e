import { authorisationReply } from '@app/contracts/shipment';
import { reservationOf } from '@app/domain/credit-account/items';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import { createHandler, type Handler } from '@app/event-store/handle';
import { openPostgresStore } from '@app/event-store/postgres-store';
import type { EventStore } from '@app/event-store/event-store';
import { readEvent } from '@app/kernel/event-versions';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { connect, type Sql } from '@app/postgres/connect';
import { authorise } from '@test/support/account-commands';
import { openAccountOf } from '@test/support/account-opening';
import { asker } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';

// Fifty orders of 10,000 on a limit of 100,000 at the same instant: exactly ten may go, in every round. A thousand rounds
// take a few minutes: XAY_PROOF_ROUNDS=1000.
const ROUNDS = Number(process.env['XAY_PROOF_ROUNDS'] ?? '12');
const ORDERS = 50;
const FIT = 10;
const AMOUNT = '10000.00';
const LIMIT = '100000.00';
const day = '2026-03-01';
const PROCESSES = 3;

const customers = Array.from({ length: ROUNDS }, (_, n) => `R-${String(n)}`);
const orders = Array.from({ length: ORDERS }, (_, n) => `S-${String(n)}`);

const authorisedIn = async (store: EventStore, customerId: string): Promise<number> => {
  const events = await store.read(`creditAccount-${customerId}`, { limit: 1000 });
  const told: CreditAccountEvent[] = events.map((event) => readEvent(creditAccountEvent, event));
  const shipments = told.flatMap(({ type, data }) => (type === 'ShipmentAuthorised' ? [data.shipmentId] : []));
  expect(new Set(shipments).size).toBe(shipments.length);
  return shipments.length;
};

describe('over the handler', () => {
  let scratch: ScratchDatabase;
  let pools: Sql[] = [];
  let stores: EventStore[] = [];
  const another = async (): Promise<Handler> => {
    const sql = connect(scratch.url, { connectionsMax: 3, applicationName: 'xay-race' });
    const store = await openPostgresStore({ sql, now: () => new Date() });
    pools.push(sql);
    stores.push(store);
    return createHandler({ store });
  };
  beforeEach(async () => {
    scratch = await scratchDatabase();
    [pools, stores] = [[], []];
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(pools.map((sql) => sql.end({ timeout: 1 })));
    await scratch.drop();
  });

  const open = (handler: Handler, customerId: string) =>
    handler.handle({
      ...{ decider: creditAccount, schema: creditAccountEvent, id: customerId, metadata: { by: 'approver' } },
      command: {
        type: 'OpenAccount',
        data: {
          ...{ customerId, agreementId: 'HT-1', limit: ofYuan(LIMIT), grade: '3A2', termDays: 60 },
          ...{ validFrom: dateOf(day), validTo: dateOf('2026-12-31'), on: dateOf(day) },
        },
      },
    });
  const order = async (handler: Handler, customerId: string, shipmentId: string): Promise<boolean> => {
    const command = authorise(shipmentId, AMOUNT, day);
    const asked = { ...command, data: { ...command.data, customerId } } as typeof command;
    const metadata = { by: 'sales' };
    const { state } = await handler.handle({
      ...{ decider: creditAccount, schema: creditAccountEvent, id: customerId, command: asked, metadata },
    });
    return reservationOf(state, shipmentId) !== undefined;
  };

  test.each([1, PROCESSES])(
    'of %i processes exactly ten of fifty are let through, in every round',
    async (count) => {
      const handlers = await Promise.all(Array.from({ length: count }, another));
      for (const customerId of customers) {
        await open(handlers[0]!, customerId);
        const told = await Promise.all(
          orders.map((shipmentId, n) => order(handlers[n % count]!, customerId, shipmentId)),
        );
        expect({ customerId, yes: told.filter(Boolean).length }).toEqual({ customerId, yes: FIT });
        expect(await authorisedIn(stores[0]!, customerId)).toBe(FIT);
      }
    },
    600_000,
  );
});

describe('over HTTP', () => {
  const desks: RunningDesk[] = [];
  const now = () => new Date(`${day}T09:00:00+08:00`);
  beforeAll(async () => {
    desks.push(await startDesk({ now }));
    const { databaseUrl } = desks[0]!;
    for (let n = 1; n < PROCESSES; n++) desks.push(await startDesk({ now, databaseUrl }));
  });
  afterAll(async () => {
    for (const desk of desks.reverse()) await desk.stop();
  });

  test('to three servers exactly ten of fifty are let through, and an order sent twice counts once', async () => {
    const asks = desks.map(({ url }) => asker(url));
    for (const customerId of customers) {
      const details = { name: `经销商 ${customerId}`, creditCode: '91350100M000100Y43', sellingUnit: '鲁南' };
      await asks[0]!('PUT', `/api/customers/${customerId}`, details);
      await openAccountOf(desks[0]!, { customerId, limit: LIMIT, on: day });
      const told = await Promise.all(
        [...orders, ...orders.slice(0, FIT)].map(async (shipmentId, n) => {
          const path = `/api/customers/${customerId}/shipments/${shipmentId}/authorisation`;
          const { status, body } = await asks[n % PROCESSES]!('PUT', path, { amount: AMOUNT });
          expect({ status, body }).toMatchObject({ status: 200 });
          return { shipmentId, decision: authorisationReply.parse(body).decision };
        }),
      );
      const yes = new Set(told.filter(({ decision }) => decision === 'authorised').map(({ shipmentId }) => shipmentId));
      expect({ customerId, yes: yes.size }).toEqual({ customerId, yes: FIT });
      expect(await authorisedIn(desks[0]!.store, customerId)).toBe(FIT);
    }
  }, 600_000);
});
