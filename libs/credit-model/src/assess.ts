import { exact, type Exact } from '@app/kernel/exact';
import { Problem, type ProblemDetail } from '@app/kernel/problem';
import { isNil, isPositive, nil, ofYuan, type Yuan } from '@app/kernel/yuan';
import { unknownAspects } from './answers';
import type { AssessmentInput } from './assessment-input';
import type { Assessment, NoGradeReason, WorkingAssets } from './assessment-result';
import { scoreAsText, scoreOf } from './characteristic/characteristic-score';
import { gradeOf } from './characteristic/grade-caps';
import { contradictionDetails } from './contradictions';
import { crossChecksOf } from './cross-checks';
import { yearsOf } from './figures';
import { limitOf, type Limited } from './limit/combination';
import { workingAssetsOf } from './limit/working-assets';
import type { ScoringPolicy } from './policy';
import { bandOf } from './policy/bands';
import { characteristicGrade, type CharacteristicGrade } from './policy/policy-shape';
import { ratioScoreOf, ratiosOf, termOf } from './ratios/ratios';

const statementsAfter = ({ statements, assessedOn }: AssessmentInput): readonly ProblemDetail[] =>
  statements.flatMap(({ year }, index) =>
    `${year}-12-31` > assessedOn
      ? [
          {
            code: 'statement-after-assessment' as const,
            facts: { year, assessedOn },
            where: `statements[${index}].year`,
          },
        ]
      : [],
  );

/** Everything in the input that makes an assessment meaningless, each with where it stands. */
const inputProblems = (policy: ScoringPolicy, input: AssessmentInput): readonly ProblemDetail[] => [
  ...statementsAfter(input),
  ...contradictionDetails(input.statements),
  ...unknownAspects(policy, input.answers),
];

/** Within so many points of a step of the stepped strategy, either side, a second pair of eyes is asked for. */
const nearEdge = ({ strategy, stepped }: ScoringPolicy, percent: Exact): boolean =>
  strategy === 'stepped' &&
  stepped.bands.some(({ upTo }) => upTo !== undefined && percent.minus(upTo).abs().lte(stepped.nearEdgePoints));

type Found = Readonly<{ grade: CharacteristicGrade; percent: Exact; view: WorkingAssets; limited: Limited }>;

const noGradeReasons = (policy: ScoringPolicy, { grade, view, limited }: Found): NoGradeReason[] => {
  const { combination, limit } = limited;
  const nothing = (code: string): boolean =>
    combination.candidates.some((candidate) => candidate.code === code && isNil(candidate.amount));
  const guarded = view.guards.length > 0;
  const reasons: NoGradeReason[] = [...view.guards];
  if (policy.buying.notAtAll.includes(grade)) reasons.push('grade-not-allowed');
  if (nothing('security')) reasons.push('needs-security');
  if (nothing('need-cap')) reasons.push('need-cap-zero');
  if (!guarded && exact(view.baseLimit).isZero()) reasons.push('no-share-of-working-assets');
  if (exact(combination.factor).isZero()) reasons.push('characteristic-too-low');
  return reasons.length === 0 && isNil(limit) ? ['below-smallest-step'] : reasons;
};

/** A firm without current liabilities has no evaluation value: an analyst looks, unless something else forbids it anyway. */
const outcomeOf = (reasons: readonly NoGradeReason[]): Assessment['outcome'] => {
  if (reasons.length === 0) return 'graded';
  return reasons.every((reason) => reason === 'no-current-liabilities') ? 'refer-to-analyst' : 'declined';
};

/** A grade that a cap holds down has no distance in points: no answer would move it. */
const distancesOf = (policy: ScoringPolicy, percent: Exact, held: boolean, limit: Yuan): Assessment['distances'] => {
  const { upTo } = held ? {} : bandOf(policy.grades.bands, percent);
  const better = policy.grades.bands.find(({ over }) => over !== undefined && over === upTo)?.grade;
  const tier = policy.tiers.bands.find(({ over }) => over !== undefined && exact(over).gte(limit));
  return {
    ...(upTo !== undefined &&
      better !== undefined && { nextGrade: { grade: better, points: exact(upTo).minus(percent).toFixed() } }),
    ...(isPositive(limit) &&
      tier?.over !== undefined && { nextTier: { tier: tier.tier, amount: ofYuan(exact(tier.over).minus(limit)) } }),
  };
};

const gradeAndTier = (policy: ScoringPolicy, limit: Yuan, grade: CharacteristicGrade) => {
  const { tier } = bandOf(policy.tiers.bands, exact(limit));
  return { tier, grade: `${tier}${characteristicGrade.options.indexOf(grade) + 1}` };
};

/**
 * The three models over one customer file: ratios beside, characteristic grade and working assets combined into a
 * limit, a tier and a grade such as `3A2`. Pure: the same policy and input give the same result to the last digit.
 * Throws a Problem for statements that contradict themselves or postdate the assessment, and for unknown aspects.
 */
export const assess = (policy: ScoringPolicy, input: AssessmentInput): Assessment => {
  const [first, ...others] = inputProblems(policy, input);
  if (first !== undefined) throw new Problem(first.code, first.facts, [first, ...others]);

  const years = yearsOf(input);
  const score = scoreOf(policy, input);
  const { uncapped, grade, caps } = gradeOf(policy, input, score);
  const { base, view } = workingAssetsOf(policy, years.latest);
  const limited = limitOf(policy, input, grade, { base, percent: score.percent });
  const reasons = noGradeReasons(policy, { grade, percent: score.percent, view, limited });
  const outcome = outcomeOf(reasons);
  const limit = outcome === 'graded' ? limited.limit : nil;
  const term = termOf(policy, input.termDays);
  const ratios = ratiosOf(policy, years, { industry: input.industry, term });
  const ratioScore = ratioScoreOf(policy, ratios);
  const characteristic = { ...scoreAsText(policy, score), uncappedGrade: uncapped, caps: [...caps] };
  return {
    outcome,
    ...(outcome === 'graded' && gradeAndTier(policy, limit, grade)),
    characteristicGrade: grade,
    limit,
    percent: characteristic.percent,
    coverage: characteristic.coverage,
    noGradeReasons: reasons,
    underCloseWatch: policy.buying.underCloseWatch.includes(grade),
    secondApprover: nearEdge(policy, score.percent),
    characteristic,
    workingAssets: view,
    combination: limited.combination,
    term,
    ratios: [...ratios],
    ...(ratioScore !== undefined && { ratioScore }),
    crossChecks: [...crossChecksOf(policy, years.latest)],
    distances: distancesOf(policy, score.percent, grade !== uncapped, limit),
  };
};
