import { assert, integer, property } from 'fast-check';
import { assessmentFile } from '@test/support/assessment-files';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';
import { assess } from './assess';
import type { AssessmentInput } from './assessment-input';
import type { Statement } from './statement';

const file = exampleFile('assess-worked-example');
const withBalance = (balance: Partial<Statement['balance']>): AssessmentInput => ({
  ...file,
  statements: file.statements.map((statement) => ({ ...statement, balance: { ...statement.balance, ...balance } })),
});

describe('the working assets model', () => {
  test.each([
    // CL = TL = NW = 100: the value is (2 CA − inventory)/100 − 2.
    ['one fen below 0.3', '115.00', '17.5'],
    ['one fen over 0.3', '115.01', '20'],
    ['one fen below 1.0', '149.99', '20'],
    ['at 1.0', '150.00', '25'],
  ])('%s, current assets %s, takes %s %%', (_, currentAssets, percent) => {
    const balance = {
      currentAssets,
      inventory: '0',
      currentLiabilities: '100',
      totalAssets: '200',
      totalLiabilities: '100',
    };
    expect(assess(standardPolicy, withBalance(balance)).workingAssets.percent).toBe(percent);
  });

  test.each([
    ['50.00', '25'],
    ['49.99', '20'],
  ])('meets 1.0 exactly through thirds: current assets %s take %s %%', (currentAssets, percent) => {
    const balance = {
      currentAssets,
      inventory: currentAssets,
      currentLiabilities: '30',
      totalAssets: '120',
      totalLiabilities: '30',
    };
    expect(assess(standardPolicy, withBalance(balance)).workingAssets.percent).toBe(percent);
  });

  test('declines a firm that owes what it has, and names the guard', () => {
    const assessment = assess(standardPolicy, withBalance({ totalLiabilities: '1000' }));
    expect(assessment).toMatchObject({
      outcome: 'declined',
      limit: '0.00',
      noGradeReasons: ['net-worth-not-positive'],
    });
    expect(assessment.grade).toBeUndefined();
  });

  test('declines a firm whose working assets are not above zero', () =>
    expect(
      assess(
        standardPolicy,
        withBalance({ currentAssets: '300', inventory: '200', currentLiabilities: '500', totalAssets: '700' }),
      ),
    ).toMatchObject({ outcome: 'declined', noGradeReasons: ['working-assets-not-positive'] }));

  test('refers a firm without current liabilities to an analyst', () => {
    const assessment = assess(standardPolicy, withBalance({ currentLiabilities: '0' }));
    expect(assessment).toMatchObject({
      outcome: 'refer-to-analyst',
      limit: '0.00',
      noGradeReasons: ['no-current-liabilities'],
    });
    expect(assessment.workingAssets.evaluationValue).toBeUndefined();
  });

  test('declines a blacklisted firm even without current liabilities', () =>
    expect(
      assess(standardPolicy, { ...withBalance({ currentLiabilities: '0' }), flags: { blacklisted: true } }).outcome,
    ).toBe('declined'));

  test('gives no limit to any firm whose debts reach its assets', () => {
    assert(
      property(assessmentFile(900), integer({ min: 0, max: 5_000_000 }), (drawn, excess) => {
        const input: AssessmentInput = {
          ...drawn,
          statements: drawn.statements.map((statement) => {
            const { totalAssets } = statement.balance;
            const totalLiabilities = (BigInt(totalAssets) + BigInt(excess)).toString();
            return { ...statement, balance: { ...statement.balance, totalLiabilities } };
          }),
        };
        const assessment = assess(standardPolicy, input);
        expect(assessment).toMatchObject({ outcome: 'declined', limit: '0.00' });
        expect(assessment.noGradeReasons).toContain('net-worth-not-positive');
        expect(assessment.grade).toBeUndefined();
      }),
      { numRuns: 300, seed: 12937 },
    );
  });
});
