import { setTimeout as sleep } from 'node:timers/promises';
import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import type { EventStore, SealedEvent } from '@app/event-store/event-store';
import { openPostgresStore } from '@app/event-store/postgres-store';
import { verifyLog } from '@app/event-store/sealing/verify-log';
import { connect, type Sql } from '@app/postgres/connect';
import { projections } from '@app/read-models/projections';
import { openFollowers } from '@app/read-models/runner';
import { grouped } from '@app/read-models/sharing/grouped';
import { AccountBooks } from '@test/support/account-books';
import { enterInto } from '@test/support/account-entries';
import { fenOf, sumOf } from '@test/support/fen';
import { standardCheck } from '@test/support/policies-on-disk';
import {
  type Answered,
  clearAway,
  DatabaseProcess,
  postmasterPid,
  temporaryFolder,
  until,
} from '@test/support/database-process';

/** In turn the application falls, Postgres and then the application that still asks it, and Postgres alone, which comes back by itself. */
const ROUNDS = 24;
const ANSWERS_BEFORE_MIN = 40;
const MOMENT_MAX_MS = 400;
/** How many answered commands are asked again after a fall, besides those without an answer. */
const ASKED_AGAIN = 30;
const PAGE_MAX = 1000;

const seed = Number(process.env['XAY_FAULT_SEED'] ?? Date.now() % 1_000_000);
/** A linear congruential generator, so that a round that went wrong can be repeated from the seed in the title. */
const randomFrom = (first: number) => {
  let state = first;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** The first number that nobody has an answer to, or a little before. */
const firstToAsk = (answers: readonly Answered[]): number => {
  const known = new Set(answers.map(({ n }) => n));
  let first = 0;
  while (known.has(first)) first += 1;
  return Math.max(0, first - ASKED_AGAIN);
};

/** Kills at random moments under load, again and again, and answers with everything that was acknowledged. */
const tradeAndKill = async (folder: string): Promise<readonly Answered[]> => {
  const random = randomFrom(seed);
  const answers: Answered[] = [];
  let app = new DatabaseProcess(folder, 'server', 'trade 0');
  for (let round = 0; round < ROUNDS; round += 1) {
    await app.opened();
    const before = app.answered.length;
    await until(`round ${round} has answers`, () => app.answered.length > before + ANSWERS_BEFORE_MIN);
    await sleep(random(MOMENT_MAX_MS));
    // Now and then it is told to restart, as an operator does, rather than killed.
    if (round % 3 > 0) process.kill(postmasterPid(folder), round % 6 === 5 ? 'SIGINT' : 'SIGKILL');
    if (round % 3 === 2) continue;
    await app.kill();
    expect(app.problem).toBeUndefined();
    answers.push(...app.answered);
    app = new DatabaseProcess(folder, 'server', `trade ${firstToAsk(answers)}`);
  }
  const before = app.answered.length;
  await until('there are answers after the last round', () => app.answered.length > before + ANSWERS_BEFORE_MIN);
  expect(await app.stop()).toBe(0);
  expect(app.problem).toBeUndefined();
  return [...answers, ...app.answered];
};

const wholeLog = async (store: EventStore): Promise<SealedEvent[]> => {
  const events: SealedEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.position;
    const page = await store.sealed({ limit: PAGE_MAX, ...(after !== undefined && { after }) });
    events.push(...page);
    if (page.length < PAGE_MAX) return events;
  }
};

const factOf = ({ type, data }: SealedEvent): CreditAccountEvent =>
  creditAccountEvent.parse({ type, data: JSON.parse(data) as unknown });

/** Which command an event is the outcome of: each has one identifier of its own. */
const commandIn = ({ type, data }: CreditAccountEvent): string => {
  if (type === 'AccountOpened') return data.agreementId;
  if (type === 'ReceivableOpened') return data.receivableId;
  return 'shipmentId' in data ? (data.shipmentId ?? '') : '';
};

const booksOf = (log: readonly SealedEvent[]): Map<string, AccountBooks> => {
  const books = new Map<string, AccountBooks>();
  for (const [stream, events] of grouped(log, (event) => event.stream)) {
    const account = new AccountBooks(standardCheck);
    enterInto(account, events.map(factOf));
    books.set(stream, account);
  }
  return books;
};

type Position = Readonly<{ stream: string; reserved: string; receivables: string }>;
const positionsIn = async (sql: Sql): Promise<unknown> => {
  const rows = await sql<
    Position[]
  >`select stream, sums->>'reserved' as reserved, sums->>'receivables' as receivables from read.account_position order by stream`;
  return rows.map(({ stream, reserved, receivables }) => [stream, fenOf(reserved), fenOf(receivables)]);
};

describe('of everything that was acknowledged', () => {
  let folder: string;
  let answers: readonly Answered[];
  let sql: Sql;
  let store: EventStore;
  let log: SealedEvent[];
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    folder = temporaryFolder();
    answers = await tradeAndKill(folder);
    const { url } = await new DatabaseProcess(folder, 'server').opened();
    sql = connect(url, { connectionsMax: 4 });
    closing.push(() => sql.end({ timeout: 1 }));
    store = await openPostgresStore({ sql, now: () => new Date() });
    closing.push(() => store.close());
    log = await wholeLog(store);
  }, 90_000);
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
    await clearAway(folder);
  });

  it(`nothing is lost and nothing is there twice after ${ROUNDS} rounds of kill -9 (XAY_FAULT_SEED=${seed})`, () => {
    const there = grouped(log.map(factOf), commandIn);
    const lost = answers.filter(({ n, type }) => !there.get(`N-${n}`)?.some((fact) => fact.type === type));
    expect(lost).toEqual([]);
    expect([...there].filter(([, facts]) => facts.length !== 1)).toEqual([]);
    expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
    expect(answers.length).toBeGreaterThan(ROUNDS * ANSWERS_BEFORE_MIN);
    const askedOnce = new Set(answers.map(({ n }) => n)).size;
    expect(askedOnce).toBeLessThan(answers.length - ROUNDS);
  });

  it('no account is above its limit, though more was asked of each than it has', () => {
    const facts = log.map(factOf);
    expect(facts.filter(({ type }) => type === 'ShipmentRefused').length).toBeGreaterThan(0);
    expect(() => booksOf(log)).not.toThrow();
  });

  it('the log has no gap, and every chain in it is sound', async () => {
    expect(log.map(({ position }) => position)).toEqual(
      log.map((_, index) => store.positionAfter?.(undefined, index + 1)),
    );
    const verdict = await verifyLog(store, {});
    expect(verdict).toMatchObject({ faults: [], events: log.length, lastPosition: log.at(-1)?.position });
  });

  it('the read models, whose followers were killed with it, are a fold of the log', async () => {
    const [row] = await sql<{ furthest: string | null }[]>`select max(position) as furthest from read.checkpoint`;
    expect(row?.furthest).not.toBeNull();
    const lines: string[] = [];
    const followers = openFollowers({
      sql,
      store,
      followers: projections(store),
      log: (line) => lines.push(line),
    });
    await followers.settle();
    const books = [...booksOf(log)].sort(([a], [b]) => (a < b ? -1 : 1));
    const inBooks = books.map(([stream, { shipments, open }]) => [stream, shipments.reserved, sumOf(open)]);
    expect(await positionsIn(sql)).toEqual(inBooks);
    const rebuilt = await followers.rebuild('all');
    expect(rebuilt.filter(({ digestBefore, digestAfter }) => digestBefore !== digestAfter)).toEqual([]);
    expect(rebuilt.find(({ name }) => name === 'timeline')?.rows).toBeGreaterThan(0);
    expect(lines).toEqual([]);
    await followers.stop();
  }, 30_000);
});
