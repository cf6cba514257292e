import { createConnection, createServer } from 'node:net';
import { pipeline } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@app/kernel/problem';
import { connect } from '@app/postgres/connect';
import { freePort } from '@app/postgres/embedded/start';
import { openDatabase } from '@app/postgres/open-database';
import { refuseOld } from '@app/postgres/open-external';

const problemOf = async (opening: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Problem ? { code: error.code, facts: error.facts } : error;
};

describe('a database server that others run', () => {
  it('is waited for, and given up after the named time, with its host and without its password', async () => {
    const said: string[] = [];
    const host = `127.0.0.1:${await freePort()}`;
    const url = `postgres://xay:secret@${host}/xay`;
    const begun = performance.now();
    const opening = openDatabase({ url, dataDir: '', role: 'server', waitMs: 2000, log: (line) => said.push(line) });
    expect(await problemOf(opening)).toEqual({ code: 'database-down', facts: { host, seconds: 2 } });
    expect(performance.now() - begun).toBeGreaterThan(1000);
    expect(said).toEqual([expect.stringContaining(host)]);
    expect(said.join()).not.toContain('secret');
  });

  it('is used as soon as it answers, and left running', async () => {
    const url = process.env['XAY_TEST_DATABASE_URL']!;
    const opened = await openDatabase({ url, dataDir: '', role: 'server', log: () => undefined });
    expect(opened).toMatchObject({ url, embedded: false, owner: false });
    await opened.close();
    const sql = connect(url, { connectionsMax: 1 });
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
    await sql.end();
  });

  it('that comes up while it is waited for is taken', async () => {
    const there = new URL(process.env['XAY_TEST_DATABASE_URL']!);
    const late = new URL(there);
    late.port = String(await freePort());
    const said: string[] = [];
    const opening = openDatabase({ url: late.href, dataDir: '', role: 'server', log: (line) => said.push(line) });
    while (said.length === 0) await sleep(20);
    const door = createServer((socket) => {
      const onward = createConnection(Number(there.port), there.hostname);
      pipeline(socket, onward, socket, () => undefined);
    });
    door.listen(Number(late.port), '127.0.0.1');
    expect((await opening).url).toBe(late.href);
    door.close();
  });

  it('that refuses the password, lacks the database, or has no address that can be read, is not waited for', async () => {
    const open = (url: string) => openDatabase({ url, dataDir: '', role: 'server', log: () => undefined });
    const wrong = new URL(process.env['XAY_TEST_DATABASE_URL']!);
    wrong.password = 'wrong';
    expect(await problemOf(open(wrong.href))).toMatchObject({ code: 'database-refuses', facts: { reason: '28P01' } });
    const missing = new URL(process.env['XAY_TEST_DATABASE_URL']!);
    missing.pathname = '/nowhere';
    expect(await problemOf(open(missing.href))).toMatchObject({ code: 'database-refuses', facts: { reason: '3D000' } });
    expect(await problemOf(open('postgres://[nonsense'))).toMatchObject({ code: 'database-refuses' });
  });

  it.each([
    [150_000, undefined],
    [140_012, { code: 'database-too-old', facts: { version: '14.12' } }],
  ])('of version %i is judged', async (version, problem) => {
    expect(await problemOf(Promise.resolve(version).then(refuseOld))).toEqual(problem);
  });
});
