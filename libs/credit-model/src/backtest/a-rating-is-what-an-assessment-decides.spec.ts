import fc from 'fast-check';
import { assessmentFile } from '@test/support/assessment-files';
import { exampleFile, measuringPolicy, standardPolicy } from '@test/support/scoring-policy';
import { assess } from '../assess';
import { rate } from './rating';

const policies = [standardPolicy, measuringPolicy, { ...measuringPolicy, strategy: 'proportional' as const }];

describe('a rating', () => {
  test('is what the assessment of the same file decides, under any policy and whoever answers', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(assessmentFile(), fc.constantFrom(...policies), fc.boolean(), (file, policy, answeredFromFigures) => {
        const input = { ...file, answeredFromFigures };
        const { outcome, grade, characteristicGrade, limit } = assess(policy, input);
        outcomes.add(outcome);
        expect(rate(policy, input)).toEqual({
          outcome,
          characteristicGrade,
          limit,
          ...(grade !== undefined && { grade }),
        });
      }),
      { numRuns: 300, seed: 13 },
    );
    expect([...outcomes]).toEqual(expect.arrayContaining(['graded', 'declined']));
  });

  test('refuses an aspect or an overrule that the policy does not know', () => {
    const file = exampleFile('assess-worked-example');
    const overrule = { answer: 'good' as const, reason: '实地查看', by: 'analyst-li' };
    const unknown = expect.objectContaining({ code: 'unknown-aspect' }) as Error;
    expect(() => rate(standardPolicy, { ...file, answers: { 'C9.1': 'good' } })).toThrow(unknown);
    expect(() => rate(standardPolicy, { ...file, overrules: { 'C9.1': overrule } })).toThrow(unknown);
  });
});
