import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';
import { assess } from '../assess';
import { assessmentInput, type AssessmentInput } from '../assessment-input';
import type { OfferedSecurity } from '../security';

const example = exampleFile('assess-worked-example');
const poorCard = Object.fromEntries(standardPolicy.items.list.map(({ code }) => [code, '3111']));
/** 30 % on the card: CA5, which buys only fully secured; the models alone give 760,000 × 0.30. */
const weak: AssessmentInput = { ...example, answers: poorCard };

const mortgage: OfferedSecurity = {
  securityId: 'S-1',
  kind: 'mortgage',
  description: '厂房',
  appraisedValue: ofYuan('300000.00'),
  liquidationValue: ofYuan('33333.33'),
  coveragePercent: '70',
  validTo: dateOf('2026-11-20'),
};
const insurance: OfferedSecurity = {
  ...mortgage,
  securityId: 'S-2',
  kind: 'insurance',
  description: '信用保险',
  liquidationValue: ofYuan('300000.00'),
  coveragePercent: '99.99',
  validTo: dateOf('2027-01-31'),
};

describe('securities', () => {
  test('count by liquidation value × coverage, each cut to the fen, and limit what CA5 may buy', () => {
    expect(assess(standardPolicy, weak)).toMatchObject({ outcome: 'declined', noGradeReasons: ['needs-security'] });
    const found = assess(standardPolicy, { ...weak, securities: [mortgage] });
    expect(found.securities).toMatchObject({
      list: [{ securityId: 'S-1', counted: true, amount: '23333.33' }],
      total: '23333.33',
    });
    expect(found).toMatchObject({ characteristicGrade: 'CA5', limit: '23000.00', grade: '1A5' });
    expect(found.combination).toMatchObject({ smallest: 'security' });
  });

  test('add up, and let the models decide where they cover more', () => {
    const found = assess(standardPolicy, { ...weak, securities: [mortgage, insurance] });
    expect(found.securities?.total).toBe('323303.33');
    expect(found).toMatchObject({ limit: '228000.00', combination: { smallest: 'combined' } });
  });

  test('that lapsed the day before do not count, and say so', () => {
    const lapsed = { ...mortgage, validTo: dateOf('2026-11-19') };
    const found = assess(standardPolicy, { ...weak, securities: [lapsed] });
    expect(found.securities?.list).toMatchObject([{ counted: false, why: 'lapsed', amount: '0.00' }]);
    expect(found).toMatchObject({ outcome: 'declined', limit: '0.00', noGradeReasons: ['needs-security'] });
  });

  test('take the place of a coverage that was only declared, even where none is listed', () => {
    const flags = { security: { kind: 'declared', coverage: ofYuan('20000.00') } };
    expect(assess(standardPolicy, { ...weak, flags })).toMatchObject({ limit: '20000.00' });
    expect(assess(standardPolicy, { ...weak, flags, securities: [] })).toMatchObject({ limit: '0.00' });
  });

  test('are listed beside a grade that is not held to them', () => {
    const [plain, listed] = [example, { ...example, securities: [insurance] }].map((input) =>
      assess(standardPolicy, input),
    );
    expect(listed).toEqual({ ...plain, securities: listed?.securities });
    expect(listed?.securities?.total).toBe('299970.00');
  });

  test.each<[string, readonly unknown[], string, string]>([
    [
      'a coverage above the whole',
      [{ ...mortgage, coveragePercent: '100.01' }],
      'coveragePercent',
      'percent-out-of-range',
    ],
    ['a coverage below nothing', [{ ...mortgage, coveragePercent: '-1' }], 'coveragePercent', 'percent-out-of-range'],
    ['the same one twice', [insurance, { ...insurance }], 'securityId', 'duplicate-in-file'],
  ])('are refused at the door with %s', (_, securities, line, problem) => {
    const { error } = assessmentInput.safeParse({ ...weak, securities });
    expect(error?.issues).toMatchObject([{ path: ['securities', securities.length - 1, line], params: { problem } }]);
  });
});
