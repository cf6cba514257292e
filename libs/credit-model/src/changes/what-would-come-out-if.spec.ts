import type { Problem } from '@app/kernel/problem';
import { exampleFile, measuringPolicy } from '@test/support/scoring-policy';
import { assess } from '../assess';
import { assessmentInput, type AssessmentInput } from '../assessment-input';
import { whatIf, type Changes } from './what-if';
import { whatIfResult } from './what-if-result';

const example = exampleFile('assess-worked-example');
const base: AssessmentInput = assessmentInput.parse({
  ...example,
  answeredFromFigures: true,
  statements: [
    {
      year: 2025,
      unit: 'wan',
      balance: { ...example.statements[0]?.balance, cash: '80', equity: '480' },
      income: {
        revenue: '1500',
        costOfSales: '1200',
        operatingProfit: '60',
        totalProfit: '60',
        netProfit: '45',
      },
      cashFlow: { operating: '50', investing: '-20', financing: '0', net: '30' },
    },
  ],
});
const ask = (changes: Changes, input = base) => whatIf(measuringPolicy, input, changes);
const problems = (changes: Changes) => {
  try {
    ask(changes);
  } catch (error) {
    return (error as Problem).details.map(({ code, where = '', facts }) => [code, where, facts]);
  }
  return [];
};

describe('what if', () => {
  test('nothing were changed: nothing differs', () => {
    const { before, after, differences } = ask({});
    expect(after).toEqual(before);
    expect(differences).toEqual({
      noGradeReasons: { come: [], gone: [] },
      caps: { come: [], gone: [] },
      ratios: [],
      answers: [],
    });
  });

  test('less were asked for: grade and limit at once, and the input stays as it was', () => {
    const kept = structuredClone(base);
    const result = ask({ asked: '500000' });
    expect(whatIfResult.parse(result)).toEqual(result);
    expect(result.changes).toEqual([{ path: 'asked', from: '1000000.00', to: '500000.00' }]);
    expect(result.before).toEqual(assess(measuringPolicy, base));
    expect(result.after).toEqual(assess(measuringPolicy, { ...base, asked: '500000.00' as typeof base.asked }));
    expect(result.differences).toMatchObject({
      tier: { before: '3A', after: '2A' },
      limit: { after: '500000.00' },
      answers: [{ aspect: 'C6.1', before: 'poor', after: 'fair' }],
    });
    expect(base).toEqual(kept);
  });

  test('a line of the statement were another: its totals and the ratios move along, and it still balances', () => {
    const { after, differences } = ask({ 'statements.2025.balance.cash': '180' });
    expect(after.workingAssets).toMatchObject({
      currentAssets: '8000000.00',
      totalAssets: '11000000.00',
      netWorth: '5800000.00',
    });
    expect(differences.ratios.find(({ id }) => id === 'cashRatio')).toMatchObject({
      before: '0.190476',
      after: '0.428571',
    });
    expect(differences.answers).toContainEqual({ aspect: 'C3.3', before: 'fair', after: 'good' });
  });

  test('a total were set beside its line: it stays as it was set', () => {
    const both = { 'statements.2025.balance.cash': '180', 'statements.2025.balance.currentAssets': '700' };
    expect(ask(both).after.workingAssets).toMatchObject({ currentAssets: '7000000.00', netWorth: '4800000.00' });
    const reversed = Object.fromEntries(Object.entries(both).reverse());
    expect(ask(reversed).after).toEqual(ask(both).after);
  });

  test.each<[string, Changes, object]>([
    ['an answer', { 'answers.A1.1': 'none' }, { answers: [{ aspect: 'A1.1', before: 'good', after: 'none' }] }],
    ['an overrule', { 'overrules.C5.1': 'poor' }, { answers: [{ aspect: 'C5.1', before: 'good', after: 'poor' }] }],
    [
      'a flag',
      { 'flags.suedBySupplier': 'true' },
      { caps: { come: ['sued-by-supplier'] }, characteristicGrade: { after: 'CA4' } },
    ],
    ['a class', { 'flags.customerClass': 'D' }, { percent: { change: '-8.4' } }],
    [
      'a trade figure',
      { 'trade.onTimePercent': '40' },
      { answers: [{ aspect: 'C1.1', before: 'good', after: 'poor' }] },
    ],
    ['the stance', { 'policy.stance': 'conservative' }, { percent: {} }],
    ['the strategy', { 'policy.strategy': 'proportional' }, { limit: {} }],
    [
      'the expected sales',
      { expectedMonthlySales: '0' },
      { outcome: { after: 'declined' }, noGradeReasons: { come: ['need-cap-zero'] } },
    ],
    ['the term', { termDays: 120 }, { answers: [{ aspect: 'B2.1', before: 'fair', after: 'poor' }] }],
  ])('%s were another: says what differs', (_, changes, differences) =>
    expect(ask(changes).differences).toMatchObject(differences),
  );

  test('a security were offered: it is listed, and backs a customer that buys only secured', () => {
    const poor = Object.fromEntries(measuringPolicy.items.list.map(({ code }) => [code, '3111']));
    const weak = { ...example, answers: poor };
    const { differences, after } = ask({ 'securities.S-1.liquidationValue': '250000' }, weak);
    expect(differences).toMatchObject({
      outcome: { before: 'declined', after: 'graded' },
      noGradeReasons: { gone: ['needs-security'] },
    });
    expect(after.securities).toMatchObject({ list: [{ securityId: 'S-1', counted: true }], total: '250000.00' });
  });

  test('something were taken away: it is as if it had never been there', () => {
    const { after } = ask({ 'statements.2025.balance.cash': null, 'statements.2025.balance.equity': '' });
    expect(after.ratios.find(({ id }) => id === 'cashRatio')?.unavailable).toMatchObject({ figures: ['cash'] });
  });

  test('the path leads nowhere: says which, and what there is', () => {
    expect(problems({ 'flags.colour': 'red', asked: '1' })).toMatchObject([
      ['what-if-path', 'flags.colour', { known: expect.stringContaining('flags.suedBySupplier') as string }],
    ]);
    expect(problems({ 'statements.2024.balance.cash': '1' })).toMatchObject([
      ['what-if-path', 'statements.2024.balance.cash', { known: 'statements.2025.balance.inventory' }],
    ]);
    for (const path of [
      'colour',
      'answers.Z1.1',
      'answers.C3',
      'statements.2025.balance.gold',
      'trade',
      'policy.points',
      'securities.S-1.colour',
      // What every object has by birth is no place of the input.
      'constructor',
      'flags.constructor',
      'trade.__proto__',
      'trade.toString',
      'policy.__proto__',
      'securities.S-1.constructor',
      'statements.2025.constructor',
    ])
      expect(problems({ [path]: '1' })).toMatchObject([['what-if-path', path, { path }]]);
  });

  test.each<[string, Changes, string, string]>([
    ['text for an amount', { asked: 'much' }, 'what-if-value', 'asked'],
    ['a number for an amount', { asked: 5 }, 'what-if-value', 'asked'],
    ['a day that there is not', { customerSince: '2026-02-30' }, 'no-such-date', 'customerSince'],
    ['an answer outside its choices', { 'answers.A1.1': 'great' }, 'what-if-value', 'answers.A1.1'],
    ['half a day', { termDays: '1.5' }, 'what-if-value', 'termDays'],
    ['no term at all', { termDays: null }, 'value-missing', 'termDays'],
    [
      'a line taken away that is needed',
      { 'statements.2025.balance.totalAssets': null },
      'statement-line-missing',
      'statements[0].balance.totalAssets',
    ],
    ['a term out of range', { termDays: 9000 }, 'what-if-value', 'termDays'],
    [
      'an amount below nought',
      { 'statements.2025.balance.inventory': '-1' },
      'amount-negative',
      'statements[0].balance.inventory',
    ],
    [
      'a sheet that does not balance',
      { 'statements.2025.balance.equity': '1' },
      'statement-contradicts-itself',
      'statements[0].balance.totalAssets',
    ],
    ['a day before the statement', { assessedOn: '2020-01-01' }, 'statement-after-assessment', 'statements[0].year'],
    ['an overrule of the analyst', { 'overrules.A1.1': 'poor' }, 'overrule-not-system', 'overrules.A1.1'],
  ])('is asked with %s: says what and where', (_, changes, code, where) =>
    expect(problems(changes)).toMatchObject([[code, where, {}]]),
  );

  test('a line that is needed were taken away: names the line', () =>
    expect(problems({ 'statements.2025.balance.totalAssets': null })).toMatchObject([
      ['statement-line-missing', 'statements[0].balance.totalAssets', { line: 'totalAssets' }],
    ]));
});
