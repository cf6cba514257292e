import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { businessClock } from '@app/cqrs/business-clock';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import { openDesk } from '@app/cqrs/open-desk';
import { startDesk } from '@app/cqrs/start-desk';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { complaintOf, xay, type CliRun } from '@test/support/cli';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

// Somebody else's invoices go in, good and bad, and the books are looked at: the built program over a database of its own.
const DAY_MS = 86_400_000;
const today = (): string => businessClock(() => new Date()).today();

let folder: string;
let database: ScratchDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xay-cli-'));
  database = await scratchDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});
const written = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const run = (...args: string[]): Promise<CliRun> => xay(args, { DATABASE_URL: database.url });

const head = 'cust,name,no,date,due,amt,paid';
const mapping = {
  name: 'columns of this spec',
  columns: {
    customer: 'cust',
    customerName: 'name',
    invoice: 'no',
    invoiceDate: 'date',
    dueDate: 'due',
    amount: 'amt',
    settledDate: 'paid',
  },
  unknownCustomer: 'register',
  sellingUnit: '鲁南',
};
const importing = (file: string, ...more: string[]) => {
  const columns = written('mapping.json', JSON.stringify(mapping));
  return ['import', 'invoices', file, '--mapping', columns, '--date-format', 'M/D/YYYY', ...more];
};
const summary = z.object({
  rows: z.int(),
  invoices: z.int(),
  invoicesAmount: z.string(),
  payments: z.int(),
  paymentsAmount: z.string(),
  known: z.int(),
  rejected: z.int(),
  rejections: z.array(z.object({ line: z.int(), column: z.string(), reason: z.string() })),
});

describe('import invoices', () => {
  const lines = [
    head,
    'C-1,鑫旺农机,N-1,1/2/2026,2/1/2026,1000.00,1/20/2026',
    'C-1,鑫旺农机,N-2,1/5/2026,2/4/2026,250.5,',
    '客户二,"旺,鑫",N-3,1/5/2026,2/4/2026,99,',
    'C-1,鑫旺农机,N-4,31/5/2026,6/4/2026,10.00,',
    'C-1,鑫旺农机,N-5,1/5/2026,2/29/2026,10.00,',
    'C-1,鑫旺农机,N-6,1/5/2026,2/4/2026,10.005,',
    'C-1,鑫旺农机,N-7,1/5/2026,2/4/2026,-10.00,',
    'C-1,鑫旺农机,N-8,1/5/2026,2/4/2026,,',
    'C-1,鑫旺农机,N-1,1/2/2026,2/1/2026,1000.01,',
    'C-1,鑫旺农机,N-2,1/5/2026,2/4/2026,250.50,',
    'C 9,,N-9,1/5/2026,1/4/2026,"1,00.00",',
    'C-1,鑫旺农机,N-10',
    `C-1,${'长'.repeat(121)},N-11,1/5/2026,2/4/2026,1.00,`,
    `C-1,鑫旺农机,${'9'.repeat(57)},1/5/2026,2/4/2026,1.00,`,
    'C-1,鑫旺农机,N-12,1/5/2026,2/4/2026,1.00,1/4/2026',
    'C-1,鑫旺农机,N-13,1/5/2026,2/4/2026,1.00,1/4/2099',
  ];
  const rejections = [
    [5, 'date', '"31/5/2026" is not a date in the format M/D/YYYY.'],
    [6, 'due', '"2/29/2026" is not a date in the format M/D/YYYY.'],
    [7, 'amt', '"10.005" has more than two decimals.'],
    [8, 'amt', 'The amount must be more than zero.'],
    [9, 'amt', 'This must not be empty.'],
    [
      10,
      'no',
      'N-1 was used before with other content (then 1000.00 2026-01-02 2026-02-01, now 1000.01 2026-01-02 2026-02-01); take another id, or send it as it was.',
    ],
    [
      12,
      'cust',
      '"C 9" cannot be an id: it starts with a letter or digit, has only letters, digits and . _ -, and at most 64 characters.',
    ],
    [12, 'amt', '"1,00.00" is not an amount in figures.'],
    [12, 'due', 'The due date 2026-01-04 lies before the invoice date 2026-01-05.'],
    [13, '', 'This line has another number of columns than the header.'],
    [14, 'name', 'This is too long: at most 120 characters.'],
    [15, 'no', 'This is too long: at most 56 characters.'],
    [16, 'paid', '2026-01-05 must not lie after 2026-01-04.'],
    [17, 'paid', `2099-01-04 must not lie after ${today()}.`],
  ].map(([line, column, reason]) => ({ line, column, reason }));
  let file: string;
  beforeAll(() => (file = written('invoices.csv', `\uFEFF${lines.join('\r\n')}\r\n`)));

  test('takes nothing of a file with faulty rows unless that is asked for, and says what it could take', async () => {
    const { code, out } = await run(...importing(file));
    expect(code).toBe(1);
    expect(out).toMatch(
      / 12 rows of the file .* are faulty|^12 rows of the file .* are faulty, 4 could be taken; nothing was imported/m,
    );
    expect(out).toMatch(/^Could be taken +4 +1,600\.00$/m);
    expect(complaintOf(await run('limit', 'C-1', '--amount', '1'))).toBe('There is no customer C-1.');
  });

  test('takes what is sound when that is asked for, and says of the rest the line, the column and the reason', async () => {
    const { code, out, err } = await run(...importing(file, '--take-good', '--json'));
    expect(code).toBe(1);
    expect(err).not.toMatch(/at .*\.js/);
    expect(summary.parse(JSON.parse(out))).toEqual({
      rows: 16,
      invoices: 3,
      invoicesAmount: '1349.50',
      payments: 1,
      paymentsAmount: '1000.00',
      known: 1,
      rejected: 12,
      rejections,
    });
  });

  test('adds nothing when the same file comes again, and says so to people', async () => {
    const { code, out } = await run(...importing(file, '--take-good'));
    expect(code).toBe(1);
    expect(out).toMatch(/^Rows in the file +16$/m);
    expect(out).toMatch(/^Invoices recorded +0 +0\.00$/m);
    expect(out).toMatch(/^Payments recorded +0 +0\.00$/m);
    expect(out).toMatch(/^Known already +4$/m);
    expect(out).toMatch(/^Rejected +12$/m);
    expect(out).toMatch(/^ +7 +amt +"10\.005" has more than two decimals\.$/m);
  });

  test('ends with 0 when every row was taken', async () => {
    const sound = written('sound.csv', `${head}\nC-1,鑫旺农机,N-1,1/2/2026,2/1/2026,1000.00,1/20/2026\n`);
    const { code, out } = await run(...importing(sound, '--lang', 'zh'));
    expect(code).toBe(0);
    expect(out).toMatch(/^已存在 +1$/m);
  });

  const row = (n: number) => `C-2,鑫旺,M-${n},1/2/2026,2/1/2026,1.00,\n`;
  test.each<[string, string | Uint8Array, string]>([
    [
      'bytes',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x0a, 0]),
      'line 1 (it is text neither in UTF-8 nor in UTF-16 nor in GB18030)',
    ],
    [
      'bytes among its names that no encoding has',
      Buffer.from(`${head}\nC-2,\xd0\xc7\xff\xff,M-1,\n`, 'latin1'),
      'line 2 (it is text neither in UTF-8 nor in UTF-16 nor in GB18030)',
    ],
    [
      'a quotation mark that nobody closes, after a thousand sound rows',
      `${head}\n${Array.from({ length: 1000 }, (_, n) => row(n)).join('')}"C-2`,
      'line 1002 (a quotation mark is never closed)',
    ],
    [
      'a quotation mark inside a value',
      `${head}\nC-2,鑫"旺",M-1,1/2/2026,2/1/2026,1.00,\n`,
      'line 2 (a quotation mark stands inside a value)',
    ],
  ])('takes nothing of a file with %s', async (_, content, what) => {
    const broken = written('broken.csv', content);
    expect(complaintOf(await run(...importing(broken)))).toBe(
      `The file ${broken} is not a CSV that can be read: ${what}.`,
    );
    expect(complaintOf(await run('limit', 'C-2', '--amount', '1'))).toBe('There is no customer C-2.');
  });

  test('needs the columns of the mapping, and rows', async () => {
    const other = written('other.csv', 'cust,name\nC-1,x\n');
    expect(complaintOf(await run(...importing(other)))).toBe(
      `The file ${other} lacks the columns no, date, due, amt, paid; it has: cust, name.`,
    );
    for (const content of ['', `${head}\n`]) {
      const empty = written('empty.csv', content);
      expect(complaintOf(await run(...importing(empty)))).toBe(`The file ${empty} has no rows.`);
    }
  });

  test('needs a date format and a mapping that it understands', async () => {
    const [, , , , columns] = importing(file) as [string, string, string, string, string];
    const asked = ['import', 'invoices', file, '--mapping', columns, '--date-format'];
    for (const format of ['tomorrow', 'M/D', 'M/D/YYYY/D'])
      expect(complaintOf(await run(...asked, format))).toMatch(
        `The date format ${format} is not understood; build it from`,
      );
    const wrong = written('wrong-mapping.json', JSON.stringify({ ...mapping, unknownCustomer: 'guess' }));
    expect(complaintOf(await run(...importing(file).with(4, wrong)))).toBe(
      `The mapping ${wrong} does not fit what is expected.\n  unknownCustomer: This has to be one of: reject, register.`,
    );
  });
});

// On the books of the import above: N-2 and N-3 are open, 349.50, and long overdue.
describe('the books at the terminal', () => {
  test('aging tells each day by itself, with its proof', async () => {
    const { code, out } = await run('aging', '--as-of', '2026-02-10', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ asOf: '2026-02-10', invoices: 2, receivables: '349.50' });
    const human = await run('aging', '--as-of', '2026-01-10', '--lang', 'zh');
    expect(human.out).toMatch(/^账龄，截止 2026-01-10：3 张未结发票$/m);
    expect(human.out).toMatch(/^旺,鑫 +99\.00 .* 99\.00 +0\.00$/m);
    expect(human.out).toContain('验证：区间合计 1,349.50 − 未核销款 0.00 = 总账 1,349.50');
    expect(complaintOf(await run('aging', '--as-of', '2026-02-30'))).toBe(
      '"2026-02-30" is not a date in the format YYYY-MM-DD.',
    );
  });

  test('limit says no with every reason', async () => {
    const { code, out } = await run('limit', 'C-1', '--amount', '100');
    expect(code).toBe(1);
    expect(out).toContain('No, 100.00 may not be shipped');
    expect(out).toContain('✗ No agreement has been signed.');
    expect(out).toContain('✓ Not blacklisted.');
  });

  test('limit says yes once there is an agreement, up to the last fen of it', async () => {
    const clock = businessClock(() => new Date());
    const on = clock.today();
    const desk = await startDesk(await openDesk({ databaseUrl: database.url, clock, log: () => undefined }));
    const customerId = '客户三';
    const terms = { limit: ofYuan(5000), termDays: 30, grade: '3A2', validFrom: on, validTo: dateOf('2099-12-31') };
    const imported = written('third.csv', `${head}\n${customerId},三,N-1,1/2/2026,2/1/2026,1.00,1/3/2026\n`);
    expect((await run(...importing(imported))).code).toBe(0);
    const data = { customerId, agreementId: 'HT-1', ...terms, on };
    await desk.commands.execute(new AskCreditAccount(customerId, { type: 'OpenAccount', data }, { by: 'spec' }));
    await desk.close();

    expect(await run('limit', customerId, '--amount', '5000')).toMatchObject({ code: 0, err: '' });
    const { code, out } = await run('limit', customerId, '--amount', '5000.01', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ decision: 'no', exposure: { available: '5000.00' } });
  });

  test.each([
    ['C-9', '100', 'There is no customer C-9.'],
    ['C-1', '1.005', '"1.005" has more than two decimals.'],
    ['C-1', '-5', 'The amount must be more than zero.'],
    ['C-1', '1e3', '"1e3" is not an amount in figures.'],
    ['C-1', '1000000000000', 'This amount has too many digits; check its unit (yuan or ten thousand yuan).'],
  ])('limit %s --amount %s is asked wrongly', async (customer, amount, sentence) =>
    expect(complaintOf(await run('limit', customer, '--amount', amount))).toBe(sentence),
  );

  test('tick does every step once, and none of tomorrow', async () => {
    const tomorrow = businessClock(() => new Date(Date.now() + DAY_MS)).today();
    expect(complaintOf(await run('tick', '--until', tomorrow))).toMatch(`${tomorrow} must not lie after 20`);
    const once = await run('tick', '--json');
    expect(JSON.parse(once.out)).toMatchObject({ steps: { warn: 2, hold: 2, 'special-case': 2 } });
    const twice = await run('tick', '--json');
    expect(JSON.parse(twice.out)).toMatchObject({ steps: {}, late: 0 });
  });

  test('rebuild comes to the same bytes, and verify finds nothing wrong', async () => {
    const rebuilt = await run('rebuild', '--json');
    expect(rebuilt.code).toBe(0);
    const models = z
      .array(z.object({ rows: z.int(), digestBefore: z.string(), digestAfter: z.string() }))
      .parse(JSON.parse(rebuilt.out));
    expect(models.some(({ rows }) => rows > 0)).toBe(true);
    expect(models.map(({ digestAfter }) => digestAfter)).toEqual(models.map(({ digestBefore }) => digestBefore));
    expect(complaintOf(await run('rebuild', 'nothing'))).toBe('There is no read model nothing.');

    const verified = await run('verify', '--json');
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({ clean: true, log: { faults: [] } });
    expect((await run('verify')).out).toMatch(/^\d+ events in \d+ streams, 0 faults$/m);
  });
});
