import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bankImportReply, bankLineAnswers, bankLinePage } from '@app/contracts/bank-line';
import { complaintOf, xay, type CliRun } from '@test/support/cli';
import { inGbk } from '@test/support/gbk';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

// On the examples that come with XAY: its invoices, a statement as camt.053, and one as a table in GB18030.
const invoices = [
  'import',
  'invoices',
  'config/examples/invoices.csv',
  '--mapping',
  'config/examples/invoices-mapping.json',
];
const camt = 'config/examples/bank-statement-camt053.xml';
const table = 'config/examples/bank-statement.csv';
const signed = ['--by', 'finance-sun'];

let folder: string;
let database: ScratchDatabase;
const run = (...args: string[]): Promise<CliRun> => xay(args, { DATABASE_URL: database.url });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xay-bank-'));
  database = await scratchDatabase();
  await run(...invoices, '--date-format', 'YYYY/M/D', '--take-good');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

test('the example table is in the encoding that Chinese banks write', () =>
  expect(new TextDecoder('gb18030', { fatal: true }).decode(readFileSync(table))).toContain('对方户名'));

test('statements are taken in once, and tell what they hold', async () => {
  const trial = await run('bank', 'import', camt, '--trial');
  expect(trial.code).toBe(0);
  expect(trial.out).toMatch(/^main +•••• 3388 +100,000\.00 +163,165\.50 +263,165\.50 +holds$/m);
  expect(trial.out).toMatch(/^Would be new +3 +163,200\.50$/m);
  expect(trial.out).toMatch(/^Ntry 1 +2026-10-12 +86,500\.50 +临沂鑫旺农机有限公司 +C-0001 鑫旺农机 +100$/m);
  expect(bankLinePage.parse(JSON.parse((await run('bank', 'lines', '--json')).out)).total).toBe(0);
  const importing = async (file: string) => {
    const { code, out } = await run('bank', 'import', file, ...signed, '--json');
    return { code, counts: bankImportReply.parse(JSON.parse(out)).counts };
  };
  expect(await importing(camt)).toMatchObject({ code: 0, counts: { new: 3, known: 0, ignored: 2 } });
  expect(await importing(table)).toMatchObject({ code: 0, counts: { new: 3, known: 0, ignored: 2 } });
  expect(await importing(table)).toMatchObject({ code: 0, counts: { new: 0, known: 3 } });
});

test('what is sure is accepted in one go, and what nobody knows stays in sight', async () => {
  const sure = await run('bank', 'accept', '--all-sure', ...signed, '--json');
  expect(bankLineAnswers.parse(JSON.parse(sure.out))).toMatchObject({ accepted: 1, problems: 0, amount: '86500.50' });
  const { out } = await run('bank', 'lines', '--lang', 'zh');
  expect(out).toMatch(/^未明款 129,900\.00（5 笔）：待认领 129,900\.00，挂账 0\.00$/m);
  const page = bankLinePage.parse(JSON.parse((await run('bank', 'lines', '--search', '丰收车业', '--json')).out));
  const [first] = page.rows.filter(({ amount }) => amount === '43200.00');
  const accepted = await run('bank', 'accept', first!.lineId, '--customer', 'C-0002', ...signed);
  expect(accepted).toMatchObject({ code: 0 });
  expect(accepted.out).toMatch(/^1 accepted, 43,200\.00; 0 were before, 0 faulty$/m);
  const unsure = await run('bank', 'accept', page.rows.find(({ amount }) => amount === '9800.00')!.lineId, ...signed);
  expect(unsure.code).toBe(1);
  expect(unsure.out).toMatch(/Nothing sure enough is suggested for bank line/);
});

test('what is wrong is told in words', async () => {
  const foreign = join(folder, 'foreign.csv');
  writeFileSync(foreign, inGbk('账号：6222000011112222,\n记账日期,贷方\n2026-10-12,5\n'));
  expect(complaintOf(await run('bank', 'import', foreign))).toMatch(
    /^This statement is of account •••• 2222, which is not ours; our own are: main /,
  );
  const broken = join(folder, 'broken.csv');
  writeFileSync(broken, '账号：37001828608050149921,\n记账日期,贷方,对方户名\n2026-10-12,5O,甲\n2026-10-12,7,乙\n');
  const refused = await run('bank', 'import', broken, ...signed);
  expect(refused.code).toBe(1);
  expect(refused.out).toMatch(
    /^Something in the file is wrong and nothing was imported; --take-good takes the good lines alone\.$/m,
  );
  expect(refused.out).toMatch(/^line 3 +贷方 +"5O" is not an amount in figures\.$/m);
  expect(complaintOf(await run('bank', 'import', join(folder, 'none.xml')))).toMatch(/cannot be read/);
  expect(complaintOf(await run('bank', 'import', camt, '--mapping', 'bank-none'))).toMatch(
    /There is no mapping bank-none/,
  );
  expect(complaintOf(await run('bank', 'set-aside', 'BL-none', '--reason', 'x', ...signed))).toBe(
    'There is no bank line BL-none.',
  );
  expect(complaintOf(await run('bank', 'accept', ...signed))).toMatch(/lines: /);
});

test('the log and the read models hold together', async () => {
  expect((await run('verify')).code).toBe(0);
});
