import { assert, oneof, property } from 'fast-check';
import { exact } from '@app/kernel/exact';
import { ofYuan } from '@app/kernel/yuan';
import { assessmentFile } from '@test/support/assessment-files';
import { fileWithFigures } from '@test/support/figure-files';
import { exampleFile, measuringPolicy as policy } from '@test/support/scoring-policy';
import { assess } from '../assess';
import type { AssessmentInput } from '../assessment-input';
import { isBetter } from '../smallest-change';
import { smallestSingleChange, type FigureChange, type SingleChange } from './single-change';
import { whatIf } from './what-if';

const example = exampleFile('assess-worked-example');
const found = (input: AssessmentInput) => smallestSingleChange(policy, input, assess(policy, input));

const afterIt = (input: AssessmentInput, change: SingleChange) =>
  whatIf(
    policy,
    input,
    change.kind === 'answer' ? { [`answers.${change.aspect}`]: change.to } : { [change.path]: change.to },
  );

/** One fen or one day back towards what it is now. */
const oneStepLess = (input: AssessmentInput, { path, from, to }: FigureChange): string => {
  const unit = path.startsWith('statements') ? input.statements[0]?.unit : 'yuan';
  const step = path === 'termDays' ? '1' : unit === 'wan' ? '0.000001' : '0.01';
  return exact(from).gt(to) ? exact(to).plus(step).toFixed() : exact(to).minus(step).toFixed();
};

describe('the smallest single change', () => {
  test('gives the better grade that it says when it is made and assessed again, and a step less does not', () => {
    let moved = 0;
    assert(
      property(oneof(assessmentFile(600), fileWithFigures(policy, 600)), (input) => {
        const change = found(input);
        if (change === undefined) return;
        const { before, after } = afterIt(input, change);
        expect(after).toMatchObject({ grade: change.grade, limit: change.limit, percent: change.percent });
        expect(isBetter(after, before)).toBe(true);
        if (change.kind === 'answer') return;
        moved += 1;
        const { after: less } = whatIf(policy, input, { [change.path]: oneStepLess(input, change) });
        expect(isBetter(less, before)).toBe(false);
      }),
      { numRuns: 30, seed: 11 },
    );
    expect(moved).toBeGreaterThan(2);
  });

  test('of the worked example, asked for more, is 4 % less of current liabilities: the next band of the shares', () => {
    const change = found({ ...example, asked: ofYuan(2_000_000) });
    expect(change).toMatchObject({ path: 'statements.2025.balance.currentLiabilities', from: '420', grade: '4A2' });
    expect(exact(change?.sizePercent ?? '0').toFixed(1)).toBe('4.0');
  });

  test.each<[string, Partial<AssessmentInput>, Partial<FigureChange>]>([
    ['the amount asked for', { asked: ofYuan(300_000) }, { path: 'asked', to: '301000.00', sizePercent: '0.3333' }],
    [
      'the expected monthly sales',
      { expectedMonthlySales: ofYuan('100000'), termDays: 90 },
      { path: 'expectedMonthlySales', to: '100333.34' },
    ],
    [
      'a security',
      {
        answers: Object.fromEntries(policy.items.list.map(({ code }) => [code, '3111'])),
        flags: { security: { kind: 'declared', coverage: ofYuan('999.99') } },
      },
      { path: 'flags.security.coverage', from: '999.99', to: '1000.00', grade: '1A5' },
    ],
  ])('may be %s', (_, changed, expected) => {
    const input = { ...example, ...changed };
    const change = found(input);
    expect(change).toMatchObject(expected);
  });

  test('is an answer where no figure would help: 20 % on the card is nothing, one answer more is CA5', () => {
    const answers = Object.fromEntries(policy.items.list.map(({ code }) => [code, '1111']));
    const input = { ...example, answers, flags: { security: { kind: 'declared', coverage: ofYuan(500_000) } } };
    const change = found(input);
    expect(change).toMatchObject({ kind: 'answer', from: 'poor', to: 'fair', sizePercent: '40', grade: '1A5' });
    expect(change && afterIt(input, change).after.grade).toBe('1A5');
  });

  test('is none where nothing within reach would help', () =>
    expect(found({ ...example, flags: { blacklisted: true } })).toBeUndefined());
});
