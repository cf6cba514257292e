import { randomUUID } from 'node:crypto';
import { STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import type { EventStore } from '@app/event-store/event-store';
import { createHandler } from '@app/event-store/handle';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { connect, type Sql } from '@app/postgres/connect';
import {
  commitLate,
  followAtZeroLag,
  lostOf,
  outOfOrder,
  raceOfCopies,
  raceOfWriters,
  type Seen,
  untilQuiet,
} from '@test/support/races';
import { type ScratchDatabase, scratchDatabase } from '@test/support/scratch-database';
import { load, type TruckEvent } from '@test/support/truck';
import { idsOf, made, numbered, observe } from './contract-material';

const PROCESSES = 4;
const TURNS = 25;
const STREAMS = 200;
/** What is known to lose, loses within far fewer. */
const STREAMS_OF_OTHERS = 40;

const range = (length: number): number[] => Array.from({ length }, (_, n) => n);

describe('a race that others lose', () => {
  let scratch: ScratchDatabase;
  let outside: Sql;
  let pools: Sql[];
  let stores: EventStore[];
  beforeEach(async () => {
    scratch = await scratchDatabase();
    outside = connect(scratch.url, { connectionsMax: 20 });
    pools = [outside];
    stores = [];
    // As so many processes would open the same log.
    for (let n = 0; n < PROCESSES; n++) {
      const sql = connect(scratch.url, { connectionsMax: 4 });
      pools.push(sql);
      stores.push(await openPostgresStore({ sql, now: () => new Date() }));
    }
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(pools.map((sql) => sql.end({ timeout: 1 })));
    await scratch.drop();
  });

  const countIn = async (table: string): Promise<number> => {
    const [row] = await outside<{ count: number }[]>`select count(*)::int as count from ${outside(table)}`;
    return row!.count;
  };

  describe('between sixteen writers and a reader at zero lag, while transactions commit late,', () => {
    it('loses nothing for a subscription, nor for whoever asks for the next page', async () => {
      const [first] = stores;
      await commitLate(outside, 'log.event');
      const { seen: heard, drops, subscription } = observe(first!);
      const asking = followAtZeroLag((after) => stores[1]!.readAll({ ...(after === undefined ? {} : { after }) }));
      const ends = new Map<string, number>();
      const written = await raceOfWriters(TURNS, async (writer, turn) => {
        const store = stores[writer % PROCESSES]!;
        const events = numbered(1 + (turn % 3));
        if (writer % 2 === 0) await store.append(`credit-${turn % 7}`, events, { expected: 'any' });
        else {
          const stream = `credit-own-${writer}`;
          const { revision } = await store.append(stream, events, { expected: ends.get(stream) ?? 'no_stream' });
          ends.set(stream, revision);
        }
        return idsOf(events);
      });
      await untilQuiet([heard, asking.seen], written.length);
      await Promise.all([subscription.stop(), asking.stop()]);

      const all = await first!.readAll();
      expect(idsOf(all).toSorted()).toEqual(written.toSorted());
      expect(idsOf(heard)).toEqual(idsOf(all));
      expect(idsOf(asking.seen)).toEqual(idsOf(all));
      expect(outOfOrder(all)).toEqual([]);
      const later = all.slice(1).filter(({ position }, n) => first!.compare(all[n]!.position, position) >= 0);
      expect(later).toEqual([]);
      expect(drops).toEqual([]);
    });

    it('is lost by a reader of a sequence, which shows that there is something to lose', async () => {
      await outside.unsafe(`
        create schema naive;
        create table naive.event (position bigint generated always as identity primary key, id uuid not null)`);
      await commitLate(outside, 'naive.event');
      const next = (after: string | undefined): Promise<readonly Seen[]> =>
        outside<Seen[]>`
          select id, position::text, 'naive' as stream, position::int as revision from naive.event
          where position > ${after ?? '0'}::text::bigint order by position limit 100`;
      const asking = followAtZeroLag(next);
      const written = await raceOfWriters(TURNS, async () => {
        const id = randomUUID();
        await outside`insert into naive.event (id) values (${id})`;
        return [id];
      });
      await untilQuiet([asking.seen], written.length);
      await asking.stop();
      expect(await countIn('naive.event')).toBe(written.length);
      expect(lostOf(written, asking.seen).length).toBeGreaterThan(0);
    });
  });

  describe('between eight copies of one first reservation on a new stream', () => {
    const fulfilled = (outcome: readonly PromiseSettledResult<unknown>[]): number =>
      outcome.filter(({ status }) => status === 'fulfilled').length;

    it('stores it once when handlers of several processes decide on it, and says yes to each copy', async () => {
      const handlers = stores.map((store) => createHandler({ store }));
      const outcomes = await raceOfCopies(STREAMS, (stream, copy) =>
        handlers[copy % PROCESSES]!.handle({ ...load('O-1', 3), id: `T-${stream}` }),
      );
      expect(outcomes.map(fulfilled)).toEqual(range(STREAMS).map(() => 8));
      const stored = await stores[0]!.readAll();
      expect(stored.map(({ stream }) => stream).toSorted()).toEqual(
        range(STREAMS)
          .map((n) => `truck-T-${n}`)
          .toSorted(),
      );
      const loaded: TruckEvent['type'] = 'PalletsLoaded';
      expect(new Set(stored.map(({ type }) => type))).toEqual(new Set([loaded]));
    });

    it('stores it once when the same event arrives eight times, and answers each time the same', async () => {
      const events = range(STREAMS).map(() => made());
      const outcomes = await raceOfCopies(STREAMS, (stream, copy) =>
        stores[copy % PROCESSES]!.append(`credit-${stream}`, [events[stream]!], { expected: 'no_stream' }),
      );
      const answers = outcomes.map((copies) => new Set(copies.map((copy) => JSON.stringify(copy))).size);
      expect(outcomes.map(fulfilled)).toEqual(range(STREAMS).map(() => 8));
      expect(answers).toEqual(range(STREAMS).map(() => 1));
      expect(idsOf(await stores[0]!.readAll()).toSorted()).toEqual(idsOf(events).toSorted());
    });

    it('stores the first of eight different events, and tells the others that the stream has moved', async () => {
      const outcomes = await raceOfCopies(STREAMS, (stream, copy) =>
        stores[copy % PROCESSES]!.append(`credit-${stream}`, [made()], { expected: 'no_stream' }),
      );
      expect(outcomes.map(fulfilled)).toEqual(range(STREAMS).map(() => 1));
      const refusals = outcomes.flat().flatMap((copy) => (copy.status === 'rejected' ? [copy.reason as unknown] : []));
      for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'concurrency', about: { actual: 0 } });
      expect(await countIn('log.event')).toBe(STREAMS);
    });

    it('is lost by Emmett 0.42, which shows that there is something to store twice', async () => {
      const emmett = getPostgreSQLEventStore(scratch.url);
      await emmett.schema.migrate();
      const reserved = { type: 'Reserved', data: { shipmentId: 'SH-1' } } as const;
      const evolve = (known: readonly string[], { data }: { data: { shipmentId: string } }) => [
        ...known,
        data.shipmentId,
      ];
      await raceOfCopies(STREAMS_OF_OTHERS, async (stream) => {
        const name = `creditAccount-${stream}`;
        const found = await emmett.aggregateStream<readonly string[], typeof reserved>(name, {
          evolve,
          initialState: () => [],
        });
        if (found.state.includes('SH-1')) return;
        await emmett.appendToStream(name, [reserved], { expectedStreamVersion: STREAM_DOES_NOT_EXIST });
      });
      await emmett.close();
      expect(await countIn('emt_messages')).toBeGreaterThan(STREAMS_OF_OTHERS);
    });
  });
});
