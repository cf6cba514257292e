import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { complaintOf, xay, type CliRun } from '@test/support/cli';
import { inGbk } from '@test/support/gbk';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

let folder: string;
let database: ScratchDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xay-tables-'));
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
const columns = { customer: 'cust', customerName: 'name', invoice: 'no', invoiceDate: 'date', dueDate: 'due' };
const mapping = {
  name: 'columns of this spec',
  columns: { ...columns, amount: 'amt', settledDate: 'paid' },
  ...{ unknownCustomer: 'register', sellingUnit: '鲁南' },
};
const importing = (file: string, ...more: string[]) => {
  const columnsFile = written('mapping.json', JSON.stringify(mapping));
  return ['import', 'invoices', file, '--mapping', columnsFile, '--date-format', 'M/D/YYYY', ...more];
};

describe('the import of invoices', () => {
  test('says what is in a file without taking anything of it', async () => {
    const sound = written('trial.csv', `${head}\nC-7,鑫旺农机,T-1,1/2/2026,2/1/2026,"1,000.00",\n`);
    const { code, out } = await run(...importing(sound, '--trial', '--json'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ imported: false, rows: 1, good: 1, amount: '1000.00', rejections: [] });
    expect(complaintOf(await run('limit', 'C-7', '--amount', '1'))).toBe('There is no customer C-7.');
  });

  test('suspects another date format when many rows do not fit the declared one', async () => {
    const days = ['13/1/2026', '14/2/2026', '1/3/2026'].map((day, n) => `C-7,鑫旺,D-${n},${day},28/12/2026,1.00,`);
    const swapped = written('days.csv', `${head}\n${days.join('\n')}\n`);
    const { code, out } = await run(...importing(swapped));
    expect(code).toBe(1);
    expect(out).toMatch(/^3 of 3 rows have dates that are not M\/D\/YYYY; the file seems to be in D\/M\/YYYY\./);
  });

  test('reads what Chinese programs write: GBK, titles above, merged headers, full-width figures, semicolons', async () => {
    // "客户名称" and so on stand in the mapping of the example; the bytes are GB18030.
    const text =
      '应收账款明细;;;;;;\n客户;;发票;日期;;金额;结清日期\n客户编号;客户名称;发票号;开票日期;到期日;;\nC-8;鑫旺农机;G-1;2026/1/5;2026/4/5;￥１，２００;\n';
    const gbk = written('gbk.csv', inGbk(text));
    const options = ['--mapping', 'config/examples/invoices-mapping.json', '--date-format', 'YYYY/M/D', '--json'];
    const { out } = await run('import', 'invoices', gbk, ...options);
    expect(JSON.parse(out)).toMatchObject({ rows: 1, invoices: 1, invoicesAmount: '1200.00', rejected: 0 });
  });

  test('reads a workbook, its dates as dates, and names the cell of a fault', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('发票');
    sheet.addRow(['2026 年应收']);
    sheet.addRow(head.split(','));
    sheet.addRow(['C-8', '鑫旺农机', 'X-1', new Date('2026-01-05T00:00:00Z'), 46_117, 88.5, null]);
    sheet.addRow(['C-8', '鑫旺农机', 'X-2', new Date('2026-01-05T00:00:00Z'), 46_117, '八十', null]);
    const file = written('book.xlsx', Buffer.from(await workbook.xlsx.writeBuffer()));
    const { out } = await run(...importing(file, '--take-good', '--json'));
    expect(JSON.parse(out)).toMatchObject({
      ...{ rows: 2, invoices: 1, invoicesAmount: '88.50', rejected: 1 },
      rejections: [{ line: 4, column: 'amt 发票!F4', code: 'amount-not-a-number' }],
    });
  });
});
