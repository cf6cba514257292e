import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStore, EventStoreError } from '@app/event-store/event-store';
import { openEventStoreDb } from '@app/event-store/eventstoredb-store';
import { selfSigned } from '@test/support/certificate';
import { repository } from '@test/support/database-process';
import { type DoubleOptions, EventStoreDbDouble } from '@test/support/eventstoredb-double/double';
import { until } from '@test/support/until';
import { errorOf, idsOf, made, observe } from './contract-material';

const PASSWORD = 'Geheim%2F42-%C3%BC';
const users = { desk: decodeURIComponent(PASSWORD) };

describe('the way to EventStoreDB', () => {
  const tls = selfSigned();
  let folder: string;
  let ca: string;
  let doubles: EventStoreDbDouble[] = [];
  let stores: EventStore[] = [];
  const started = async (options: DoubleOptions = {}): Promise<EventStoreDbDouble> => {
    const double = await new EventStoreDbDouble(options).start();
    doubles.push(double);
    return double;
  };
  const open = (url: string): EventStore => {
    const store = openEventStoreDb({ url, now: () => new Date() });
    stores.push(store);
    return store;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xay-esdb-'));
    ca = join(folder, 'ca.pem');
    writeFileSync(ca, tls.certificate);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    for (const double of doubles) double.crash();
    [doubles, stores] = [[], []];
  });

  it('is encrypted and signed in to, with every call', async () => {
    const double = await started({ tls, users });
    const store = open(`esdb://desk:${PASSWORD}@127.0.0.1:${double.port}?tlsCAFile=${encodeURIComponent(ca)}`);
    const event = made();
    await store.append('credit-1', [event], { expected: 'no_stream' });
    expect(idsOf(await store.readAll())).toEqual([event.id]);
    const { seen, subscription } = observe(store);
    await until(() => seen.length === 1);
    await subscription.stop();
    expect(new Set(double.calls.map(({ rpc }) => rpc))).toEqual(new Set(['append', 'read', 'subscribe']));
    for (const { authorization } of double.calls)
      expect(authorization).toBe(`Basic ${Buffer.from(`desk:${users.desk}`).toString('base64')}`);
  });

  it('is not taken with a certificate that nobody vouches for', async () => {
    const double = await started({ tls, users });
    const store = open(`esdb://desk:${PASSWORD}@127.0.0.1:${double.port}`);
    const error = await errorOf(store.append('credit-1', [made()], { expected: 'any', timeoutMs: 2_000 }));
    expect(error.about.retryable).toBe(true);
    expect(double.calls).toEqual([]);
  });

  it('46 is denied to the wrong password, and it is no use to retry', async () => {
    const double = await started({ tls, users });
    const store = open(`esdb://desk:wrong@127.0.0.1:${double.port}?tlsCAFile=${encodeURIComponent(ca)}`);
    const calls = [
      () => store.append('credit-1', [made()], { expected: 'no_stream' }),
      () => store.append('credit-1', [made()], { expected: 'any' }),
      () => store.read('credit-1'),
      () => store.readAll(),
      () => store.head(),
    ];
    for (const call of calls)
      expect(await errorOf(call())).toMatchObject({
        code: 'denied',
        about: { outcome: 'not_applied', retryable: false },
      });
    expect(double.log.all).toEqual([]);
  });

  it.each([
    ['one that asks its seeds', (ports: number[]) => `esdb://${ports.map((port) => `127.0.0.1:${port}`).join(',')}`],
    ['one that is found by a name', ([port]: number[]) => `esdb+discover://127.0.0.1:${port}`],
  ])(
    '53 to a cluster, %s, fails while all are down, and is found by the same object when they are up',
    async (_, urlOf) => {
      const [leader, follower] = [await started(), await started()];
      follower.leaderPort = leader.port;
      leader.crash();
      follower.crash();
      const settings = '?tls=false&maxDiscoverAttempts=2&discoveryInterval=20&gossipTimeout=1';
      const store = open(`${urlOf([follower.port, leader.port])}${settings}`);
      const event = made();
      for (const call of [
        () => store.append('credit-1', [event], { expected: 'no_stream', timeoutMs: 3_000 }),
        () => store.readAll({ timeoutMs: 3_000 }),
      ])
        expect(await errorOf(call())).toMatchObject({ code: 'unavailable', about: { retryable: true } });
      await leader.restart();
      await follower.restart();
      await until(async () => {
        try {
          return (await store.append('credit-1', [event], { expected: 'no_stream' })).revision === 0;
        } catch (error) {
          if (error instanceof EventStoreError && error.about.retryable) return false;
          throw error;
        }
      });
      expect(leader.log.all).toHaveLength(1);
      expect(follower.log.all).toEqual([]);
    },
  );

  it('53 leads to the new leader of a cluster when the old one has gone deaf', async () => {
    const [old, next] = [await started(), await started()];
    next.leaderPort = old.port;
    const seeds = `127.0.0.1:${old.port},127.0.0.1:${next.port}`;
    const store = open(`esdb://${seeds}?tls=false&maxDiscoverAttempts=2&discoveryInterval=20&gossipTimeout=1`);
    await store.append('credit-1', [made()], { expected: 'no_stream' });
    [old.leaderPort, next.leaderPort] = [next.port, undefined];
    for (let n = 0; n < 3; n++) old.faults.add({ rpc: 'append', at: 'before', does: 'hang' });
    const event = made();
    const late = await errorOf(store.append('credit-2', [event], { expected: 'no_stream', timeoutMs: 300 }));
    expect(late).toMatchObject({ code: 'timeout', about: { outcome: 'unknown' } });
    await store.append('credit-2', [event], { expected: 'no_stream', timeoutMs: 300 });
    expect(idsOf(next.log.events('credit-2'))).toEqual([event.id]);
  });

  it('ends in time when whoever answers there never says a word', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => resolve((silent.address() as { port: number }).port));
    });
    const store = open(`esdb://127.0.0.1:${port}?tls=false`);
    const [start, timeoutMs] = [performance.now(), 400];
    expect(await errorOf(store.read('credit-1', { timeoutMs }))).toMatchObject({ code: 'timeout' });
    expect(await errorOf(store.append('credit-1', [made()], { expected: 'any', timeoutMs }))).toMatchObject({
      about: { retryable: true },
    });
    expect(performance.now() - start).toBeLessThan(3_000);
    silent.close();
    for (const socket of sockets) socket.destroy();
  });

  const SECRET = 'hunter2-and-more';
  it.each([
    ['something else', `http://desk:${SECRET}@127.0.0.1`],
    ['a host that is none', `esdb://desk:${SECRET}@127.0.0.1:99999`],
    ['a setting that is not known', `esdb://desk:${SECRET}@127.0.0.1?colour=red`],
    ['a certificate that is not looked at', `esdb://desk:${SECRET}@127.0.0.1?tlsVerifyCert=false`],
    ['a number that is none', `esdb://desk:${SECRET}@127.0.0.1?keepAliveInterval=often`],
    ['a password that is not encoded', `esdb://desk:${SECRET}%zz@127.0.0.1`],
    ['a user without a password', `esdb://${SECRET}@127.0.0.1?tls=true`],
    ['nobody, over TLS', 'esdb://127.0.0.1'],
    ['a file that is not there', `esdb://desk:${SECRET}@127.0.0.1?tlsCAFile=/nowhere/ca.pem`],
  ])('is refused with %s, without a word of the password', (_, url) => {
    let told: unknown;
    try {
      open(url);
    } catch (error) {
      told = error;
    }
    expect(told).toMatchObject({ code: 'invalid' });
    expect(JSON.stringify(told) + String((told as Error).stack)).not.toContain(SECRET);
  });

  /** As the application runs, with everything that the client can be made to say. */
  const saidBy = async (url: string): Promise<{ code: number | null; said: string }> => {
    const child = spawn(process.execPath, [join(repository, 'test/support/eventstoredb-child.cjs'), repository], {
      env: { ...process.env, EVENTSTORE_URL: url, DEBUG: 'esdb:*' },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => {
        said += data.toString();
      });
    const stuck = setTimeout(() => child.kill('SIGKILL'), 15_000);
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    clearTimeout(stuck);
    return { code, said };
  };

  it.each([
    ['a user who may', PASSWORD, 'read back'],
    ['one who may not', 'Geheim-falsch', 'denied'],
  ])(
    'lets the process end, and prints no password of %s, whatever the client is told to say',
    async (_, password, end) => {
      const double = await started({ tls, users });
      const { code, said } = await saidBy(
        `esdb://desk:${password}@127.0.0.1:${double.port}?tlsCAFile=${encodeURIComponent(ca)}`,
      );
      expect(said).toContain(end);
      expect(said).toContain('esdb:');
      expect(code).toBe(0);
      const plain = decodeURIComponent(password);
      for (const secret of [password, plain, Buffer.from(`desk:${plain}`).toString('base64')])
        expect(said).not.toContain(secret);
    },
    30_000,
  );
});
