import { exampleFile } from '@test/support/scoring-policy';
import { contradictionDetails } from '../contradictions';
import type { Statement } from '../statement';
import { changedStatement, lineOf } from './changed-statement';

const [sheet] = exampleFile('assess-from-figures').statements;
if (sheet === undefined) throw new Error('the example has a statement');
const set = (lines: Readonly<Record<string, string>>, statement: Statement = sheet): Statement =>
  changedStatement(statement, new Map(Object.entries(lines)));
/** What became of the lines that moved. */
const moved = (lines: Readonly<Record<string, string>>) => {
  const after = set(lines);
  const paths = (['balance', 'income', 'cashFlow'] as const).flatMap((part) =>
    Object.keys(after[part] ?? {}).map((line) => `${part}.${line}`),
  );
  return Object.fromEntries(
    paths.filter((path) => lineOf(after, path) !== lineOf(sheet, path)).map((path) => [path, lineOf(after, path)]),
  );
};

describe('a changed statement', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    [
      'cash: the assets above it, and equity',
      { 'balance.cash': '102' },
      { 'balance.cash': '102', 'balance.currentAssets': '710', 'balance.totalAssets': '1010', 'balance.equity': '490' },
    ],
    [
      'current liabilities: all liabilities, and equity the other way',
      { 'balance.currentLiabilities': '400' },
      { 'balance.currentLiabilities': '400', 'balance.totalLiabilities': '500', 'balance.equity': '500' },
    ],
    [
      'current assets for themselves: what lies in none of the parts',
      { 'balance.currentAssets': '720' },
      {
        'balance.otherCurrentAssets': '158',
        'balance.currentAssets': '720',
        'balance.totalAssets': '1020',
        'balance.equity': '500',
      },
    ],
    [
      'a part and its total: the rest lies in the other parts',
      { 'balance.cash': '102', 'balance.currentAssets': '700' },
      { 'balance.cash': '102', 'balance.otherCurrentAssets': '128' },
    ],
    [
      'what sales cost: the profits',
      { 'income.costOfSales': '1700' },
      {
        'income.costOfSales': '1700',
        'income.operatingProfit': '96',
        'income.totalProfit': '102',
        'income.netProfit': '74',
      },
    ],
    [
      'cash from operations: the net flow',
      { 'cashFlow.operating': '70' },
      { 'cashFlow.operating': '70', 'cashFlow.net': '27' },
    ],
  ])('moves with %s', (_, lines, expected) => {
    expect(moved(lines)).toEqual(expected);
    expect(contradictionDetails([set(lines)])).toEqual([]);
  });

  test('gains a line that it did not state without moving anything', () => {
    const { cash: _, ...balance } = sheet.balance;
    const after = set({ 'balance.cash': '92' }, { ...sheet, balance });
    expect(after.balance).toEqual({ ...balance, cash: '92' });
  });

  test('is another statement: the first stays as it was', () => {
    const before = structuredClone(sheet);
    set({ 'balance.cash': '0', 'income.revenue': '1' });
    expect(sheet).toEqual(before);
  });
});
