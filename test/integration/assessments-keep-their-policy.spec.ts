import { z } from 'zod';
import { calibrationReport } from '@app/contracts/calibration';
import { assessmentExplanation } from '@app/contracts/credit-application';
import { policyVersionFile, policyVersionPage } from '@app/contracts/policy';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import { readEvent } from '@app/kernel/event-versions';
import { asker, type Asking } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';
import { exampleFile } from '@test/support/scoring-policy';

// Two servers over one log, on a clock that the test moves. A version is proposed and published through the first; both
// assess under it from its day on, and what was assessed before stays explained under what it was made under.
const example = exampleFile('assess-worked-example');
const sales: Asking = { by: 'sales-zhao' };
const analyst: Asking = { by: 'analyst-li' };
const approver: Asking = { by: 'approver-wang' };
const policies = '/api/policies/scoring';
const house = `${policies}/house/1`;

describe('a scoring policy that is published', () => {
  let day = '2026-03-02';
  let desk: RunningDesk;
  let second: RunningDesk;
  let ask: ReturnType<typeof asker>;
  let document: Record<string, unknown>;
  const now = () => new Date(`${day}T09:00:00+08:00`);
  const done = async (...asked: Parameters<typeof ask>) => {
    const { status, body } = await ask(...asked);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const versions = async () => policyVersionPage.parse(await done('GET', policies));
  const inForce = async () => (await versions()).rows.filter((row) => row.inForce).map(({ policyId }) => policyId);

  const assessed = async (application: string, through = ask) => {
    const path = `/api/applications/${application}`;
    const filed = { customerId: 'C-1', amount: '1000000.00', termDays: 60, expectedMonthlySales: '600000.00' };
    await done('PUT', path, filed, sales);
    await done('PUT', `${path}/preliminary-review`, { verdict: 'assess' }, sales);
    await done('PUT', `${path}/answers`, { answers: example.answers }, analyst);
    const { status } = await through('PUT', `${path}/assessment`, { assessmentId: 'AS-1' }, analyst);
    expect(status).toBe(200);
    const events = await desk.store.read(`creditApplication-${application}`);
    const last = readEvent(creditApplicationEvent, events.at(-1)!);
    return last.type === 'AssessmentCompleted' ? last.data : undefined;
  };

  beforeAll(async () => {
    desk = await startDesk({ now });
    second = await startDesk({ now, databaseUrl: desk.databaseUrl });
    ask = asker(desk.url);
    const details = {
      name: '鑫旺农机',
      creditCode: '91350100M000100Y43',
      sellingUnit: '鲁南',
      customerSince: '2018-05-01',
    };
    await done('PUT', '/api/customers/C-1', details, sales);
    const { year, ...statement } = example.statements[0]!;
    await done('PUT', `/api/customers/C-1/statements/${String(year)}`, statement, analyst);
    const shipped = policyVersionFile.parse(await done('GET', `${policies}/scoring-sales/1`));
    document = { ...shipped.document, id: 'house', name: { zh: '本厂政策', en: 'House policy' } };
  });
  afterAll(async () => {
    await second.stop();
    await desk.stop();
  });

  test('is the standard one as long as nobody has published any', async () => {
    const { rows, total } = await versions();
    expect(rows[0]).toMatchObject({ policyId: 'scoring-standard', version: 2, inForce: true, shipped: true });
    expect(rows.map(({ policyId, version }) => `${policyId} ${version}`).sort()).toEqual([
      'scoring-conservative 1',
      'scoring-proportional 1',
      'scoring-sales 1',
      'scoring-standard 1',
      'scoring-standard 2',
    ]);
    expect(total).toBe(5);
    expect(await assessed('A-1')).toMatchObject({ policy: { id: 'scoring-standard', version: 2 } });
  });

  test('needs a proposal by somebody else, and comes into force on its day on every server', async () => {
    const publishing = { document, validFrom: '2026-03-04', why: '评审通过' };
    expect(await ask('PUT', house, publishing, approver)).toMatchObject({
      status: 422,
      body: { code: 'policy-not-proposed' },
    });
    await done('PUT', `${house}/proposal`, { document, why: '抢占市场' }, analyst);
    expect(await done('PUT', house, publishing, approver)).toEqual({
      stream: 'policy-scoring',
      revision: 1,
      recorded: ['PolicyVersionPublished'],
    });
    expect(await done('PUT', house, publishing, approver)).toMatchObject({ recorded: [] });
    day = '2026-03-03';
    expect(await inForce()).toEqual(['scoring-standard']);
    expect(await assessed('A-2')).toMatchObject({ policy: { id: 'scoring-standard' } });
    day = '2026-03-04';
    expect(await inForce()).toEqual(['house']);
    const through = asker(second.url);
    expect(await assessed('A-3', through)).toMatchObject({
      policy: { id: 'house', version: 1 },
      result: { characteristic: { stance: 'sales' } },
    });
  });

  test('leaves the explanation of what was assessed before as it was', async () => {
    const explained = async (application: string) =>
      JSON.stringify(assessmentExplanation.parse(await done('GET', `/api/applications/${application}/explanation`)));
    // 68.1 % of the card under the sales weights, 70.2 % under the balanced ones: each tree adds up under its own.
    const [before, after] = [await explained('A-1'), await explained('A-3')];
    expect(before).not.toBe(after);
    expect(await explained('A-2')).toBe(before.replaceAll('2026-03-02', '2026-03-03'));
  });

  test('is shown with its document, who, when and why', async () => {
    const file = policyVersionFile.parse(await done('GET', house));
    expect(file).toMatchObject({
      proposed: { by: 'analyst-li', on: '2026-03-02', why: '抢占市场' },
      published: { by: 'approver-wang', on: '2026-03-02', why: '评审通过', validFrom: '2026-03-04' },
      document,
    });
    expect(await ask('GET', `${policies}/house/2`)).toMatchObject({ status: 404, body: { code: 'unknown-policy' } });
  });

  test('has the same hash whatever the order of its keys and the white space around them', async () => {
    const { hash } = policyVersionFile.parse(await done('GET', house));
    const turned = Object.fromEntries(Object.entries(document).reverse());
    const raw = JSON.stringify({ why: '评审通过', validFrom: '2026-03-04', document: turned }, null, 7);
    expect(await ask('PUT', house, undefined, { ...approver, raw })).toMatchObject({
      status: 200,
      body: { recorded: [] },
    });
    expect(hash).toBe((await versions()).rows.find(({ policyId }) => policyId === 'house')?.hash);
  });

  test('can be held against what was paid, up to a day and by grade', async () => {
    const asked = '/api/reports/calibration?asOf=2026-03-04&by=credit';
    const report = calibrationReport.parse(await done('GET', asked));
    expect(report).toEqual({
      asOf: '2026-03-04',
      policy: 'backtest-standard@1',
      confidencePercent: '95',
      lateAfterDays: 0,
      rows: [],
    });
    expect(calibrationReport.parse(await done('GET', '/api/reports/calibration')).asOf).toBe(day);
    expect(await ask('GET', '/api/reports/calibration?by=colour')).toMatchObject({ status: 400 });
  });

  test('is refused with everything that is wrong with it, and where', async () => {
    const weights = structuredClone(document['weights']) as { sets: { sales: Record<string, string> } };
    weights.sets.sales['A1'] = '3';
    const wrong = { ...document, id: 'house', version: 2, points: 5, weights };
    const reply = await ask('PUT', `${policies}/house/2/proposal`, { document: wrong, why: 'x' }, analyst);
    const problems = z.object({ problems: z.array(z.object({ where: z.string(), text: z.string() })) });
    expect(reply.status).toBe(400);
    expect(problems.parse(reply.body).problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ where: 'document.points' }),
        {
          where: 'document.weights.sets.sales',
          text: 'The weights add up to 101; they have to add up to 100 (off by 1).',
        },
      ]),
    );
    const other = await ask('PUT', `${policies}/house/2/proposal`, { document, why: 'x' }, analyst);
    expect(other).toMatchObject({ status: 422, body: { code: 'same-id-other-content' } });
  });

  test('is published once when two publish it at the same moment through two servers', async () => {
    const next = { ...document, version: 2 };
    const path = `${policies}/house/2`;
    await done('PUT', `${path}/proposal`, { document: next, why: '第二版' }, analyst);
    const by = (url: string, who: string, why: string) =>
      asker(url)('PUT', path, { document: next, validFrom: '2026-04-01', why }, { by: who });
    const replies = await Promise.all([
      by(desk.url, 'approver-wang', '一'),
      by(second.url, 'director-liu', '二'),
      by(desk.url, 'approver-wang', '一'),
      by(second.url, 'director-liu', '二'),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 422, 422]);
    const published = (await desk.store.read('policy-scoring')).filter(({ type }) => type === 'PolicyVersionPublished');
    expect(published).toHaveLength(2);
  });
});
