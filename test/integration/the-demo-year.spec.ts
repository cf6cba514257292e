import { replayAssessments } from '@app/cqrs/assessment-replay';
import { businessClock, handMovedClock, type BusinessClock } from '@app/cqrs/business-clock';
import { LookAtApplications } from '@app/cqrs/credit-application.query';
import { LookAtCustomers } from '@app/cqrs/customer.query';
import { policiesFolder } from '@app/cqrs/home';
import { openDeskOver } from '@app/cqrs/open-desk';
import { loadPolicies } from '@app/cqrs/policies';
import { runBacktest } from '@app/cqrs/policy-backtest';
import { PolicyBook } from '@app/cqrs/policy-book';
import { LookAtAging, LookAtDesk, LookAtWorklist } from '@app/cqrs/reports.query';
import { startDesk, type Desk } from '@app/cqrs/start-desk';
import type { ScoringPolicy } from '@app/credit-model/policy';
import { dateOf } from '@app/kernel/business-date';
import { minus, nil } from '@app/kernel/yuan';
import { connect, type Sql } from '@app/postgres/connect';
import { castFor } from '@worker/demo/cast/dealers';
import { DemoLoader } from '@worker/demo/demo-loader';
import { playYear, storyEnding } from '@worker/demo/demo-year';
import { until } from '@test/support/until';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

const LAST_DAY = dateOf('2026-11-20');
const YEAR_MS = 240_000;

type Stand = Readonly<{ desk: Desk; sql: Sql; scratch: ScratchDatabase }>;
const stands: Stand[] = [];

const stand = async <Clock extends BusinessClock>(clock: Clock): Promise<Stand & { clock: Clock }> => {
  const scratch = await scratchDatabase();
  const sql = connect(scratch.url);
  const parts = await openDeskOver({ sql, clock, log: () => undefined, policies: loadPolicies(policiesFolder) });
  const desk = await startDesk(parts);
  stands.push({ desk, sql, scratch });
  return { desk, sql, scratch, clock };
};

afterAll(async () => {
  for (const { desk, sql, scratch } of stands) {
    await desk.close();
    await sql.end();
    await scratch.drop();
  }
});

/** Everything a log says, apart from ids and from the order in which streams took turns. */
const told = async (sql: Sql): Promise<readonly unknown[]> =>
  sql`select stream, revision, type, data, metadata ->> 'by' as by, recorded_at from log.event order by stream, revision`;

describe('the demo year', () => {
  let desk: Desk;
  let sql: Sql;

  beforeAll(async () => {
    const { clock, ...made } = await stand(handMovedClock());
    ({ desk, sql } = made);
    const year = storyEnding(LAST_DAY, { dealers: 30 });
    await playYear(year, { desk, moveTo: clock.moveTo, onDay: () => true });
  }, YEAR_MS);

  it('has assessments that come out of their events to the last digit', async () => {
    const report = await replayAssessments({ store: desk.store, book: new PolicyBook(desk.handler, desk.policies) });
    expect(report.assessments).toBeGreaterThan(20);
    expect(report).toMatchObject({ identical: report.assessments, different: 0, unknownPolicy: 0, faults: [] });
  });

  it('differs in nothing from the policy in force, and in something from a bolder one', async () => {
    const { store, handler, policies } = desk;
    const book = new PolicyBook(handler, policies);
    const against = (draft: ScoringPolicy) => runBacktest({ store, book, policies, draft, asOf: LAST_DAY });
    const same = await against(policies.scoring.policy);
    expect(same.observed).toBeGreaterThan(10);
    const nothing = { shipments: 0, amount: nil, arrears: nil, paidInTime: nil };
    expect(same).toMatchObject({ changed: 0, wouldBeRefused: nothing, wouldPass: nothing, arrearsAvoided: nil });
    expect(same.hits.after).toEqual(same.hits.before);
    const sales = policies.scoringShipped.find(({ policy }) => policy.stance === 'sales');
    expect((await against(sales!.policy)).changed).toBeGreaterThan(0);
  });

  it('has an application in every stage', async () => {
    for (const stage of [
      'filed',
      'refused-at-review',
      'in-assessment',
      'assessed',
      'reported',
      'approved',
      'returned',
      'refused',
      'agreement-signed',
    ] as const) {
      const { total } = await desk.queries.execute(
        new LookAtApplications({ page: 1, size: 1, stage, sort: 'changed' }),
      );
      expect([stage, total > 0]).toEqual([stage, true]);
    }
  });

  it('is marked as demo, customer by customer', async () => {
    const { rows, total } = await desk.queries.execute(new LookAtCustomers({ page: 1, size: 200 }, LAST_DAY));
    expect(total).toBe(30);
    expect(rows.filter(({ demo }) => !demo)).toEqual([]);
  });

  it('ends with two blacklisted customers, some on hold and something overdue', async () => {
    const { blacklisted, held, overdue } = await desk.queries.execute(new LookAtDesk(LAST_DAY));
    expect(blacklisted).toBe(2);
    expect(held).toBeGreaterThanOrEqual(3);
    expect(overdue).not.toBe('0.00');
  });

  it('ages to the ledger at the end of every month', async () => {
    for (let month = 1; month <= 11; month++) {
      const asOf = dateOf(`2026-${String(month).padStart(2, '0')}-15`);
      const { proof } = await desk.queries.execute(new LookAtAging({ asOf, page: 1, size: 1, by: 'unit' }));
      expect(minus(proof.buckets, proof.unallocatedCash)).toBe(proof.ledger);
    }
  });

  it('leaves a worklist that people can work through', async () => {
    const { total } = await desk.queries.execute(new LookAtWorklist({ page: 1, size: 1 }, LAST_DAY, 'zh'));
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(60);
  });

  it('saw refusals, extensions, disputes, lifted holds and a lifted blacklisting', async () => {
    const rows = await sql<{ type: string }[]>`select distinct type from log.event`;
    const types = rows.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining([
        'GreenChannelGranted',
        'ShipmentRefused',
        'ReservationReleased',
        'ExtensionGranted',
        'ExtensionRefused',
        'DisputeRaised',
        'DisputeClosed',
        'StepWithheld',
        'HoldLifted',
        'BlacklistLifted',
      ]),
    );
  });

  it('was recorded on the days of the story', async () => {
    const [{ first, last } = { first: '', last: '' }] = await sql<{ first: string; last: string }[]>`
      select min(recorded_at)::date::text as first, max(recorded_at)::date::text as last from log.event`;
    expect([first, last]).toEqual(['2025-11-20', LAST_DAY]);
    const [{ late } = { late: -1 }] = await sql<{ late: number }[]>`
      select count(*)::int as late from log.event where (recorded_at at time zone 'Asia/Shanghai')::date::text <> data ->> 'on'`;
    expect(late).toBe(0);
  });
});

describe('the cast of the demo', () => {
  it('is the same for the same seed and another for another', () => {
    const names = (seed: number) =>
      castFor(storyEnding(LAST_DAY, { seed })).map(({ name, creditCode }) => name + creditCode);
    expect(names(1)).toEqual(names(1));
    expect(names(1)).not.toEqual(names(2));
    expect(new Set(names(1)).size).toBe(120);
  });
});

describe('the same seed', () => {
  it(
    'tells the same story again',
    async () => {
      const tellings = await Promise.all(
        [1, 2].map(async () => {
          const { desk, sql, clock } = await stand(handMovedClock());
          const year = storyEnding(LAST_DAY, { dealers: 30, months: 3 });
          await playYear(year, { desk, moveTo: clock.moveTo, onDay: () => true });
          return told(sql);
        }),
      );
      expect(tellings[0]?.length).toBeGreaterThan(500);
      expect(tellings[1]).toEqual(tellings[0]);
    },
    YEAR_MS,
  );
});

describe('the demo loader', () => {
  const SMALL = { dealers: 30, months: 1 };
  const open = async () => {
    const { desk, sql } = await stand(businessClock(() => new Date('2026-11-20T01:30:00Z')));
    await desk.followers.start();
    const loader = new DemoLoader(desk.beside, desk.clock, desk.store, desk.followers);
    return { desk, sql, loader };
  };
  const registered = async (sql: Sql) => {
    const [{ count } = { count: -1 }] = await sql<{ count: number }[]>`
      select count(*)::int as count from log.event where type = 'CustomerRegistered'`;
    return count;
  };

  it(
    'loads once, however often it is asked, and leaves the desk following the log',
    async () => {
      const { desk, sql, loader } = await open();
      expect(await loader.state()).toEqual({ state: 'offered', done: 0, of: 0 });
      const [first, second] = await Promise.all([loader.begin(SMALL), loader.begin(SMALL)]);
      expect([first.state, second.state]).toEqual(['loading', 'loading']);
      await loader.finished();
      expect(await loader.state()).toMatchObject({ state: 'loaded', done: 32, of: 32, day: '2026-11-20' });
      const customers = await registered(sql);
      expect(customers).toBeGreaterThan(10);
      await loader.begin(SMALL);
      await loader.finished();
      expect(await registered(sql)).toBe(customers);
      expect((await desk.queries.execute(new LookAtDesk(LAST_DAY))).customers).toBe(customers);
      const again = new DemoLoader(desk.beside, desk.clock, desk.store, desk.followers);
      expect((await again.begin(SMALL)).state).toBe('loaded');
      const [{ late } = { late: -1 }] = await sql<{ late: number }[]>`
        select count(*)::int as late from log.event where recorded_at > '2026-11-20T01:30:00Z'`;
      expect(late).toBe(0);
    },
    YEAR_MS,
  );

  it(
    'stops at the next day when it is interrupted, and what is written ties',
    async () => {
      const { desk, sql, loader } = await open();
      await loader.begin({ dealers: 30 });
      await until(async () => (await loader.state()).done > 5);
      loader.interrupt();
      await loader.finished();
      expect(await registered(sql)).toBeLessThan(30);
      expect((await loader.state()).state).toBe('loaded');
      expect((await desk.queries.execute(new LookAtDesk(LAST_DAY))).customers).toBe(await registered(sql));
    },
    YEAR_MS,
  );
});
