import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintOf, xay } from '@test/support/cli';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

const invoices = ['import', 'invoices', 'config/examples/invoices.csv', '--mapping'];
const declared = ['config/examples/invoices-mapping.json', '--date-format', 'YYYY/M/D', '--take-good'];

describe('a sheet that is wrong, at the terminal', () => {
  let database: ScratchDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await scratchDatabase();
    folder = mkdtempSync(join(tmpdir(), 'xay-sheets-'));
    await xay([...invoices, ...declared], { DATABASE_URL: database.url });
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const importing = async (content: string | Buffer, customer = 'C-0001', options: string[] = []) => {
    const file = join(folder, 'sheet.csv');
    writeFileSync(file, content);
    return xay(['file', 'statement', 'import', customer, file, ...options], { DATABASE_URL: database.url });
  };
  const sheet = '单位：万元\n年度：2025\n存货,260\n流动资产合计,700\n资产总计,1000\n流动负债合计,420\n负债合计,520\n';

  test('is told every fault with its row, what it is, and what would be right', async () => {
    const wrong = sheet.replace('260', '很多').replace('流动负债合计', '流动负债合记');
    const said = complaintOf(await importing(`${wrong}单位：元\n货币资金,5 USD\n资产总计,1001\n`));
    expect(said.split('\n')).toEqual([
      'The sheet cannot be read as a statement; see each row.',
      '  row 3, column 2: "很多" in the line "存货" is not a number: write 1,234.56, and below zero -1,234.56 or (1,234.56).',
      '  row 6: There is no line "流动负债合记"; the nearest is "流动负债合计". If it is a detail, take it out of the sheet.',
      '  row 9: The currency here is "USD": a statement is all in CNY (yuan or ten thousand yuan); convert it first.',
      '  row 10: "资产总计" stands there twice with other figures: 1000 / – in row 5, 1001 / – here; keep the one that is right.',
      '  row 8: Two units in one sheet: "元" here, "万元" before; put everything into one of them.',
      '  balance.currentLiabilities: The line "流动负债合计" is missing, and nothing is assessed without it: add it (0 if there is none).',
    ]);
  });

  test('is told that it is no text, that nobody is called that, that its year has not ended', async () => {
    expect(complaintOf(await importing(Buffer.from([0xb5, 0xa5, 0xce, 0xbb, 0xa3, 0xba])))).toMatch(
      /not text in UTF-8/,
    );
    expect(complaintOf(await importing(sheet, 'C-9999'))).toBe('There is no customer C-9999.');
    expect(complaintOf(await importing(sheet.replace('2025', '2199')))).toMatch(/The year 2199 ends on 2199-12-31/);
    expect(complaintOf(await importing(sheet, 'C-0001', ['--year', '2024']))).toMatch(
      /says the year 2025 here and 2024/,
    );
  });

  test('is kept and listed when it contradicts itself, with both figures', async () => {
    const { code, out } = await importing(`${sheet}所有者权益合计,470\n`);
    expect({ code, out }).toMatchObject({ code: 0 });
    expect(out).toContain('Contradictions: 1');
    expect(out).toContain('total assets = 1000, but total liabilities + equity = 990');
  });

  test('leaves every attachment where it is', async () => {
    const checked = await xay(['file', 'check', '--json'], { DATABASE_URL: database.url });
    expect({ code: checked.code, said: JSON.parse(checked.out) as unknown }).toEqual({ code: 0, said: { lost: [] } });
  });
});
