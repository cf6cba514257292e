import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintOf, xay } from '@test/support/cli';
import { exampleFile } from '@test/support/scoring-policy';

const example = exampleFile('assess-worked-example');
const [sheet] = example.statements;
const tenThousandTimes = {
  year: 2024,
  unit: 'wan',
  balance: {
    inventory: '2400000',
    currentAssets: '6500000',
    totalAssets: '9000000',
    currentLiabilities: '4000000',
    totalLiabilities: '5000000',
  },
};

describe('a bad customer file at the terminal', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xay-bad-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each<[string, object, Readonly<Record<'en' | 'zh', readonly string[]>>]>([
    [
      'with a line missing, text and units for figures, an unknown aspect and an answer that is none',
      {
        statements: [
          {
            ...sheet,
            balance: {
              ...sheet?.balance,
              inventory: undefined,
              currentAssets: 'lots',
              totalAssets: '10000000元',
              cash: 'USD 5',
            },
          },
        ],
        answers: { Z9: '5333', 'A1.1': 'splendid' },
        answeredFromFigures: true,
        overrules: { 'C5.1': { answer: 'poor', reason: '', by: 'analyst-li' } },
        trade: { asOf: '2026-11-20', onTimePercent: '97%' },
      },
      {
        en: [
          'statements[0].balance.inventory: The line inventory is missing; give its amount, "0" if there is none.',
          'statements[0].balance.currentAssets: "lots" is not an amount in figures; write text such as "260"',
          'statements[0].balance.totalAssets: "10000000元" brings a unit or currency of its own; the unit stands once',
          'statements[0].balance.cash: "USD 5" brings a unit or currency of its own',
          'answers.Z9: There is no aspect Z9; the codes are A1.1 to C6.4.',
          'answers.A1.1: "splendid" is no choice; take good, fair, poor or none',
          'overrules.C5.1.reason: This must not be empty.',
          'trade.onTimePercent: "97%" is no decimal number; write text such as "12.5", without a percent sign.',
        ],
        zh: [
          'statements[0].balance.inventory: 缺少“存货”一行；请填写金额，没有则写 "0"。',
          'statements[0].balance.currentAssets: “lots” 不是金额数字；请写成文本，例如 "260"',
          'statements[0].balance.totalAssets: “10000000元” 自带单位或货币',
          'answers.Z9: 没有代码为 Z9 的特征项；代码为 A1.1 至 C6.4。',
          'answers.A1.1: “splendid” 不是可选的回答；可选 good、fair、poor、none',
          'trade.onTimePercent: “97%” 不是十进制数',
        ],
      },
    ],
    [
      'with a statement of a year that has not ended',
      {
        statements: [{ ...sheet, year: 2026 }],
      },
      {
        en: [
          'statements[0].year: The 2026 statement is dated after the assessment on 2026-11-20: give statements of years',
        ],
        zh: ['statements[0].year: 2026 年报表的日期晚于评估日 2026-11-20；请只用评估日前已结束年度的报表。'],
      },
    ],
    [
      'with one year in yuan that says it is in 万元',
      { statements: [sheet, tenThousandTimes] },
      {
        en: ['statements[1].unit: The figures of 2024 (in wan) are about 9000 times those of 2025 (in wan)'],
        zh: ['statements[1].unit: 2024 年报表（wan）的各项约为 2025 年（wan）的 9000 倍'],
      },
    ],
    [
      'with an overrule where the system said nothing',
      {
        answeredFromFigures: true,
        overrules: {
          'C3.3': { answer: 'good', reason: 'seen', by: 'analyst-li' },
          'A1.1': { answer: 'good', reason: 'seen', by: 'analyst-li' },
        },
      },
      {
        en: [
          'overrules.C3.3: The system has no answer to C3.3 (no figure for: cash)',
          'overrules.A1.1: A1.1 is not answered by the system',
        ],
        zh: ['overrules.C3.3: 系统未能对 C3.3 作答（缺少：货币资金）'],
      },
    ],
  ])('%s is told what is wrong, where, and what would be right', async (_, changes, said) => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, JSON.stringify({ ...example, ...changes }));
    for (const language of ['en', 'zh'] as const) {
      const complaint = complaintOf(await xay(['--lang', language, 'assess', file]));
      for (const line of said[language]) expect(complaint).toContain(line);
    }
  });
});
