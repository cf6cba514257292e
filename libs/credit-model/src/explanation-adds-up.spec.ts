import { assert, constantFrom, property } from 'fast-check';
import { addUp, compare, evaluate, holds } from '@test/support/arithmetic';
import { assessmentFile } from '@test/support/assessment-files';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';
import { assess } from './assess';
import { assessmentInput } from './assessment-input';
import { assessmentResult } from './assessment-result';
import { explain } from './explanation';
import { explanationNode, type ExplanationNode } from './explanation/explanation-node';
import { strategy, stance } from './policy/policy-shape';

/** Every line of the tree that cannot be computed again from what it prints, or that does not add up. */
const wrong = (node: ExplanationNode): string[] => {
  const { code, value = '', formula, rule, sum, children = [] } = node;
  const found: string[] = [];
  if (formula !== undefined && compare(evaluate(formula), evaluate(value)) !== 0)
    found.push(`${code}: ${value} = ${formula}`);
  if (rule !== undefined && !holds(rule)) found.push(`${code}: ${rule}`);
  if (sum === true && compare(addUp(children.map((child) => child.value ?? '')), evaluate(value)) !== 0) {
    found.push(`${code}: ${value} is not the sum of its lines`);
  }
  return [...found, ...children.flatMap(wrong)];
};

const lines = (node: ExplanationNode): ExplanationNode[] => [node, ...(node.children ?? []).flatMap(lines)];

describe('the tree of reasons', () => {
  test('adds up to the last digit for whatever is assessed, under every strategy and stance', () => {
    let checked = 0;
    assert(
      property(
        assessmentFile(),
        constantFrom(...strategy.options),
        constantFrom(...stance.options),
        (input, strategyInForce, stanceInForce) => {
          const policy = { ...standardPolicy, strategy: strategyInForce, stance: stanceInForce };
          expect(assessmentInput.parse(input)).toEqual(input);
          const assessment = assess(policy, input);
          expect(assessmentResult.parse(assessment)).toEqual(assessment);
          expect(JSON.parse(JSON.stringify(assessment))).toEqual(assessment);
          const tree = explain(policy, input, assessment);
          expect(explanationNode.parse(tree)).toEqual(tree);
          expect(wrong(tree)).toEqual([]);
          checked += lines(tree).filter(({ formula, sum }) => formula !== undefined || sum === true).length;
        },
      ),
      { numRuns: 300, seed: 20261122 },
    );
    expect(checked).toBeGreaterThan(300 * 30);
  });

  test('is caught when a printed figure is off by one in the last digit', () => {
    const input = exampleFile('assess-worked-example');
    const tree = explain(standardPolicy, input, assess(standardPolicy, input));
    for (const line of lines(tree)) {
      if (line.value === undefined || (line.formula === undefined && line.sum !== true)) continue;
      const { value } = line;
      line.value = value.replace(/\d(?=$|\/)/, (digit) => String((Number(digit) + 1) % 10));
      expect(wrong(tree)).not.toEqual([]);
      line.value = value;
    }
    expect(wrong(tree)).toEqual([]);
  });

  test('names every aspect, every item, every group and every ratio of the policy', () => {
    const input = exampleFile('assess-worked-card');
    const codes = new Set(lines(explain(standardPolicy, input, assess(standardPolicy, input))).map(({ code }) => code));
    for (const item of standardPolicy.items.list) {
      expect(codes).toContain(`item.${item.code}`);
      for (const { code } of item.aspects) expect(codes).toContain(`aspect.${code}`);
    }
    for (const { id } of standardPolicy.ratios.list) expect(codes).toContain(`ratio.${id}`);
  });
});
