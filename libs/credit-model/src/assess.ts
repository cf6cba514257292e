import { exact, type Exact } from '@app/kernel/exact';
import { Problem, type ProblemDetail } from '@app/kernel/problem';
import { isPositive, ofYuan, type Yuan } from '@app/kernel/yuan';
import { unknownAspects } from './answers';
import type { AssessmentInput } from './assessment-input';
import type { Assessment, Characteristic } from './assessment-result';
import { scoreAsText, scoreOf } from './characteristic/characteristic-score';
import { contradictionDetails } from './contradictions';
import { crossChecksOf } from './cross-checks';
import { yearsOf } from './figures';
import { judge } from './judge';
import type { ScoringPolicy } from './policy';
import { bandOf } from './policy/bands';
import { ratioScoreOf, ratiosOf, termOf } from './ratios/ratios';
import { overruleProblems } from './system-answers/overrules';
import { saidInstead, systemAnswersFrom } from './system-answers/system-answers';

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

const foundedLater = ({ foundedOn, assessedOn }: AssessmentInput): readonly ProblemDetail[] =>
  foundedOn !== undefined && foundedOn > assessedOn
    ? [{ code: 'founded-after-assessment', facts: { foundedOn, assessedOn }, where: 'foundedOn' }]
    : [];

/** Everything in the input that makes an assessment meaningless, each with where it stands. */
const inputProblems = (policy: ScoringPolicy, input: AssessmentInput): readonly ProblemDetail[] => [
  ...statementsAfter(input),
  ...contradictionDetails(input.statements),
  ...unknownAspects(policy, input.answers),
  ...foundedLater(input),
];

const refuse = ([first, ...others]: readonly ProblemDetail[]): void => {
  if (first !== undefined) throw new Problem(first.code, first.facts, [first, ...others]);
};

/** Within so many points of a step of the stepped strategy, either side, a second pair of eyes is asked for. */
const nearEdge = ({ strategy, stepped }: ScoringPolicy, percent: Exact): boolean =>
  strategy === 'stepped' &&
  stepped.bands.some(({ upTo }) => upTo !== undefined && percent.minus(upTo).abs().lte(stepped.nearEdgePoints));

/** A grade that a cap holds down has no distance in points: no answer would move it. */
const distancesOf = (policy: ScoringPolicy, percent: Exact, held: boolean, limit: Yuan): Assessment['distances'] => {
  const distances: Assessment['distances'] = {};
  const { upTo } = held ? {} : bandOf(policy.grades.bands, percent);
  const better = policy.grades.bands.find(({ over }) => over !== undefined && over === upTo)?.grade;
  if (upTo !== undefined && better !== undefined)
    distances.nextGrade = { grade: better, points: exact(upTo).minus(percent).toFixed() };
  if (!isPositive(limit)) return distances;
  const tier = policy.tiers.bands.find(({ over }) => over !== undefined && exact(over).gte(limit));
  if (tier?.over !== undefined) distances.nextTier = { tier: tier.tier, amount: ofYuan(exact(tier.over).minus(limit)) };
  return distances;
};

/**
 * The three models over one customer file: ratios beside, characteristic grade and working assets combined into a
 * limit, a tier and a grade such as `3A2`. Pure: the same policy and input give the same result to the last digit.
 * Throws a Problem for statements that contradict themselves or postdate the assessment, for unknown aspects, and for an
 * overrule of something that the system did not say.
 */
export const assess = (policy: ScoringPolicy, input: AssessmentInput): Assessment => {
  refuse(inputProblems(policy, input));
  const years = yearsOf(input);
  const term = termOf(policy, input.termDays);
  const ratios = ratiosOf(policy, years, { industry: input.industry, term });
  const systemAnswers = systemAnswersFrom(policy, input, { years, ratios });
  refuse(overruleProblems(policy, input, systemAnswers));
  const score = scoreOf(policy, input, saidInstead(systemAnswers));
  const judged = judge(policy, input, { latest: years.latest, score });
  const { grade, uncapped, caps, limit, outcome, securities } = judged;
  const ratioScore = ratioScoreOf(policy, ratios, term);
  const characteristic: Characteristic = Object.assign(scoreAsText(policy, score), { uncappedGrade: uncapped, caps });
  if (input.answeredFromFigures === true) characteristic.systemAnswers = systemAnswers;
  // Put together by assigning, because an object that others are spread into is made twenty times as slowly.
  const decided = Object.assign({ outcome }, judged.graded, {
    characteristicGrade: grade,
    limit,
    percent: characteristic.percent,
    coverage: characteristic.coverage,
    noGradeReasons: judged.reasons,
    underCloseWatch: policy.buying.underCloseWatch.includes(grade),
    secondApprover: nearEdge(policy, score.percent),
    characteristic,
    workingAssets: judged.view,
    combination: judged.limited.combination,
  });
  const weighed = Object.assign(decided, securities && { securities }, { term, ratios });
  return Object.assign(weighed, ratioScore === undefined ? undefined : { ratioScore }, {
    crossChecks: crossChecksOf(policy, years.latest),
    distances: distancesOf(policy, score.percent, grade !== uncapped, limit),
  });
};
