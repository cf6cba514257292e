import { problemDetails } from '@app/contracts/problem-details';
import { whatIfAnswer } from '@app/contracts/what-if';
import { asker } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

const sheet = {
  inventory: '260',
  currentAssets: '700',
  totalAssets: '1000',
  currentLiabilities: '420',
  totalLiabilities: '520',
};
const answers = { A1: '5333', A2: '5335', A3: '3333', A4: '3335', A5: '5333', B1: '5333', B2: '3535', C1: '5333' };

describe('a what-if over an application', () => {
  let desk: RunningDesk;
  let ask: ReturnType<typeof asker>;
  beforeAll(async () => {
    desk = await startDesk({ now: () => new Date('2026-03-02T09:00:00+08:00') });
    ask = asker(desk.url);
    await ask('PUT', '/api/customers/C-1', { name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' });
    await ask('PUT', '/api/applications/A-1', { customerId: 'C-1', amount: '900000.00', termDays: 60 });
    await ask('PUT', '/api/applications/A-1/preliminary-review', { verdict: 'assess' });
  });
  afterAll(() => desk.stop());

  const whatIf = (changes: object, application = 'A-1') =>
    ask('POST', `/api/applications/${application}/what-if`, { changes });

  test('needs a statement, and says so', async () => {
    const { status, body } = await whatIf({ asked: '1.00' });
    expect([status, problemDetails.parse(body).code]).toEqual([422, 'nothing-to-assess']);
    await ask('PUT', '/api/customers/C-1/statements/2025', { unit: 'wan', balance: sheet });
    await ask('PUT', '/api/applications/A-1/answers', { answers });
  });

  test('shows grade and limit at once, with the answers of the draft and of the figures', async () => {
    const { status, body } = await whatIf({ asked: '20000', 'statements.2025.balance.currentLiabilities': '300' });
    expect(status).toBe(200);
    const { before, after, differences, changes, on } = whatIfAnswer.parse(body);
    expect(on).toBe('2026-03-02');
    expect(changes.map(({ path, from, to }) => [path, from, to])).toEqual([
      ['asked', '900000.00', '20000.00'],
      ['statements.2025.balance.currentLiabilities', '420', '300'],
    ]);
    expect(before.characteristic.systemAnswers?.length).toBeGreaterThan(30);
    expect(after.limit).toBe('20000.00');
    expect(differences).toMatchObject({ limit: { before: before.limit, after: '20000.00' } });
    expect(differences.answers).toContainEqual({ aspect: 'C3.1', before: 'fair', after: 'good' });
  });

  test('leaves the log as it was: no assessment, and the draft as it is', async () => {
    await desk.settle();
    const { body } = await ask('GET', '/api/applications/A-1');
    expect(body).toMatchObject({ stage: 'in-assessment' });
    expect(body).not.toHaveProperty('assessment');
    expect(await ask('GET', '/api/applications/A-1/explanation')).toMatchObject({ status: 422 });
  });

  test.each([
    ['en', /There is nothing to change at flags\.colour; there is: flags\.suedBySupplier/],
    ['zh', /没有可改变的项目 flags\.colour；此处可写：flags\.suedBySupplier/],
  ] as const)('says in %s which path leads nowhere, and what would be right', async (language, said) => {
    const question = { changes: { 'flags.colour': 'red' } };
    const { status, body } = await ask('POST', '/api/applications/A-1/what-if', question, { language });
    expect(status).toBe(422);
    const { problems } = problemDetails.parse(body);
    expect(problems).toMatchObject([{ code: 'what-if-path', where: 'flags.colour' }]);
    expect(problems[0]?.text).toMatch(said);
  });

  test('of an application that there is not is not found; a question without changes is no question', async () => {
    expect(await whatIf({}, 'A-404')).toMatchObject({ status: 404 });
    expect(await ask('POST', '/api/applications/A-1/what-if', {})).toMatchObject({ status: 400 });
  });
});
