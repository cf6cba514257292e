import { exact } from '@app/kernel/exact';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';
import { assess } from './assess';
import { combine } from './limit/combination';
import { bandOf } from './policy/bands';
import { levelScore, levelTableOf } from './ratios/level-score';

const card = assess(standardPolicy, exampleFile('assess-worked-card'));
const example = assess(standardPolicy, exampleFile('assess-worked-example'));

describe('the worked card of the credit model', () => {
  test.each([
    ['balanced', '70.2'],
    ['sales', '68.1'],
    ['conservative', '70.3'],
  ] as const)('gives under %s weights %s %%, CA2', (stance, percent) => {
    const assessment = assess({ ...standardPolicy, stance }, exampleFile('assess-worked-card'));
    expect(assessment).toMatchObject({ percent, characteristicGrade: 'CA2' });
    expect(card.characteristic.percents[stance]).toBe(percent);
  });

  test('gives 3A2 when no more than 900,000 is asked for', () =>
    expect(card).toMatchObject({ grade: '3A2', limit: '900000.00', combination: { smallest: 'asked' } }));
});

describe('the worked example of the credit model', () => {
  test('has working assets of 380, an evaluation value of 0.7560 and a base of 76 (万元)', () =>
    expect(example.workingAssets).toMatchObject({
      workingCapital: '2800000.00',
      netWorth: '4800000.00',
      workingAssets: '3800000',
      evaluationValue: '0.755952',
      percent: '20',
      baseLimit: '760000',
    }));

  test('comes at 64 % to CA2, × 1.14, 86.64, and 3A2', () => {
    expect(example).toMatchObject({ percent: '64', characteristicGrade: 'CA2', combination: { factor: '1.14' } });
    expect(example.combination.candidates).toContainEqual({ code: 'combined', amount: '866400.00' });
    expect(example).toMatchObject({ outcome: 'graded', grade: '3A2', tier: '3A', limit: '866000.00' });
  });

  test('lies within two points of 65 and asks for a second approver', () => expect(example.secondApprover).toBe(true));

  test('is a distance from the next grade and tier', () =>
    expect(example.distances).toEqual({
      nextGrade: { grade: 'CA1', points: '21' },
      nextTier: { tier: '4A', amount: '134000.00' },
    }));

  test('comes under the proportional strategy to base × 64/60', () => {
    const proportional = assess({ ...standardPolicy, strategy: 'proportional' }, exampleFile('assess-worked-example'));
    expect(proportional.combination.candidates[0]).toEqual({ code: 'combined', amount: '810666.66' });
    expect(proportional).toMatchObject({ limit: '810000.00', grade: '3A2', secondApprover: false });
  });
});

describe('the level score', () => {
  const debt = { excellent: '48', good: '58.9', average: '68.7', low: '86.4', poor: '96.6' };
  test.each([
    ['55', 'good', '87.16'],
    ['48', 'excellent', '100'],
    ['48.000001', 'good', '100'],
    ['58.9', 'good', '80'],
    ['58.91', 'average', '79.98'],
    ['96.6', 'poor', '20'],
    ['96.600001', 'beyond', '0'],
    ['0', 'excellent', '100'],
  ])('of a debt ratio of %s %% is %s, %s', (value, level, score) => {
    const found = levelScore(exact(value), levelTableOf(debt, standardPolicy), 'lower', standardPolicy);
    expect([found?.level, found?.score.toFixed()]).toEqual([level, score]);
  });

  test('is not given where the table does not say what is worse', () =>
    expect(
      levelScore(
        exact('9.6'),
        levelTableOf({ excellent: '22.4', good: '15.2', average: '9.7' }, standardPolicy),
        'higher',
        standardPolicy,
      ),
    ).toBe(undefined));
});

describe('a characteristic percent', () => {
  test.each([
    ['0', 'CA6'],
    ['15', 'CA6'],
    ['15.0001', 'CA5'],
    ['30', 'CA5'],
    ['30.0001', 'CA4'],
    ['45', 'CA4'],
    ['45.0001', 'CA3'],
    ['60', 'CA3'],
    ['60.0001', 'CA2'],
    ['85', 'CA2'],
    ['85.0001', 'CA1'],
    ['100', 'CA1'],
  ])('of %s is %s', (percent, grade) => expect(bandOf(standardPolicy.grades.bands, exact(percent)).grade).toBe(grade));

  test.each([
    ['stepped', '20', '0'],
    ['stepped', '20.0001', '0.200001'],
    ['stepped', '45', '0.45'],
    ['stepped', '45.0001', '0.950001'],
    ['stepped', '65', '1.15'],
    ['stepped', '65.0001', '1.650001'],
    ['stepped', '100', '2'],
    ['proportional', '20', '0'],
    ['proportional', '20.0001', '0.333335'],
    ['proportional', '60', '1'],
    ['proportional', '90', '1.5'],
    ['proportional', '100', '1.5'],
  ] as const)('under %s of %s makes %s of the base', (strategy, percent, factor) =>
    expect(combine({ ...standardPolicy, strategy }, exact(1), exact(percent)).factor.toFixed()).toBe(factor),
  );

  test.each([
    ['0.01', '1A'],
    ['300000.00', '1A'],
    ['300000.01', '2A'],
    ['600000.00', '2A'],
    ['600000.01', '3A'],
    ['1000000.00', '3A'],
    ['1000000.01', '4A'],
    ['1500000.00', '4A'],
    ['1500000.01', '5A'],
  ])('and a limit of %s is tier %s', (limit, tier) =>
    expect(bandOf(standardPolicy.tiers.bands, exact(limit)).tier).toBe(tier),
  );
});
