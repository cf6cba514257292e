import { assert, property } from 'fast-check';
import { exact } from '@app/kernel/exact';
import { ofYuan } from '@app/kernel/yuan';
import { assessmentFile } from '@test/support/assessment-files';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';
import { spelledOut } from './answers';
import { assess } from './assess';
import { smallestChange } from './smallest-change';

describe('the smallest single change', () => {
  test('that moves a customer up is one answer, and assessing it again gives that grade', () => {
    let found = 0;
    assert(
      property(assessmentFile(600), (input) => {
        const before = assess(standardPolicy, input);
        const change = smallestChange(standardPolicy, input, before);
        if (change === undefined) return;
        found += 1;
        const answers = { ...spelledOut(standardPolicy, input.answers), [change.aspect]: change.to };
        const after = assess(standardPolicy, { ...input, answers });
        expect(after).toMatchObject({ grade: change.grade, limit: change.limit, percent: change.percent });
        expect(after.grade).not.toBe(before.grade);
        expect(exact(after.percent).gt(before.percent)).toBe(true);
      }),
      { numRuns: 20, seed: 8 },
    );
    expect(found).toBeGreaterThan(0);
  });

  test('is the one with the least rise: 1.2 points carry the worked example over 65 and into 4A', () => {
    const input = { ...exampleFile('assess-worked-example'), asked: ofYuan(2_000_000) };
    const change = smallestChange(standardPolicy, input, assess(standardPolicy, input));
    expect(change).toMatchObject({ grade: '4A2', percent: '65.2', limit: '1255000.00' });
  });

  test('is not named where the amount asked for is what limits', () => {
    const input = exampleFile('assess-worked-card');
    expect(smallestChange(standardPolicy, input, assess(standardPolicy, input))).toBeUndefined();
  });
});
