import { exact } from '@app/kernel/exact';
import { isNil, nil, type Yuan } from '@app/kernel/yuan';
import type { AssessmentInput } from './assessment-input';
import type { Assessment, Cap, NoGradeReason, WorkingAssets } from './assessment-result';
import type { Score } from './characteristic/characteristic-score';
import { gradeOf } from './characteristic/grade-caps';
import type { BalanceFigures } from './figures';
import { limitOf, type Limited } from './limit/combination';
import { securedPartOf, securitiesOf, type CountedSecurities } from './limit/counted-securities';
import { workingAssetsOf } from './limit/working-assets';
import type { ScoringPolicy } from './policy';
import { bandOf } from './policy/bands';
import { characteristicGrade, type CharacteristicGrade } from './policy/policy-shape';

type Found = Readonly<{ grade: CharacteristicGrade; view: WorkingAssets; limited: Limited }>;

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

const gradeAndTier = (policy: ScoringPolicy, limit: Yuan, grade: CharacteristicGrade) => {
  const { tier } = bandOf(policy.tiers.bands, exact(limit));
  return { tier, grade: `${tier}${characteristicGrade.options.indexOf(grade) + 1}` };
};

type Judged = Found &
  Readonly<{
    uncapped: CharacteristicGrade;
    caps: Cap[];
    securities: CountedSecurities | undefined;
    reasons: NoGradeReason[];
    outcome: Assessment['outcome'];
    limit: Yuan;
    /** Only where there is a limit. */
    graded: Pick<Assessment, 'tier' | 'grade'>;
  }>;

/** From a characteristic score and a balance sheet to the limit and the grade: what decides, without what stands beside. */
export const judge = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  { latest, score }: Readonly<{ latest: BalanceFigures; score: Score }>,
): Judged => {
  const { uncapped, grade, caps } = gradeOf(policy, input, score);
  const { base, view } = workingAssetsOf(policy, latest);
  const securities = securitiesOf(input);
  const secured = securedPartOf(input, securities);
  const limited = limitOf(policy, input, grade, { base, percent: score.percent, secured });
  const reasons = noGradeReasons(policy, { grade, view, limited });
  const outcome = outcomeOf(reasons);
  const limit = outcome === 'graded' ? limited.limit : nil;
  const graded = outcome === 'graded' ? gradeAndTier(policy, limit, grade) : {};
  return { grade, uncapped, caps, view, securities, limited, reasons, outcome, limit, graded };
};
