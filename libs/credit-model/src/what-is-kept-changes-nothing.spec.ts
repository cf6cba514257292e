import { assert, property } from 'fast-check';
import { fileWithFigures } from '@test/support/figure-files';
import { exampleFile, measuringPolicy, standardPolicy } from '@test/support/scoring-policy';
import { assess } from './assess';
import type { AssessmentInput } from './assessment-input';
import { rate } from './backtest/rating';
import { explain } from './explanation';
import type { ScoringPolicy } from './policy';

/** Everything that is said of a file under a policy, to the order of its fields. */
const saidOf = (policy: ScoringPolicy, input: AssessmentInput): string => {
  const assessment = assess(policy, input);
  return JSON.stringify([assessment, explain(policy, input, assessment), rate(policy, input)]);
};

const policies: readonly ScoringPolicy[] = [measuringPolicy, { ...measuringPolicy, stance: 'sales' }];

describe('what is kept of a policy between two assessments', () => {
  test('changes nothing: a policy that has assessed many says the same as one just read', () =>
    assert(
      property(fileWithFigures(measuringPolicy), (input) => {
        for (const policy of policies) expect(saidOf(policy, input)).toBe(saidOf(structuredClone(policy), input));
      }),
      { numRuns: 25 },
    ));

  test('is each policy’s own: another weight counts although the old one has been seen', () => {
    const input = exampleFile('assess-worked-example');
    const before = assess(standardPolicy, input);
    const other = structuredClone(standardPolicy);
    const set = other.weights.sets[other.stance];
    const [first = '', second = ''] = Object.keys(set);
    [set[first], set[second]] = [set[second] ?? '', set[first] ?? ''];
    expect(assess(other, input).characteristic.items[0]?.weight).toBe(before.characteristic.items[1]?.weight);
    expect(assess(standardPolicy, input)).toEqual(before);
  });

  test('cannot be changed through an assessment or a tree of reasons that shares it', () => {
    const input = exampleFile('assess-worked-example');
    const assessment = assess(standardPolicy, input);
    const [item] = assessment.characteristic.items;
    expect(() => item?.answers.push('good')).toThrow(TypeError);
    expect(() => Object.assign(item ?? {}, { score: '5' })).toThrow(TypeError);
    const parts = [explain(standardPolicy, input, assessment)];
    for (const node of parts) parts.push(...(node.children ?? []));
    const shared = parts.filter(({ code }) => /^(aspect|standard)\./.test(code));
    expect(shared.length).toBeGreaterThan(72);
    for (const node of shared) expect(() => Object.assign(node, { value: '7' })).toThrow(TypeError);
  });
});
