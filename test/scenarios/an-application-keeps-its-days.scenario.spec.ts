import {
  answerDraft,
  applicationFile,
  applicationPage,
  issuedLetter,
  type ApplicationPage,
} from '@app/contracts/credit-application';
import { tickReply } from '@app/contracts/follow-up';
import { xay } from '@test/support/cli';
import { asker, type Asking } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';
import { exampleFile } from '@test/support/scoring-policy';

const example = exampleFile('assess-worked-example');
const sales: Asking = { by: 'sales-zhou' };
const li: Asking = { by: 'analyst-li' };
const wang: Asking = { by: 'analyst-wang' };
const pathOf = (application: string) => `/api/applications/${application}`;

// Two servers over one database. Each test goes on where the one before it ended.
describe('an application', () => {
  let day = '2026-03-02';
  const desks: RunningDesk[] = [];
  let asks: ReturnType<typeof asker>[] = [];
  const ask = (...asked: Parameters<ReturnType<typeof asker>>) => asks[0]!(...asked);
  const done = async (...asked: Parameters<typeof ask>) => {
    const { status, body } = await ask(...asked);
    expect({ asked, status, body }).toMatchObject({ status: 200 });
    return body;
  };
  const listed = async (filter = ''): Promise<ApplicationPage> => {
    for (const desk of desks) await desk.settle();
    return applicationPage.parse(await done('GET', `/api/applications?${filter}`));
  };
  const fileOf = async (application: string) => {
    for (const desk of desks) await desk.settle();
    return applicationFile.parse(await done('GET', pathOf(application)));
  };
  const idsOf = ({ rows }: ApplicationPage) => rows.map(({ applicationId }) => applicationId);
  const file = async (application: string, changes: object = {}) => {
    const asked = { customerId: 'C-1', amount: '1000000.00', termDays: 60, ...changes };
    await done('PUT', pathOf(application), asked, sales);
  };
  const toReport = async (application: string, assessmentId: string) => {
    await done('PUT', `${pathOf(application)}/assessment`, { assessmentId }, li);
    const report = { assessmentId, opinion: '经营稳定。', recommendation: 'approve-with-conditions' };
    await done('PUT', `${pathOf(application)}/report`, report, li);
  };

  beforeAll(async () => {
    const now = () => new Date(`${day}T23:30:00+08:00`);
    desks.push(await startDesk({ now }));
    desks.push(await startDesk({ now, databaseUrl: desks[0]!.databaseUrl }));
    asks = desks.map(({ url }) => asker(url));
    await done(
      'PUT',
      '/api/customers/C-1',
      { name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南', customerSince: '2018-05-01' },
      sales,
    );
    const { year, ...statement } = example.statements[0]!;
    await done('PUT', `/api/customers/C-1/statements/${String(year)}`, statement, li);
  });
  afterAll(async () => {
    for (const desk of [...desks].reverse()) await desk.stop();
  });

  test('is due by the days of its stage, and late from the day after', async () => {
    await file('A-1');
    day = '2026-03-03';
    await file('A-2');
    day = '2026-03-04';
    expect((await listed()).rows).toMatchObject([
      { applicationId: 'A-2', dueOn: '2026-03-05', lateDays: 0 },
      { applicationId: 'A-1', dueOn: '2026-03-04', lateDays: 0 },
    ]);
    expect(idsOf(await listed('late=true'))).toEqual([]);
    expect(idsOf(await listed('sort=due'))).toEqual(['A-1', 'A-2']);
    day = '2026-03-05';
    expect(await listed('late=true')).toMatchObject({ rows: [{ applicationId: 'A-1', lateDays: 1 }], total: 1 });
    expect(idsOf(await listed('late=false'))).toEqual(['A-2']);
  });

  test('is late at the terminal as well, by the day that it is there', async () => {
    const where = { DATABASE_URL: desks[0]!.databaseUrl };
    const { code, out } = await xay(['applications', '--late', '--json'], where);
    expect(code).toBe(0);
    expect(idsOf(applicationPage.parse(JSON.parse(out)))).toEqual(['A-1', 'A-2']);
    const human = await xay(['applications', '--late', '--size', '1'], where);
    expect(human).toMatchObject({ code: 0, err: '' });
    expect(human.out).toContain('Applications: page 1, 2 in all');
    expect(human.out).toMatch(/^A-1 +鑫旺农机 +鲁南 +filed +1,000,000\.00 +2026-03-04 +\d+$/m);
    expect(human.out).not.toContain('A-2');
  });

  test('documents how its draft is guarded', async () => {
    const { paths } = (await done('GET', '/api/openapi.json')) as { paths: Record<string, unknown> };
    const ifMatch = { name: 'if-match', in: 'header', required: false };
    const parameters = expect.arrayContaining([expect.objectContaining(ifMatch)]) as unknown;
    expect(paths['/api/applications/{applicationId}/answers']).toMatchObject({ get: {}, put: { parameters } });
    expect(paths['/api/applications/{applicationId}/overrules/{aspect}']).toMatchObject({
      put: { parameters },
      delete: { parameters, responses: { 200: { headers: { 'x-xay-position': {} } } } },
    });
  });

  test('tells the customer and the selling unit why it was refused', async () => {
    const without = await ask('GET', `${pathOf('A-2')}/letter`);
    expect(without).toMatchObject({ status: 404, body: { code: 'no-letter' } });
    for (const recorded of [['ApplicationRefusedAtReview', 'LetterIssued'], []])
      expect(
        await done(
          'PUT',
          `${pathOf('A-2')}/preliminary-review`,
          { verdict: 'refuse', reason: '区域已有经销商' },
          sales,
        ),
      ).toMatchObject({ recorded });
    for (const [lang, words] of [
      ['zh', '未能通过'],
      ['en', 'we cannot take the application further'],
    ] as const) {
      const told = issuedLetter.parse(await done('GET', `${pathOf('A-2')}/letter?lang=${lang}`));
      expect(told).toMatchObject({ about: 'refused-at-review', language: lang, by: 'sales-zhou', on: '2026-03-05' });
      expect(told.letter).toContain(words);
      expect(told.letter).toContain('区域已有经销商');
      expect(told.notice).toContain('鲁南');
    }
  });

  test('is answered by two analysts at once, on two servers, and nothing is lost', async () => {
    await done('PUT', `${pathOf('A-1')}/preliminary-review`, { verdict: 'assess' }, sales);
    const codes = Object.keys(example.answers);
    const halves = [codes.filter((_, index) => index % 2 === 0), codes.filter((_, index) => index % 2 === 1)];
    await Promise.all(
      halves.map(async (half, index) => {
        for (const code of half) {
          const body = { answers: { [code]: example.answers[code] } };
          const reply = await asks[index]!('PUT', `${pathOf('A-1')}/answers`, body, [li, wang][index]);
          expect(reply).toMatchObject({ status: 200, body: { recorded: ['AnswersRecorded'] } });
        }
      }),
    );
    const { body, headers } = await ask('GET', `${pathOf('A-1')}/answers`);
    const draft = answerDraft.parse(body);
    expect(draft.revision).toBe(codes.length);
    expect(headers.get('etag')).toBe(`"${codes.length}"`);
    const [mine, theirs] = halves.map((half) => half[0]!.split('.')[0]);
    expect(draft.given[`${mine}.1`]).toEqual({ by: 'analyst-li', on: '2026-03-05' });
    expect(draft.given[`${theirs}.1`]).toEqual({ by: 'analyst-wang', on: '2026-03-05' });
  });

  test('keeps an analyst from overwriting the other one unseen', async () => {
    const answers = `${pathOf('A-1')}/answers`;
    const seen = (await ask('GET', answers)).headers.get('etag')!;
    const unseen = await ask('PUT', answers, { answers: { 'A1.1': 'poor' } }, wang);
    expect(unseen).toMatchObject({ status: 428, body: { code: 'answer-unseen' } });
    const changed = await ask('PUT', answers, { answers: { 'A1.1': 'fair' } }, { ...li, ifMatch: seen });
    expect(changed.status).toBe(200);
    const stale = await ask(
      'PUT',
      answers,
      { answers: { 'A1.1': 'poor', 'A1.2': 'poor' } },
      { ...wang, ifMatch: seen },
    );
    expect(stale).toMatchObject({
      status: 412,
      body: {
        code: 'answer-changed-since',
        problems: [{ where: 'answers.A1.1', text: expect.stringContaining('analyst-li') as string }],
      },
    });
    const fresh = changed.headers.get('etag')!;
    expect((await ask('PUT', answers, { answers: { 'A1.1': 'good' } }, { ...wang, ifMatch: fresh })).status).toBe(200);
    expect(await ask('PUT', answers, { answers: { 'A1.1': 'good' } }, { ...wang, ifMatch: 'W/"1"' })).toMatchObject({
      status: 400,
      body: { problems: [{ code: 'draft-tag-malformed', where: 'header if-match' }] },
    });
  });

  test('lets one of two through who change the same answer at the same moment, having seen the same', async () => {
    const answers = `${pathOf('A-1')}/answers`;
    for (let round = 0; round < 8; round++) {
      const { body, headers } = await ask('GET', answers);
      const ifMatch = headers.get('etag')!;
      const now = answerDraft.parse(body).answers['B1.1'];
      // Two that change it: who says what is there already changes nothing.
      const said = ['good', 'fair', 'poor', 'none'].filter((answer) => answer !== now).slice(0, 2);
      const replies = await Promise.all(
        said.map((answer, n) =>
          asks[n]!('PUT', answers, { answers: { 'B1.1': answer } }, { ...[li, wang][n]!, ifMatch }),
        ),
      );
      const statuses = replies.map(({ status }) => status);
      expect([...statuses].sort()).toEqual([200, 412]);
      const { answers: kept } = answerDraft.parse(await done('GET', answers));
      expect(kept['B1.1']).toBe(said[statuses.indexOf(200)]);
    }
  });

  test('is overruled with a reason, and the overruling withdrawn', async () => {
    const overrule = `${pathOf('A-1')}/overrules/C3.1`;
    const body = { answer: 'fair', reason: '现场核实' };
    for (const recorded of [['OverruleGiven'], []])
      expect(await done('PUT', overrule, body, li)).toMatchObject({ recorded });
    const draft = answerDraft.parse(await done('GET', `${pathOf('A-1')}/answers`));
    expect(draft.overrules).toEqual({ 'C3.1': { ...body, by: 'analyst-li', on: '2026-03-05' } });
    expect(await ask('DELETE', overrule, undefined, wang)).toMatchObject({ status: 428 });
    for (const recorded of [['OverruleWithdrawn'], []])
      expect(await done('DELETE', overrule, undefined, li)).toMatchObject({ recorded });
  });

  test('is approved on conditions, by two where it has to be, and told so', async () => {
    await toReport('A-1', 'AS-1');
    const approval = { verdict: 'approve', limit: '500000.00', termDays: 60, conditions: '按月对账' };
    const { assessment } = await fileOf('A-1');
    const takesTwo = assessment?.result.secondApprover;
    expect(await done('PUT', `${pathOf('A-1')}/decision`, approval, { by: 'approver-qin' })).toMatchObject({
      recorded: takesTwo === true ? ['ApprovalProposed'] : ['ApplicationApproved', 'LetterIssued'],
    });
    if (takesTwo === true) {
      expect((await listed('stage=reported')).rows).toMatchObject([
        { applicationId: 'A-1', awaitsSecondApprover: true },
      ]);
      await done('PUT', `${pathOf('A-1')}/decision`, approval, { by: 'approver-zhao' });
    }
    const told = issuedLetter.parse(await done('GET', `${pathOf('A-1')}/letter?lang=zh`));
    expect(told).toMatchObject({ about: 'approved-with-conditions', templates: 'letters-standard@1' });
    expect(told.letter).toContain('1. 按月对账');
    expect(told.letter).toContain('500,000.00');
  });

  test('in force is to be assessed anew when its day has come: said once, by whichever server', async () => {
    const agreement = { agreementId: 'HT-1', validFrom: '2026-03-05', validTo: '2026-12-31' };
    await done('PUT', `${pathOf('A-1')}/agreement`, agreement, sales);
    const tick = async () => {
      for (const desk of desks) await desk.settle();
      const replies = await Promise.all(asks.map((one) => one('POST', '/api/follow-up/tick', {})));
      return replies.reduce((sum, { body }) => sum + tickReply.parse(body).reassessmentsDue, 0);
    };
    day = '2026-11-15';
    expect(await tick()).toBe(0);
    day = '2026-11-16';
    expect(await tick()).toBe(1);
    expect(await tick()).toBe(0);
    expect(await listed('reassessment=true')).toMatchObject({
      rows: [{ applicationId: 'A-1', reassessFrom: '2026-11-16' }],
    });
    expect((await fileOf('A-1')).reassessments).toEqual([
      { because: 'agreement-ends', evidence: 'HT-1', dueOn: '2026-11-16', on: '2026-11-16' },
    ]);
  });

  test('is renewed from its answers, and waits for a reassessment no longer', async () => {
    await file('A-3', { renews: 'A-1' });
    expect(idsOf(await listed('reassessment=true'))).toEqual([]);
    const renewal = await fileOf('A-3');
    const former = await fileOf('A-1');
    expect(renewal).toMatchObject({ renews: 'A-1', answered: former.answered, answers: former.answers });
    expect(renewal.given['A1.1']).toEqual({ by: 'sales-zhou', on: '2026-11-16', carriedOverFrom: 'A-1' });
    const stranger = await ask(
      'PUT',
      pathOf('A-4'),
      { customerId: 'C-1', amount: '1.00', termDays: 1, renews: 'A-3' },
      sales,
    );
    expect(stranger).toMatchObject({ status: 422, body: { code: 'renewal-of-unsigned' } });
  });
});
