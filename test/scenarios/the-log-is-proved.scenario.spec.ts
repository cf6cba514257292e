import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@app/postgres/connect';
import { complaintOf, xay, type CliRun } from '@test/support/cli';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

const pair = generateKeyPairSync('ed25519');
const privatePem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();

let folder: string;
let database: ScratchDatabase;
let keyFile: string;
const file = (name: string): string => join(folder, name);
const run = (args: readonly string[], environment: Record<string, string> = {}): Promise<CliRun> =>
  xay(args, { DATABASE_URL: database.url, ...environment });
const signed = (...args: string[]): Promise<CliRun> => run(args, { XAY_SEAL_KEY_FILE: keyFile });
const onDatabase = async (statement: string): Promise<void> => {
  const sql = connect(database.url, { connectionsMax: 1 });
  await sql.unsafe(statement);
  await sql.end();
};

const imported = [
  'import',
  'invoices',
  'config/examples/invoices.csv',
  '--mapping',
  'config/examples/invoices-mapping.json',
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xay-proof-'));
  keyFile = file('key.pem');
  writeFileSync(keyFile, privatePem);
  database = await scratchDatabase();
  await run([...imported, '--date-format', 'YYYY/M/D', '--take-good']);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('an exported root', () => {
  test('is signed and proves that the log still holds what it covers', async () => {
    expect(await signed('verify', '--export-root', file('root.json'))).toMatchObject({ code: 0 });
    await run(['tick']);
    const later = await run(['verify', '--root', file('root.json')], {
      XAY_SEAL_PUBLIC_KEY: publicPem.replaceAll('\n', '\\n'),
    });
    expect(later.code).toBe(0);
    expect(later.out).toMatch(/^The log still holds the \d+ events .*\(signed with the key of this installation\)$/m);
    const { out } = await run(['verify', '--root', file('root.json'), '--lang', 'zh']);
    expect(out).toMatch(/日志仍完整包含.*由文件所附密钥签名/);
  });

  test('that was changed is told as such', async () => {
    const root = JSON.parse(readFileSync(file('root.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(file('changed.json'), JSON.stringify({ ...root, events: 3 }));
    const said = complaintOf(await run(['verify', '--root', file('changed.json')]));
    expect(said).toMatch(/has no signature that fits what it says/);
  });

  test('finds out an event that was taken away together with the roots', async () => {
    await onDatabase(`
      create table public.kept as table log.event;
      create table public.kept_head as table log.head;
      create table public.kept_block as table seal.block;
      delete from log.event where position = (select max(position) from log.event where stream like 'followUp-%');
      delete from log.event where position > 5;
      update log.head set position = 5;
      truncate seal.block`);
    const { code, out } = await signed('verify', '--root', file('root.json'));
    expect(code).toBe(1);
    expect(out).toMatch(/^The log no longer holds/m);
    expect(out).toMatch(/^ *6 +cut off .*does not fit the exported root/m);
    await onDatabase(`
      truncate log.event, log.head, seal.block;
      insert into log.event select * from public.kept;
      insert into log.head select * from public.kept_head;
      insert into seal.block select * from public.kept_block`);
  });
});

test('verify names the first event that was changed, in the language asked for, with exit code 1', async () => {
  await onDatabase(`update log.event set metadata = '{"by":"nobody"}' where position = 4`);
  const human = await signed('verify', '--root', file('root.json'), '--lang', 'zh');
  expect(human.code).toBe(1);
  expect(human.out).toMatch(/^ *4 +被修改 +\S+ .*与校验值不符$/m);
  const { code, out } = await run(['verify', '--json', '--root', file('root.json')]);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    clean: false,
    proof: { faults: [{ kind: 'edited', event: 4, by: 'hash' }] },
  });
  expect(complaintOf(await run(['export', 'log', file('bad.ndjson')]))).toMatch(
    /Event 4 of the log does not fit its hash/,
  );
  await onDatabase(`update log.event e set metadata = k.metadata from public.kept k where k.position = e.position`);
});

test('a key that is none is named, and never shown', async () => {
  const said = complaintOf(await run(['verify'], { XAY_SEAL_KEY: 'hunter2' }));
  expect(said).toMatch(/^XAY_SEAL_KEY is no Ed25519 key in PEM/);
  expect(said).not.toContain('hunter2');
});

test('the log goes through a pipe into another database, byte for byte', async () => {
  const elsewhere = await scratchDatabase();
  const { code, out } = await run(['export', 'log', '-']);
  expect(code).toBe(0);
  writeFileSync(file('log.ndjson'), out);
  expect(await xay(['import', 'log', file('log.ndjson')], { DATABASE_URL: elsewhere.url })).toMatchObject({ code: 0 });
  expect((await xay(['export', 'log', '-'], { DATABASE_URL: elsewhere.url })).out).toBe(out);
  const verified = await xay(['verify', '--root', file('root.json')], { DATABASE_URL: elsewhere.url });
  expect(verified.out).toContain('The log still holds');
  writeFileSync(file('cut.ndjson'), out.slice(0, -100));
  expect(complaintOf(await xay(['import', 'log', file('cut.ndjson')], { DATABASE_URL: elsewhere.url }))).toMatch(
    /breaks off before its last line. The \d+ events in it are in the log/,
  );
  await elsewhere.drop();
});
