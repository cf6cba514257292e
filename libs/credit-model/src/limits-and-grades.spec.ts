import { assert, constantFrom, property } from 'fast-check';
import { exact } from '@app/kernel/exact';
import { exceeds, isNil, isPositive } from '@app/kernel/yuan';
import { answerCards, assessmentFile } from '@test/support/assessment-files';
import { standardPolicy } from '@test/support/scoring-policy';
import { spelledOut } from './answers';
import { assess } from './assess';
import { needCapOf } from './limit/combination';
import { characteristicGrade, strategy } from './policy/policy-shape';

// Whatever is assessed is checked against the rules themselves rather than against examples of them.
const strategies = constantFrom(...strategy.options);

describe('whatever is assessed', () => {
  test('a grade stands on a limit, and a limit on what was asked, needed and secured', () => {
    const seen = new Map<string, number>();
    const see = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);
    assert(
      property(assessmentFile(900), strategies, (input, strategyInForce) => {
        const policy = { ...standardPolicy, strategy: strategyInForce };
        const assessment = assess(policy, input);
        const { outcome, grade, limit, characteristicGrade: ca, noGradeReasons } = assessment;
        see(outcome);
        see(ca);
        if (grade !== undefined) see(grade.slice(0, 2));
        for (const reason of noGradeReasons) see(reason);

        expect(grade !== undefined).toBe(isPositive(limit));
        expect(outcome === 'graded').toBe(isPositive(limit));
        expect(noGradeReasons.length === 0).toBe(isPositive(limit));
        expect(exceeds(limit, input.asked)).toBe(false);
        expect(exact(limit).eq(exact(limit).divToInt(1000).times(1000))).toBe(true);
        const needCap = needCapOf(policy, input, ca);
        if (needCap !== undefined) expect(exceeds(limit, needCap)).toBe(false);
        if (ca === 'CA5' && isPositive(limit))
          expect(exact(limit).lte(input.flags?.security?.coverage ?? '0')).toBe(true);
        if (ca === 'CA6') expect(isNil(limit)).toBe(true);
        if (grade !== undefined) expect(grade).toBe(`${assessment.tier ?? ''}${ca.slice(2)}`);
      }),
      { numRuns: 800, seed: 20261123 },
    );
    const tiers = ['1A', '2A', '3A', '4A', '5A'];
    const reasons = ['needs-security', 'characteristic-too-low', 'no-share-of-working-assets', 'below-smallest-step'];
    const wanted = ['graded', 'declined', 'refer-to-analyst', ...characteristicGrade.options, ...tiers, ...reasons];
    expect(wanted.filter((what) => !seen.has(what))).toEqual([]);
  });

  test('a better answer never lowers the percent, nor a group, nor what the models give', () => {
    const better = { none: 'poor', poor: 'fair', fair: 'good', good: 'good' } as const;
    const aspects = standardPolicy.items.list.flatMap((item) => item.aspects.map(({ code }) => code));
    assert(
      property(
        assessmentFile(900),
        answerCards,
        constantFrom(...aspects),
        strategies,
        (drawn, cards, aspect, which) => {
          const policy = { ...standardPolicy, strategy: which };
          const answers = spelledOut(policy, cards);
          const from = answers[aspect] as keyof typeof better;
          const before = assess(policy, { ...drawn, answers });
          const after = assess(policy, { ...drawn, answers: { ...answers, [aspect]: better[from] } });
          expect(exact(after.percent).gte(before.percent)).toBe(true);
          expect(exact(after.characteristic.percents.sales).gte(before.characteristic.percents.sales)).toBe(true);
          after.characteristic.groups.forEach((group, index) => {
            expect(exact(group.weighted).gte(before.characteristic.groups[index]?.weighted ?? '0')).toBe(true);
          });
          expect(exact(after.combination.factor).gte(before.combination.factor)).toBe(true);
          expect(exact(after.limit).gte(before.limit)).toBe(true);
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});
