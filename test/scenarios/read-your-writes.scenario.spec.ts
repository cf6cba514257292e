import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { accepted } from '@app/contracts/credit-account';
import { customerFile } from '@app/contracts/customer';
import { problemDetails } from '@app/contracts/problem-details';
import { asker, type Asking, type Reply } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

/** The wait, and what a busy machine takes on top of it. */
const BOUNDED_MS = 9_000;
const sales: Asking = { by: 'sales-zhao' };
const tokenOf = ({ headers }: Reply): string => z.string().min(1).max(64).parse(headers.get('x-xay-position'));
const problemIn = ({ status, headers, body }: Reply) => {
  expect(headers.get('content-type')).toContain('application/problem+json');
  return { status, ...problemDetails.pick({ code: true, title: true, problems: true }).parse(body) };
};
const timed = async <Result>(asked: Promise<Result>): Promise<readonly [Result, number]> => {
  const begun = performance.now();
  return [await asked, performance.now() - begun];
};
const registration = (name: string) => ({ name, creditCode: '91350100M000100Y43', sellingUnit: '东北' });

describe('what somebody has written', () => {
  let desk: RunningDesk;
  let ask: ReturnType<typeof asker>;
  beforeAll(async () => {
    desk = await startDesk();
    ask = asker(desk.url);
  });
  afterAll(() => desk.stop());

  const register = async (id: string, name = `name of ${id}`): Promise<Reply> => {
    const reply = await ask('PUT', `/api/customers/${id}`, registration(name), sales);
    expect(reply).toMatchObject({ status: 200 });
    return reply;
  };
  const look = (id: string, after: string, at = ask): Promise<Reply> =>
    at('GET', `/api/customers/${id}`, undefined, { after });

  test('is in the next answer, every time, when the token of the write comes along', async () => {
    for (let n = 0; n < 30; n++) {
      const token = tokenOf(await register(`C-${n}`));
      const { status, body } = await look(`C-${n}`, token);
      expect({ status, name: status === 200 ? customerFile.parse(body).name : body }).toEqual({
        status: 200,
        name: `name of C-${n}`,
      });
    }
  });

  test('is in the answer of another server over the same log as well', async () => {
    const other = await startDesk({ databaseUrl: desk.databaseUrl });
    try {
      const askOther = asker(other.url);
      for (let n = 0; n < 10; n++) {
        expect(await look(`E-${n}`, tokenOf(await register(`E-${n}`)), askOther)).toMatchObject({ status: 200 });
        const there = await askOther('PUT', `/api/customers/F-${n}`, registration(`F-${n}`), sales);
        expect(await look(`F-${n}`, tokenOf(there))).toMatchObject({ status: 200 });
      }
    } finally {
      await other.stop();
    }
  });

  test('is answered with the token of what is there when it is sent again', async () => {
    const first = tokenOf(await register('C-again'));
    expect(tokenOf(await register('C-again'))).toBe(first);
    await register('C-in-between');
    expect(tokenOf(await register('C-again'))).toBe(first);
  });

  test('has a token of its own, not the end of the log, and a refusal has one too', async () => {
    const customer = tokenOf(await register('C-ship'));
    const refused = await ask('PUT', '/api/customers/C-ship/shipments/S-1/authorisation', { amount: '10.00' }, sales);
    expect(refused.body).toMatchObject({ decision: 'refused' });
    expect(desk.store.compare(tokenOf(refused), customer)).toBeGreaterThan(0);
    const [stored] = (await desk.store.read('creditAccount-C-ship')).slice(-1);
    expect(tokenOf(refused)).toBe(stored?.position);
  });

  test('has the position of the log when no command was asked for it', async () => {
    await desk.settle();
    const head = await desk.store.head();
    expect(tokenOf(await ask('POST', '/api/follow-up/tick', {}))).toBe(head);
    expect(tokenOf(await ask('POST', '/api/demo'))).toBe(head);
  });

  test('has a token of its own among many on one account at the same time, resends among them', async () => {
    await register('C-many');
    const invoice = { amount: '10.00', invoiceDate: '2026-01-05', dueDate: '2026-03-05' };
    const record = (n: number) => ask('PUT', `/api/customers/C-many/invoices/R-${n}`, invoice, sales);
    const replies = await Promise.all(Array.from({ length: 40 }, (_, n) => record(n % 25)));
    const stored = await desk.store.read('creditAccount-C-many');
    expect(stored).toHaveLength(25);
    for (const reply of replies) {
      expect(reply.status).toBe(200);
      const { revision } = accepted.parse(reply.body);
      expect(tokenOf(reply)).toBe(stored[revision]?.position);
    }
  });

  test('has no token when it was not written', async () => {
    const { status, headers } = await ask('PUT', '/api/customers/C-none/payments/P-1', { amount: '10.00' }, sales);
    expect({ status, token: headers.get('x-xay-position') }).toEqual({ status: 404, token: null });
  });

  test.each(['nonsense', '-1', '1.5', '16,16', '0x10', '9'.repeat(65), '%00', "1' or '1", '1n'])(
    'is not waited for by a token that makes none: %s',
    async (after) => {
      for (const [language, words] of [
        ['en', 'is no position token of this server'],
        ['zh', '不是本服务给出的位置标记'],
      ] as const) {
        const told = problemIn(await ask('GET', '/api/customers', undefined, { after, language }));
        expect(told).toMatchObject({ status: 400, code: 'malformed-request' });
        expect(told.problems).toEqual([
          { code: 'position-malformed', text: expect.stringContaining(words) as string, where: 'header x-xay-after' },
        ]);
        expect(told.problems[0]!.text).toContain(after.slice(0, 40));
      }
    },
  );

  test('from far in the future is waited for only so long, by as many as like, while the server goes on working', async () => {
    const after = '9999999999999999';
    const languages = Array.from({ length: 60 }, (_, n) => (n === 0 ? 'zh' : 'en'));
    const wait = (language: 'zh' | 'en') => timed(ask('GET', '/api/customers', undefined, { after, language }));
    const waiting = Promise.all(languages.map(wait));
    const [reply, ms] = await timed(register('C-meanwhile'));
    expect(await look('C-meanwhile', tokenOf(reply))).toMatchObject({ status: 200 });
    expect(ms).toBeLessThan(2_000);
    const replies = await waiting;
    for (const [told, waited] of replies) {
      expect(problemIn(told)).toMatchObject({ status: 503, code: 'not-visible-yet' });
      expect(told.headers.get('retry-after')).toBe('2');
      expect(waited).toBeLessThan(BOUNDED_MS);
    }
    expect(problemIn(replies[0]![0]).title).toContain('等待 5 秒后');
    expect(problemIn(replies[1]![0]).title).toContain('After 5 s');
  });

  test.each(['/api/customers/C-0/shipment-check?amount=1.00', '/api/policies/check', '/api/demo', '/health'])(
    'is never waited for by %s, which is always up to date',
    async (path) => {
      const [{ status }, ms] = await timed(ask('GET', path, undefined, { after: '9999999999999999' }));
      expect({ status, quick: ms < 3_000 }).toEqual({ status: 200, quick: true });
    },
  );

  test('and how to ask for it is in the description of the API', async () => {
    type Operation = Readonly<{ parameters?: { name: string }[]; responses: Record<string, { headers?: object }> }>;
    const { body } = await ask('GET', '/api/openapi.json');
    const { paths } = body as { paths: Record<string, Record<string, Operation>> };
    const reads = Object.entries(paths).filter(([, { get }]) =>
      get?.parameters?.some(({ name }) => name === 'x-xay-after'),
    );
    expect(reads.map(([path]) => path)).toContain('/api/customers/{customerId}');
    expect(reads.map(([path]) => path)).not.toContain('/health');
    const writes = Object.values(paths).flatMap(({ put, post }) => [put, post].filter((each) => each !== undefined));
    expect(writes.length).toBeGreaterThan(15);
    for (const { responses } of writes) expect(responses['200']?.headers).toHaveProperty('x-xay-position');
  });

  test('does not become visible while a read model is stopped, and the answer says so instead of failing', async () => {
    const poison = { id: randomUUID(), type: 'NonsenseHappened', data: {}, metadata: { by: 'spec' } };
    const before = tokenOf(await register('C-before'));
    expect(await look('C-before', before)).toMatchObject({ status: 200 });
    await desk.store.append('customer-C-before', [poison], { expected: 'any' });
    const token = tokenOf(await register('C-behind'));
    const [reply, ms] = await timed(look('C-behind', token));
    expect(problemIn(reply)).toMatchObject({ status: 503, code: 'not-visible-yet' });
    expect(ms).toBeLessThan(BOUNDED_MS);
    // What was visible before stays so, with its own token and without any.
    expect(await look('C-before', before)).toMatchObject({ status: 200 });
    expect(await ask('GET', '/api/customers')).toMatchObject({ status: 200 });
  });
});
