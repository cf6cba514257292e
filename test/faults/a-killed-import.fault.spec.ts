import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@app/postgres/connect';
import { xay } from '@test/support/cli';
import { scratchDatabase } from '@test/support/scratch-database';
import { until } from '@test/support/until';

const root = join(__dirname, '..', '..');
const INVOICES = 4_000;
const AMOUNT = 100;

const invoices = (): string => {
  const rows = Array.from({ length: INVOICES }, (_, n) => {
    const month = String((n % 12) + 1).padStart(2, '0');
    return `C-${n % 40},F-${n},2025-${month}-05,2025-${month}-25,${AMOUNT}.00`;
  });
  return ['customer,invoice,invoiced,due,amount', ...rows].join('\n');
};
const mapping = {
  name: 'plain',
  columns: { customer: 'customer', invoice: 'invoice', invoiceDate: 'invoiced', dueDate: 'due', amount: 'amount' },
  unknownCustomer: 'register',
  sellingUnit: 'U',
};

describe('an import that is killed half way', () => {
  let folder: string;
  let command: string[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xay-killed-import-'));
    const [file, columns] = [join(folder, 'invoices.csv'), join(folder, 'mapping.json')];
    writeFileSync(file, invoices());
    writeFileSync(columns, JSON.stringify(mapping));
    command = ['--json', 'import', 'invoices', file, '--mapping', columns, '--date-format', 'YYYY-MM-DD'];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('goes on where it was when it is started again, and a third time adds nothing', async () => {
    const database = await scratchDatabase();
    const sql = connect(database.url, { connectionsMax: 1 });
    const environment = { DATABASE_URL: database.url };
    try {
      const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...command], {
        cwd: root,
        env: { ...process.env, ...environment },
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.once('close', resolve));
      const recorded = async (): Promise<number> => {
        const [there] = await sql<{ there: boolean }[]>`select to_regclass('log.event') is not null as there`;
        if (there?.there !== true) return 0;
        const [row] = await sql<{ n: number }[]>`
          select count(*)::int as n from log.event where type = 'ReceivableOpened'`;
        return row?.n ?? 0;
      };
      await until(async () => (await recorded()) > 0, 60_000);
      child.kill('SIGKILL');
      await ended;
      const before = await recorded();
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(INVOICES);

      const { code, out } = await xay(command, environment);
      const summary = JSON.parse(out) as unknown;
      expect({ code, summary }).toMatchObject({ code: 0, summary: { rows: INVOICES, known: before, rejected: 0 } });
      expect(summary).toMatchObject({ invoices: INVOICES - before });
      const aging = await xay(['--json', 'aging', '--as-of', '2026-06-30'], environment);
      expect(JSON.parse(aging.out)).toMatchObject({ invoices: INVOICES, receivables: `${INVOICES * AMOUNT}.00` });

      const again = await xay(command, environment);
      expect(JSON.parse(again.out)).toMatchObject({ invoices: 0, known: INVOICES, rejected: 0 });
      expect(await recorded()).toBe(INVOICES);
    } finally {
      await sql.end();
      await database.drop();
    }
  }, 180_000);
});
