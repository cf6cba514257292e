import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';
import { assess } from './assess';
import type { AssessmentInput } from './assessment-input';

const file = exampleFile('assess-worked-example');
const assessed = (changes: Partial<AssessmentInput>) => assess(standardPolicy, { ...file, ...changes });
const codes = standardPolicy.items.list.map(({ code }) => code);
const all = (card: string): Record<string, string> => Object.fromEntries(codes.map((code) => [code, card]));

describe('a cap on the characteristic grade', () => {
  test('does not fire on the worked example', () => expect(assessed({}).characteristic.caps).toEqual([]));

  test('fires when another supplier sues: at most CA4, and the limit keeps its arithmetic', () => {
    const sued = assessed({ flags: { suedBySupplier: true } });
    expect(sued).toMatchObject({ characteristicGrade: 'CA4', grade: '3A4', limit: '866000.00', underCloseWatch: true });
    expect(sued.characteristic).toMatchObject({
      uncappedGrade: 'CA2',
      caps: [{ code: 'sued-by-supplier', atMost: 'CA4', lowered: true }],
    });
  });

  test('fires when fewer than 60 % of the aspects are answered', () => {
    // Ten items whole and three aspects of an eleventh are 43 of 72; the eleventh whole makes 44.
    const answered = (more: string): Record<string, string> => ({
      ...all('0000'),
      ...Object.fromEntries(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'A2', 'A3', 'A5', 'B5'].map((code) => [code, '5555'])),
      A4: more,
    });
    const under = assessed({ answers: answered('5550') });
    expect(under).toMatchObject({ coverage: '59.72', characteristicGrade: 'CA3' });
    expect(under.characteristic.caps).toEqual([
      { code: 'low-coverage', atMost: 'CA3', lowered: true, figure: '59.72', edge: '60' },
    ]);
    expect(assessed({ answers: answered('5555') })).toMatchObject({ coverage: '61.11', characteristicGrade: 'CA2' });
  });

  test('fires on a customer of less than a year, and not on the day the year is full', () => {
    expect(assessed({ customerSince: dateOf('2025-11-21') })).toMatchObject({
      characteristicGrade: 'CA3',
      grade: '3A3',
    });
    expect(assessed({ customerSince: dateOf('2025-11-20') })).toMatchObject({ characteristicGrade: 'CA2' });
  });

  test('fires when credit and finance stay under 45 %', () => {
    const weak = { ...all('5555'), C1: '3331', C2: '3331', C3: '3331', C4: '3310', C5: '3310', C6: '3310' };
    const assessment = assessed({ answers: weak });
    expect(assessment.characteristic).toMatchObject({
      uncappedGrade: 'CA2',
      caps: [{ code: 'weak-group', atMost: 'CA4', lowered: true, edge: '45' }],
    });
    expect(assessment.characteristicGrade).toBe('CA4');
  });

  test('leaves a customer at 45 % of credit and finance alone', () => {
    // Nine of twenty points in every item of the group.
    const at = { ...all('5555'), C1: '3330', C2: '3330', C3: '3330', C4: '3330', C5: '3330', C6: '3330' };
    expect(assessed({ answers: at }).characteristic.groups[2]?.percent).toBe('45');
    expect(assessed({ answers: at }).characteristic.caps).toEqual([]);
    expect(assessed({ answers: { ...at, C6: '3310' } }).characteristic.caps).toMatchObject([{ code: 'weak-group' }]);
  });

  test('is named even where the grade was no better anyway', () =>
    expect(assessed({ answers: all('1110'), flags: { suedBySupplier: true } }).characteristic.caps).toContainEqual({
      code: 'sued-by-supplier',
      atMost: 'CA4',
      lowered: false,
    }));

  test('declines a blacklisted customer', () =>
    expect(assessed({ flags: { blacklisted: true } })).toMatchObject({
      outcome: 'declined',
      characteristicGrade: 'CA6',
      noGradeReasons: ['grade-not-allowed'],
      limit: '0.00',
    }));
});

describe('a customer class', () => {
  test.each([
    ['A', '7', '64'],
    ['B', '7', '64'],
    ['C', '4', '60.4'],
    ['D', '0', '55.6'],
  ] as const)('%s leaves %s for the payment record and %s %% in all', (customerClass, score, percent) => {
    const assessment = assessed({ flags: { customerClass } });
    const record = assessment.characteristic.items.find(({ code }) => code === 'C1');
    expect([record?.score, record?.uncappedScore, assessment.percent]).toEqual([score, '7', percent]);
  });
});

describe('a CA5 customer', () => {
  test('gets nothing without security', () =>
    expect(assessed({ answers: all('3111') })).toMatchObject({
      percent: '30',
      characteristicGrade: 'CA5',
      outcome: 'declined',
      noGradeReasons: ['needs-security'],
    }));

  test('gets at most what its security covers', () => {
    const flags = { security: { kind: 'mortgage', coverage: ofYuan('123456.78') } };
    expect(assessed({ answers: all('3111'), flags })).toMatchObject({
      grade: '1A5',
      limit: '123000.00',
      combination: { smallest: 'security' },
    });
  });

  test('gets nothing up to 20 %, where the factor is zero', () =>
    expect(assessed({ answers: all('3100') })).toMatchObject({
      percent: '20',
      characteristicGrade: 'CA5',
      outcome: 'declined',
      noGradeReasons: ['needs-security', 'characteristic-too-low'],
    }));

  test('becomes CA6 at 15 %', () =>
    expect(assessed({ answers: all('1110') })).toMatchObject({ percent: '15', characteristicGrade: 'CA6' }));
});

describe('the need cap', () => {
  test.each([
    ['CA2', {}, '300000.00', '900000.00', '866000.00'],
    ['CA2', {}, '200000.00', '600000.00', '600000.00'],
    ['CA4', { suedBySupplier: true }, '200000.00', '360000.00', '360000.00'],
  ])('of %s %j on sales of %s is %s and leaves %s', (_, flags, expectedMonthlySales, needCap, limit) => {
    const assessment = assessed({ flags, expectedMonthlySales: ofYuan(expectedMonthlySales) });
    expect(assessment.combination.candidates).toContainEqual({ code: 'need-cap', amount: needCap });
    expect(assessment.limit).toBe(limit);
  });

  test('of nothing declines', () =>
    expect(assessed({ expectedMonthlySales: ofYuan(0) })).toMatchObject({
      outcome: 'declined',
      noGradeReasons: ['need-cap-zero'],
    }));
});
