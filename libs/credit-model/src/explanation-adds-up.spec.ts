import { assert, constantFrom, property } from 'fast-check';
import type { z } from 'zod';
import { sameContent } from '@app/kernel/same-content';
import { assessmentFile } from '@test/support/assessment-files';
import { fileWithFigures } from '@test/support/figure-files';
import { readPrinted, wrongIn, type PrintedLine } from '@test/support/printed-tree';
import { exampleFile, measuringPolicy, standardPolicy } from '@test/support/scoring-policy';
import { assess } from './assess';
import { assessmentInput, type AssessmentInput } from './assessment-input';
import { assessmentResult, type Assessment } from './assessment-result';
import { explain } from './explanation';
import { explanationNode, type ExplanationNode } from './explanation/explanation-node';
import type { ScoringPolicy } from './policy';
import { strategy, stance } from './policy/policy-shape';
import { renderExplanation } from './render-explanation';

const lines = (node: ExplanationNode): ExplanationNode[] => [node, ...(node.children ?? []).flatMap(lines)];

/** Each line uses what stands below it, but for what only stands beside: what a ratio is held against, rounded factors. */
const CHAINED = {
  chained: /^(?!Financial ratios)/,
  // Proportional multiplies before it divides: its factor is shown, rounded; securities where a grade is not held to them.
  beside: /^(Factor: .*round\(|Securities |level score|standard \(|last year)/,
};
const told = (printed: readonly PrintedLine[], label: RegExp): string | undefined =>
  printed
    .find(({ text }) => label.test(text))
    ?.text.replace(label, '')
    .split(' ')[0];

/** The grade as whoever holds only the paper would put it together: the digit of the tier, A, the digit of the grade. */
const gradeOnPaper = (printed: readonly PrintedLine[]): string => {
  const tier = told(printed, /^Limit tier: /);
  const characteristic = told(printed, /^Characteristic grade: /);
  return tier === undefined ? '—' : `${tier}${characteristic?.slice(2) ?? ''}`;
};

type Explained = Readonly<{ assessment: Assessment; tree: ExplanationNode; printed: readonly PrintedLine[] }>;

const explained = (policy: ScoringPolicy, input: AssessmentInput): Explained => {
  const assessment = assess(policy, input);
  const tree = explain(policy, input, assessment);
  return { assessment, tree, printed: readPrinted(renderExplanation(tree, 'en')) };
};

/** Everything printed comes to what is printed, up to the grade; the shapes hold; what is stored reads as it was. */
const addsUp = (policy: ScoringPolicy, input: AssessmentInput): Explained => {
  // Quicker than the matchers of a test, which would take longer than everything else here.
  const reads = (schema: z.ZodType, value: unknown) => sameContent(schema.parse(value), value);
  const found = explained(policy, input);
  const { assessment, tree, printed } = found;
  expect([reads(assessmentInput, input), reads(assessmentResult, assessment), reads(explanationNode, tree)]).toEqual([
    true,
    true,
    true,
  ]);
  expect(sameContent(JSON.parse(JSON.stringify(assessment)), assessment)).toBe(true);
  expect(printed).toHaveLength(lines(tree).length);
  expect(wrongIn(printed, CHAINED)).toEqual([]);
  expect(told(printed, /^Credit grade: /)).toBe(gradeOnPaper(printed));
  expect(told(printed, /^Suggested limit \(yuan\): /)).toBe(assessment.limit);
  return found;
};

describe('the tree of reasons', () => {
  test('adds up to the last digit on paper for whatever is assessed, under every strategy and stance', () => {
    let checked = 0;
    assert(
      property(
        assessmentFile(),
        constantFrom(...strategy.options),
        constantFrom(...stance.options),
        (input, strategyInForce, stanceInForce) => {
          const policy = { ...standardPolicy, strategy: strategyInForce, stance: stanceInForce };
          const { printed } = addsUp(policy, input);
          checked += printed.filter(({ formula, isSum }) => formula !== undefined || isSum).length;
        },
      ),
      { numRuns: 120, seed: 20261122 },
    );
    expect(checked).toBeGreaterThan(120 * 30);
  });

  test('adds up where the figures answer, with overrules and securities, and says who answered what', () => {
    const seen = { measured: 0, missing: 0, overruled: 0, counted: 0, lapsed: 0 };
    assert(
      property(fileWithFigures(measuringPolicy), constantFrom(...strategy.options), (input, strategyInForce) => {
        const { assessment, tree } = addsUp({ ...measuringPolicy, strategy: strategyInForce }, input);
        const byCode = new Map(lines(tree).map((line) => [line.code, line]));
        for (const { aspect, missing, overruled } of assessment.characteristic.systemAnswers ?? []) {
          expect(byCode.get(`evidence.${aspect}`)?.rule === undefined).toBe(missing !== undefined);
          if (overruled !== undefined) expect(byCode.get(`aspect.${aspect}`)?.note?.zh).toContain(overruled.reason);
          seen[missing !== undefined ? 'missing' : overruled !== undefined ? 'overruled' : 'measured'] += 1;
        }
        for (const { securityId, counted } of assessment.securities?.list ?? []) {
          expect(byCode.get(`security.${securityId}`)?.formula === undefined).toBe(!counted);
          seen[counted ? 'counted' : 'lapsed'] += 1;
        }
      }),
      { numRuns: 120, seed: 20261123 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(30);
  });

  test('prints the same figures in Chinese', () => {
    const { tree, printed } = explained(measuringPolicy, {
      ...exampleFile('assess-worked-card'),
      answeredFromFigures: true,
    });
    const chinese = readPrinted(renderExplanation(tree, 'zh'));
    const figures = (all: readonly PrintedLine[]) => all.map(({ value, formula, rule }) => [value, formula, rule]);
    expect(figures(chinese)).toEqual(figures(printed));
  });

  test('is caught when a printed figure is off by one in the last digit', () => {
    const file = { ...exampleFile('assess-worked-example'), answeredFromFigures: true };
    // A copy, because trees share what a policy says in each of them.
    const tree = structuredClone(explained(measuringPolicy, file).tree);
    const wrong = () => wrongIn(readPrinted(renderExplanation(tree, 'en')), CHAINED);
    let broken = 0;
    for (const line of lines(tree)) {
      if (line.value === undefined || (line.formula === undefined && line.sum !== true)) continue;
      const { value } = line;
      line.value = value.replace(/\d(?=$|\/)/, (digit) => String((Number(digit) + 1) % 10));
      expect(wrong()).not.toEqual([]);
      line.value = value;
      broken += 1;
    }
    expect(broken).toBeGreaterThan(50);
    expect(wrong()).toEqual([]);
  });

  test('is caught when a source figure on the way to the grade is another than the one that was used', () => {
    const tree = structuredClone(explained(standardPolicy, exampleFile('assess-worked-example')).tree);
    for (const code of ['figure.currentAssets', 'figure.totalLiabilities', 'aspect.C1.1', 'candidate.asked']) {
      const line = lines(tree).find((one) => one.code === code);
      if (line?.value === undefined) throw new Error(`no ${code}`);
      const { value } = line;
      line.value = '7';
      expect([code, wrongIn(readPrinted(renderExplanation(tree, 'en')), CHAINED)]).not.toEqual([code, []]);
      line.value = value;
    }
  });

  test('names every aspect, every item, every group and every ratio of the policy', () => {
    const codes = new Set(
      lines(explained(standardPolicy, exampleFile('assess-worked-card')).tree).map(({ code }) => code),
    );
    for (const item of standardPolicy.items.list) {
      expect(codes).toContain(`item.${item.code}`);
      for (const { code } of item.aspects) expect(codes).toContain(`aspect.${code}`);
    }
    for (const { id } of standardPolicy.ratios.list) expect(codes).toContain(`ratio.${id}`);
  });
});
