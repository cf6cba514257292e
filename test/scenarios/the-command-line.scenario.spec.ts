import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintOf, xay, type CliRun } from '@test/support/cli';
import { exampleFile } from '@test/support/scoring-policy';

// The built program, run as a person would. Nothing here needs a database, and there is none.
const workedExample = 'config/examples/assess-worked-example.json';
const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };
const run = (...args: string[]): Promise<CliRun> => xay(args, nowhere);

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'xay-cli-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('assess', () => {
  test.each([
    ['assess-worked-example', '866000.00', '866,000.00'],
    ['assess-worked-card', '900000.00', '900,000.00'],
  ])('finds 3A2 for %s, and a limit of %s', async (name, limit, shown) => {
    const file = `config/examples/${name}.json`;
    const human = await run('assess', file);
    expect(human).toMatchObject({ code: 0, err: '' });
    expect(human.out).toMatch(/^Credit grade +3A2$/m);
    expect(/^Credit limit +(.*)$/m.exec(human.out)?.[1]).toBe(shown);

    const { code, out } = await run('assess', file, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ grade: '3A2', limit, tier: '3A', characteristicGrade: 'CA2' });
  });

  test('speaks the language that it is asked for, else that of the terminal, else Chinese', async () => {
    const chinese = /^信用等级 +3A2$/m;
    expect((await run('assess', workedExample, '--lang', 'zh')).out).toMatch(chinese);
    const unset = { XAY_LANG: '', LC_ALL: '', LC_MESSAGES: '' };
    expect((await xay(['assess', workedExample], { ...unset, LANG: 'en_GB.UTF-8' })).out).toContain('Credit grade');
    expect((await xay(['assess', workedExample], { ...unset, LANG: 'C' })).out).toMatch(chinese);
  });

  test('answers a customer that gets no credit with exit code 1', async () => {
    const example = exampleFile('assess-worked-example');
    const [{ balance, ...year }] = example.statements as [(typeof example.statements)[0]];
    const insolvent = { ...example, statements: [{ ...year, balance: { ...balance, totalLiabilities: '1000' } }] };
    const { code, out } = await run('assess', written('insolvent.json', JSON.stringify(insolvent)));
    expect(code).toBe(1);
    expect(out).toMatch(/^Credit grade +declined$/m);
  });

  test.each([
    ['{"asked": "1",\n  "termDays" 3}', '2:14'],
    ['{"asked": x}', '1:11'],
    ['{\n  "asked": "1",\n  "termDays": 30, yes}', '3:19'],
    ['{"asked": "1",\n', '2:1'],
    ['', '1:1'],
  ])('says where %j is no JSON', async (content, where) => {
    const file = written('malformed.json', content);
    expect(complaintOf(await run('assess', file))).toBe(`The file ${file} is not valid JSON (at ${where}).`);
  });

  test.each([
    [
      'an aspect that nobody knows',
      { answers: { Z9: '5333' } },
      'answers.Z9: There is no aspect Z9; the codes are A1.1 to C6.4.',
    ],
    [
      'text where a figure should be',
      { statements: [{ year: 2025, unit: 'wan', balance: { inventory: 'lots' } }] },
      'statements[0].balance.inventory: "lots" is not an amount in figures; write text such as "260", in the unit of the statement, without separators.',
    ],
    ['a day that does not exist', { assessedOn: '2026-02-30' }, 'assessedOn: There is no such day; a date is written'],
    ['a field that nobody asked for', { colour: 'red' }, 'There is no such field: colour.'],
  ])('names %s and its place', async (_, change, line) => {
    const file = written('unfit.json', JSON.stringify({ ...exampleFile('assess-worked-example'), ...change }));
    const complaint = complaintOf(await run('assess', file));
    expect(complaint).toMatch(/^The request does not fit what is expected; see each item\.$/m);
    expect(complaint).toContain(`\n  ${line}`);
  });

  test('says of an unbalanced sheet both figures and the place, once', async () => {
    const example = exampleFile('assess-worked-example');
    const [year] = example.statements;
    const statements = [{ ...year, balance: { ...year?.balance, equity: '470' } }];
    const file = written('unbalanced.json', JSON.stringify({ ...example, statements }));
    expect(complaintOf(await run('assess', file))).toBe(
      'statements[0].balance.totalAssets: The 2025 statement contradicts itself: total assets = 1000, but total liabilities + equity = 990.',
    );
    expect(complaintOf(await run('assess', file, '--lang', 'zh'))).toBe(
      'statements[0].balance.totalAssets: 2025 年报表自相矛盾：资产总计 = 1000，而 负债合计 + 所有者权益 = 990。',
    );
  });

  test('says that there is no such file', async () => {
    expect(complaintOf(await run('assess', 'nowhere.json'))).toBe(
      'The file nowhere.json cannot be read (there is no such file).',
    );
    expect(complaintOf(await run('assess', folder, '--lang', 'zh'))).toBe(`无法读取文件 ${folder}（这是文件夹）。`);
  });
});

describe('a command that is asked wrongly', () => {
  test.each([
    ['aging', '--bogus'],
    ['aging', '--by', 'salesman'],
    ['aging', '--page', '0'],
    ['assess'],
    ['assess', workedExample, '--lang', 'fr'],
    ['limit', 'C-1'],
    ['import', 'invoices', 'x.csv', '--mapping', 'y.json'],
    ['levitate'],
  ])('%s %s ends with 2 and how it is asked', async (...args) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: /);
    expect(err).toContain('Usage: xay');
    expect(err).not.toMatch(/at .*\.js/);
  });

  test('is helped', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, err: '' });
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('and wrong settings are named', async () => {
    const { code, err } = await xay(['verify'], { ...nowhere, XAY_TIME_ZONE: 'Mars' });
    expect({ code, err }).toEqual({ code: 1, err: 'These settings are wrong: XAY_TIME_ZONE.\n' });
  });
});
