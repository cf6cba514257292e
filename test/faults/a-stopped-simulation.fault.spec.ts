import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@app/postgres/connect';
import { scratchDatabase } from '@test/support/scratch-database';

const root = join(__dirname, '..', '..');
const INVOICES = 600;

const invoices = (): string => {
  const rows = Array.from({ length: INVOICES }, (_, n) => {
    const month = String((n % 12) + 1).padStart(2, '0');
    return `C-${n % 40},F-${n},2012-${month}-05,2012-${month}-25,100.00,`;
  });
  return ['customer,invoice,invoiced,due,amount,settled', ...rows].join('\n');
};
const mapping = {
  name: 'plain',
  columns: {
    customer: 'customer',
    invoice: 'invoice',
    invoiceDate: 'invoiced',
    dueDate: 'due',
    amount: 'amount',
    settledDate: 'settled',
  },
  unknownCustomer: 'register',
  sellingUnit: 'U',
};

// The built program in a process of its own, stopped with Ctrl-C while it plays.
describe('a simulation that is stopped half way', () => {
  let folder: string;
  let files: string[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xay-stopped-'));
    writeFileSync(join(folder, 'invoices.csv'), invoices());
    writeFileSync(join(folder, 'mapping.json'), JSON.stringify(mapping));
    files = ['--invoices', join(folder, 'invoices.csv'), '--mapping', join(folder, 'mapping.json')];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const stopped = (environment: Readonly<Record<string, string>>): Promise<{ code: number | null; err: string }> =>
    new Promise((resolve) => {
      const days = ['--date-format', 'YYYY-MM-DD', '--from', '2012-01-01', '--to', '2013-12-31'];
      const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', 'simulate', ...files, ...days], {
        cwd: root,
        env: { ...process.env, XAY_LANG: 'en', ...environment },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let err = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (!err.includes('2012-01-31') && text.includes('2012-01-31')) child.kill('SIGINT');
        err += text;
      });
      child.once('close', (code) => resolve({ code, err }));
    });

  test('leaves no folder behind where it has a Postgres of its own', async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'xay-stopped-own-'));
    try {
      const { code, err } = await stopped({ TMPDIR: temporary, DATABASE_URL: '' });
      expect({ code, err }).toMatchObject({ code: 130, err: expect.not.stringMatching(/Error|at .*\.js/) as string });
      expect(readdirSync(temporary)).toEqual([]);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });

  test('leaves no database behind on the server that it was given', async () => {
    const database = await scratchDatabase();
    const sql = connect(database.url, { connectionsMax: 1 });
    try {
      const simulations = () => sql`select datname from pg_database where datname like 'xay_simulation_%'`;
      const before = await simulations();
      expect(await stopped({ DATABASE_URL: database.url })).toMatchObject({ code: 130 });
      expect(await simulations()).toEqual(before);
    } finally {
      await sql.end();
      await database.drop();
    }
  });
});
