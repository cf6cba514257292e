import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@app/kernel/problem';
import { figureIn, unitIn } from './sheet-figures';
import { readStatementSheet, type SheetRead, type SheetWish } from './read-statement-sheet';
import { lineNamed, nearestLine, plainLine, statementLines } from './statement-lines';

/** A sheet with a line each, its cells apart by bars. */
const read = (text: string, wish: SheetWish = {}): SheetRead =>
  readStatementSheet(
    text
      .trim()
      .split('\n')
      .map((line, index) => ({ row: index + 1, cells: line.split('|') })),
    wish,
  );
const told = (text: string, wish: SheetWish = {}): (string | undefined)[] => {
  try {
    read(text, wish);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.details.map(({ code, facts, where }) =>
      [code, where, ...Object.values(facts)].filter((part) => part !== undefined).join(' · '),
    );
  }
  return [];
};
const sheet = `单位：万元
年度：2025
存货|260|240
流动资产合计|700|650
资产总计|1,000|950
流动负债合计|420|400
负债合计|520|510`;

describe('a sheet of figures', () => {
  test('is read line by line under the names of the accounting standard', () =>
    expect(read(sheet)).toEqual({
      statement: {
        year: 2025,
        unit: 'wan',
        balance: {
          inventory: '260',
          currentAssets: '700',
          totalAssets: '1000',
          currentLiabilities: '420',
          totalLiabilities: '520',
        },
        comparative: {
          balance: {
            inventory: '240',
            currentAssets: '650',
            totalAssets: '950',
            currentLiabilities: '400',
            totalLiabilities: '510',
          },
        },
      },
      before: {
        year: 2024,
        unit: 'wan',
        balance: {
          inventory: '240',
          currentAssets: '650',
          totalAssets: '950',
          currentLiabilities: '400',
          totalLiabilities: '510',
        },
        fromComparative: true,
      },
    }));

  test('is read in English too', () => {
    const english = `Unit: CNY|\nYear: 2025\nItem|Closing|Opening
Inventories|2,600,000.00\nTotal current assets|7,000,000.00\nTotal assets|10,000,000.00
Total current liabilities|4,200,000.00\nTotal liabilities|5,200,000.00
Revenue|30,000,000\nCost of sales|24,000,000\nSelling expenses|1,000,000\nAdministrative expenses|500,000.50
Operating profit|(12,345.60)\nProfit before tax|-12,345.60\nNet profit|（12,345.60）`;
    expect(read(english).statement).toMatchObject({
      unit: 'yuan',
      income: { expenses: '1500000.5', operatingProfit: '-12345.6', totalProfit: '-12345.6', netProfit: '-12345.6' },
    });
    expect(read(english)).not.toHaveProperty('before');
  });

  test('adds up the printed lines that make up one of ours', () => {
    const { statement } = read(`${sheet}\n应收票据|10\n预付款项|20.5\n其他应收款|－\n其他流动资产|3`);
    expect(statement.balance.otherCurrentAssets).toBe('33.5');
  });

  test('is read whole as the example on disk is, both its years', () => {
    const file = readFileSync(join(__dirname, '../../../../config/examples/statement-sheet.csv'), 'utf8');
    const rows = file.trim().replace(/"([^"]*)"/g, (_, quoted: string) => quoted.replaceAll(',', ''));
    const { statement, before } = read(rows.replaceAll(',', '|'));
    expect(statement).toMatchObject({
      year: 2025,
      balance: { cash: '1205.5', tradingSecurities: '0', otherCurrentAssets: '114.5', paidInCapital: '1500' },
      income: { revenue: '8600', expenses: '1130', interest: '70', netProfit: '330' },
      cashFlow: { operating: '310.5', investing: '-135', net: '195.5' },
    });
    expect(before).toMatchObject({ year: 2024, income: { netProfit: '264' }, cashFlow: { financing: '-60' } });
  });

  test('knows which column is which by its heading', () => {
    const columns = (heading: string) => read(`项目|${heading}\n${sheet}`).statement.balance.inventory;
    expect(columns('期末余额|年初余额')).toBe('260');
    expect(columns('上年金额|本年金额')).toBe('240');
    expect(columns('2025年12月31日|2024年12月31日')).toBe('260');
    expect(columns('2024-12-31|2025-12-31')).toBe('240');
  });

  test('leaves out the columns of a printed form that number its lines and point to its notes', () => {
    const printed = sheet
      .split('\n')
      .map((line, index) => (index < 2 ? line : line.replace('|', `|${index}|五、${index}|`)));
    printed.splice(2, 0, '项目|行次|附注|期末余额|期初余额');
    expect(read(printed.join('\n'))).toEqual(read(sheet));
  });

  test('takes unit and year from beside it where it does not say them', () => {
    const bare = sheet.split('\n').slice(2).join('\n');
    expect(read(bare, { year: 2023, unit: 'yuan' }).statement).toMatchObject({ year: 2023, unit: 'yuan' });
    expect(told(bare)).toEqual(['sheet-unit-missing', 'sheet-year-missing']);
  });
});

describe('what is wrong with a sheet', () => {
  test('is told a hundred times at most: what has so much wrong with it is no statement', () => {
    const unknown = told('x|1\n'.repeat(500)).filter((text) => text?.startsWith('sheet-line-unknown') === true);
    expect(unknown).toHaveLength(100);
  });

  test.each([
    ['a name that is no line', `${sheet}\n存货货|1`, ['sheet-line-unknown · row 8 · 存货货 · 存货']],
    ['a text for a figure', sheet.replace('260', '很多'), ['sheet-not-a-number · row 3, column 2 · 存货 · 很多']],
    ['a point for a comma', sheet.replace('1,000', '1,00'), ['sheet-not-a-number · row 5, column 2 · 资产总计 · 1,00']],
    ['a line that is missing', sheet.replace(/存货.*\n/, ''), ['sheet-line-missing · balance.inventory · 存货']],
    [
      'a line twice with other figures',
      `${sheet}\n存货|270|240`,
      ['sheet-line-twice · row 8 · 存货 · 3 · 260 / 240 · 270 / 240'],
    ],
    ['two units', `${sheet}\n单位：元`, ['sheet-units-mixed · row 8 · 万元 · 元']],
    ['a unit of its own in a name', `${sheet}\n货币资金（元）|5`, ['sheet-units-mixed · row 8 · 万元 · 元']],
    [
      'a unit of its own above a column',
      `单位：万元\n项目|期末余额（元）|年初余额\n${sheet.split('\n').slice(1).join('\n')}`,
      ['sheet-units-mixed · row 2 · 万元 · 元'],
    ],
    ['a unit of its own in a cell', `${sheet}\n货币资金|5元`, ['sheet-units-mixed · row 8 · 万元 · 元']],
    ['another currency', `${sheet}\n单位：万美元`, ['sheet-currencies-mixed · row 8 · 万美元']],
    ['another currency in a cell', `${sheet}\n货币资金|$5`, ['sheet-currencies-mixed · row 8 · $']],
    ['a unit that is not taken', `${sheet}\n单位：千元`, ['sheet-unit-unknown · row 8 · 千元']],
    ['another year', `${sheet}\n年度：2024`, ['sheet-years-differ · row 8 · 2025 · 2024']],
    ['a column too many', `${sheet}\n货币资金|1|2|3`, ['sheet-columns · row 8 · 4']],
    ['a stock below zero', sheet.replace('260', '(260)'), ['amount-negative · row 3 · -260']],
    [
      'half an income statement',
      `${sheet}\n净利润|5`,
      ['营业收入', '营业成本', '营业利润', '利润总额'].map(
        (name, at) =>
          `sheet-line-missing · income.${['revenue', 'costOfSales', 'operatingProfit', 'totalProfit'][at]} · ${name}`,
      ),
    ],
  ])('%s is told with its row, what, and what would be right', (_, text, expected) =>
    expect(told(text)).toEqual(expected),
  );

  test('is told all at once', () =>
    expect(told(sheet.replace('260', '很多').replace('700', '七百').replace('万元', '千元')).length).toBe(4));

  test('is not that a line is repeated as it is, nor a heading, nor an empty row', () =>
    expect(read(`资产负债表\n流动资产：\n\n||\n${sheet}\n存货|260|240`)).toEqual(read(sheet)));
});

describe('a figure', () => {
  test.each([
    ['1,234.56', '1234.56'],
    ['（1,234.56）', '-1234.56'],
    ['(123)', '-123'],
    ['－123', '-123'],
    ['−123.5', '-123.5'],
    ['１２３．４', '123.4'],
    [' 1 234 ', '1234'],
    ['¥5', '5'],
    ['+7', '7'],
    ['－', '0'],
    ['——', '0'],
    ['', null],
    ['12a', undefined],
    ['1,2345', undefined],
    ['(-5)', undefined],
    ['1.2.3', undefined],
    ['1e3', undefined],
  ])('%j is read as %j', (cell, value) => expect(figureIn(cell)).toBe(value));
});

test.each([
  ['万元', 'wan'],
  ['人民币万元', 'wan'],
  ['元', 'yuan'],
  ['CNY', 'yuan'],
  ['人民币元', 'yuan'],
  ['wan', 'wan'],
  ['USD', 'foreign'],
  ['千元', undefined],
])('the unit %s is %s', (text, unit) => expect(unitIn(text)).toBe(unit));

describe('the names of the lines', () => {
  test('stand for one line each', () => {
    const names = statementLines.flatMap((line) =>
      [...line.zh, ...line.en].map((name) => [plainLine(name), line] as const),
    );
    for (const [name, line] of names) expect([name, lineNamed(name)]).toEqual([name, line]);
    expect(new Set(names.map(([name]) => name)).size).toBe(names.length);
  });

  test.each([
    ['一、营业收入', '营业收入'],
    ['减：营业成本', '营业成本'],
    ['其中：利息费用', '利息费用'],
    ['四、净利润（净亏损以“－”号填列）', '净利润'],
    ['实收资本(或股本)', '实收资本（或股本）'],
    ['货 币 资 金', '货币资金'],
    ['Less: Cost of sales', 'cost of sales'],
  ])('%s is %s', (printed, name) => expect(lineNamed(printed)).toBe(lineNamed(name)));

  test.each([
    ['应收帐款', '应收账款'],
    ['固定资产净额值', '固定资产净额'],
    ['Inventorys', 'inventory'],
  ])('nearest to %s is %s', (written, nearest) => expect(nearestLine(written)).toBe(nearest));
});
