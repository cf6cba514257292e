import { randomUUID } from 'node:crypto';
import { problemDetails } from '@app/contracts/problem-details';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

describe('an odd request', () => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(() => desk.stop());

  const asked = async (path: string, init: RequestInit = {}) => {
    const reply = await fetch(`${desk.url}${path}`, init);
    return {
      status: reply.status,
      type: reply.headers.get('content-type'),
      body: problemDetails.parse(await reply.json()),
    };
  };

  test.each([
    ['a bare percent sign', '/api/customers/%', 400, 'malformed-request'],
    ['a byte that is no text', '/api/customers/%ff', 400, 'malformed-request'],
    ['an id without end', `/api/customers/${'a'.repeat(201)}`, 404, 'unknown-route'],
  ])('to an address with %s gets problem details', async (_, path, status, code) => {
    expect(await asked(path)).toMatchObject({
      status,
      type: 'application/problem+json; charset=utf-8',
      body: { status, code },
    });
  });

  test.each(['/health/live', '/api/customers/C-none', '/nowhere', '/api/customers?limit=nonsense'])(
    'is answered under the same rules for browsers as any other: %s',
    async (path) => {
      const { headers } = await fetch(`${desk.url}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      for (const rule of ["default-src 'self'", "script-src 'self';", "frame-ancestors 'none'", "object-src 'none'"])
        expect(policy).toContain(rule);
      expect(policy).not.toContain('upgrade-insecure-requests');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toBeNull();
    },
  );

  test.each([
    ['en;q=0,zh', 'zh'],
    ['zh;q=0.1,en;q=0.9', 'en'],
    ['fr-FR,en-US;q=0.5', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['french', 'zh'],
    [';;,q=,', 'zh'],
  ])('is answered in the language that it weighs most: %s', async (accepted, language) => {
    const { body } = await asked('/api/customers/C-none', { headers: { 'accept-language': accepted } });
    expect(/\p{Script=Han}/u.test(body.title)).toBe(language === 'zh');
  });

  test.each(['cross-site', 'same-site'])('that a page of another site sends is not taken: %s', async (site) => {
    const form = { method: 'POST', headers: { 'sec-fetch-site': site } };
    expect(await asked('/api/demo', form)).toMatchObject({ status: 403, body: { code: 'from-another-site' } });
  });

  test.each(['same-origin', 'none'])('is taken from the page itself: %s', async (site) => {
    const reply = await fetch(`${desk.url}/api/follow-up/tick`, {
      method: 'POST',
      headers: { 'sec-fetch-site': site, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(reply.status).toBe(200);
  });

  // The last one, because the read models stop at such an event.
  test.each(['en', 'zh'])(
    'that meets an event of a newer program is told so in %s, and which event it is',
    async (language) => {
      const stream = `customer-C-${language}`;
      const event = {
        id: randomUUID(),
        type: 'CustomerRegistered',
        data: {},
        metadata: { by: 'spec', ...{ version: 99 } },
      };
      await desk.store.append(stream, [event], { expected: 'no_stream' });
      const { status, body } = await asked(`/api/customers/C-${language}/statements/2025`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'accept-language': language },
        body: JSON.stringify({
          unit: 'yuan',
          balance: {
            inventory: '1',
            currentAssets: '2',
            totalAssets: '3',
            currentLiabilities: '1',
            totalLiabilities: '1',
          },
        }),
      });
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'event-too-new' });
      for (const fact of [stream, 'CustomerRegistered', '99', '1']) expect(body.title).toContain(fact);
    },
  );
});
