import { z } from 'zod';
import { problemDetails, type ProblemDetails } from '@app/contracts/problem-details';
import { asker, type Asking } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

const details = { name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' };
const balanced = {
  unit: 'wan',
  balance: {
    inventory: '260',
    currentAssets: '700',
    totalAssets: '1000',
    currentLiabilities: '420',
    totalLiabilities: '520',
    equity: '480',
  },
};

describe('bad input', () => {
  let desk: RunningDesk;
  let ask: ReturnType<typeof asker>;

  beforeAll(async () => {
    desk = await startDesk({ now: () => new Date('2026-03-02T09:00:00+08:00') });
    ask = asker(desk.url);
    await ask('PUT', '/api/customers/C-1', details);
    await ask('PUT', '/api/customers/C-1/invoices/F-1', {
      amount: '100.00',
      invoiceDate: '2026-03-01',
      dueDate: '2026-03-31',
    });
  });
  afterAll(() => desk.stop());

  const refused = async (status: number, ...asked: Parameters<typeof ask>): Promise<ProblemDetails> => {
    const reply = await ask(...asked);
    expect({ status: reply.status, body: reply.body }).toMatchObject({ status });
    expect(reply.headers.get('content-type')).toMatch('application/problem+json');
    const problem = problemDetails.parse(reply.body);
    expect(JSON.stringify(problem)).not.toMatch(/\bat .*\.ts|node_modules|Error:/);
    return problem;
  };
  const invoice = '/api/customers/C-1/invoices/F-2';
  const good = { amount: '1.00', invoiceDate: '2026-03-01', dueDate: '2026-03-31' };

  test.each<[string, string, object, string, string]>([
    ['a negative amount', invoice, { ...good, amount: '-1.00' }, 'amount', 'amount-not-positive'],
    ['an amount of zero', invoice, { ...good, amount: '0.00' }, 'amount', 'amount-not-positive'],
    ['an amount with three decimals', invoice, { ...good, amount: '1.005' }, 'amount', 'amount-decimals'],
    ['an amount that is a number', invoice, { ...good, amount: 1 }, 'amount', 'invalid_type'],
    ['a date in another format', invoice, { ...good, dueDate: '3/31/2026' }, 'dueDate', 'no-such-date'],
    ['a day that does not exist', invoice, { ...good, dueDate: '2026-02-30' }, 'dueDate', 'no-such-date'],
    ['a field that nobody asked for', invoice, { ...good, colour: 'red' }, '', 'unrecognized_keys'],
    [
      'a credit code with a wrong check character',
      '/api/customers/C-2',
      { ...details, creditCode: '91350100M000100Y44' },
      'creditCode',
      'credit-code-check',
    ],
  ])('%s is told where and what would be right', async (_, path, body, where, code) => {
    for (const language of ['en', 'zh'] as const) {
      const { problems } = await refused(400, 'PUT', path, body, { language });
      expect(problems.map((problem) => [problem.where ?? '', problem.code])).toEqual([[where, code]]);
      expect(/\p{Script=Han}/u.test(problems[0]!.text)).toBe(language === 'zh');
    }
  });

  test.each<[string, string, string, string, Asking]>([
    ['malformed JSON', 'PUT', invoice, 'malformed-json', { raw: '{"amount": "1.00",' }],
    ['an empty body', 'PUT', invoice, 'malformed-request', { raw: '' }],
    ['a body that is not JSON', 'PUT', invoice, 'unsupported-media-type', { raw: 'a=1', type: 'text/csv' }],
    ['a body beyond all measure', 'PUT', invoice, 'too-large', { raw: `{"amount":"${'9'.repeat(300_000)}"}` }],
  ])('%s has a sentence of its own', async (_, method, path, code, asking) => {
    const reply = await ask(method as 'PUT', path, undefined, asking);
    const problem = problemDetails.parse(reply.body);
    expect(problem.status).toBeLessThan(500);
    expect([code, 'malformed-json']).toContain(problem.code);
  });

  test.each([
    ['customer', '/api/customers/C-404', 'unknown-customer'],
    ['application', '/api/applications/A-404', 'unknown-application'],
    ['address', '/api/nowhere', 'unknown-route'],
  ])('an unknown %s is not found', async (_, path, code) => {
    expect(await refused(404, 'GET', path)).toMatchObject({ code });
  });

  test('an invoice of an unknown customer is refused', async () => {
    expect(await refused(404, 'PUT', '/api/customers/C-404/invoices/F-9', good)).toMatchObject({
      code: 'unknown-customer',
    });
  });

  test('a balance sheet that does not balance is told both figures', async () => {
    const statement = { ...balanced, balance: { ...balanced.balance, equity: '470' } };
    const problem = await refused(422, 'PUT', '/api/customers/C-1/statements/2025', statement);
    expect(problem).toMatchObject({ code: 'statement-contradicts-itself' });
    expect(problem.problems[0]!.text).toMatch(/1000.*990/);
  });

  test('zero denominators give a reason, not a crash', async () => {
    await ask('PUT', '/api/customers/C-3', { ...details, name: '无债农机' });
    const none = { ...balanced.balance, currentLiabilities: '0', totalLiabilities: '0', equity: '1000' };
    await ask('PUT', '/api/customers/C-3/statements/2025', { unit: 'wan', balance: none });
    await ask('PUT', '/api/applications/A-3', { customerId: 'C-3', amount: '1000.00', termDays: 30 });
    await ask('PUT', '/api/applications/A-3/preliminary-review', { verdict: 'assess' });
    expect(await ask('PUT', '/api/applications/A-3/assessment', { assessmentId: 'P-3' })).toMatchObject({
      status: 200,
    });
    await desk.settle();
    const { body } = await ask('GET', '/api/applications/A-3');
    const { assessment } = z
      .object({ assessment: z.object({ result: z.object({ outcome: z.string() }) }) })
      .parse(body);
    expect(assessment.result.outcome).not.toBe('graded');
  });

  test('the same id with other content is refused, and with the same content is not', async () => {
    const first = { amount: '100.00', invoiceDate: '2026-03-01', dueDate: '2026-03-31' };
    expect(await ask('PUT', '/api/customers/C-1/invoices/F-1', first)).toMatchObject({ body: { recorded: [] } });
    const other = { ...first, amount: '100.01' };
    expect(await refused(422, 'PUT', '/api/customers/C-1/invoices/F-1', other)).toMatchObject({
      code: 'same-id-other-content',
    });
  });

  test('nothing of all this was written', async () => {
    await desk.settle();
    expect(await ask('GET', '/api/aging')).toMatchObject({ body: { invoices: 1, receivables: '100.00' } });
    expect(await ask('GET', '/api/customers')).toMatchObject({ body: { total: 2 } });
    expect(await ask('GET', '/health')).toMatchObject({ body: { status: 'ok' } });
  });

  test('every route is described well enough to be called', async () => {
    const { body } = await ask('GET', '/api/openapi.json');
    const operation = z.object({
      parameters: z.array(z.object({ name: z.string(), in: z.string() })).default([]),
      requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.object({}) })) }).optional(),
      responses: z.record(
        z.string(),
        z.object({ content: z.record(z.string(), z.object({ schema: z.object({}) })).optional() }),
      ),
    });
    const { paths } = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) }).parse(body);
    expect(Object.keys(paths).length).toBeGreaterThanOrEqual(28);
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { parameters, requestBody, responses }] of Object.entries(methods)) {
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const documented = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        expect({ path, method, documented: documented.sort() }).toEqual({ path, method, documented: named.sort() });
        expect({ path, method, answers: responses['200']?.content !== undefined }).toEqual({
          path,
          method,
          answers: true,
        });
        if (method === 'put' && !/release$/.test(path))
          expect({ path, body: requestBody !== undefined }).toEqual({ path, body: true });
      }
  });
});
