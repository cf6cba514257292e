import { exact } from '@app/kernel/exact';
import { spelledOut } from './answers';
import { assess } from './assess';
import type { AssessmentInput } from './assessment-input';
import type { Assessment } from './assessment-result';
import type { ScoringPolicy } from './policy';
import { characteristicGrade, limitTier, type Answer } from './policy/policy-shape';

/** One answer that, were it better, would move the grade; found by search, and true by assessing again. */
export type SmallestChange = Readonly<{
  aspect: string;
  from: Answer;
  to: Answer;
  percent: string;
  limit: string;
  /** What the file would be graded then. */
  grade: string;
}>;

const BETTER: Readonly<Record<Answer, readonly Answer[]>> = {
  none: ['poor', 'fair', 'good'],
  poor: ['fair', 'good'],
  fair: ['good'],
  good: [],
};

const rank = ({ tier, characteristicGrade: grade }: Assessment): readonly [number, number] => [
  tier === undefined ? -1 : limitTier.options.indexOf(tier),
  -characteristicGrade.options.indexOf(grade),
];
const isBetter = (a: Assessment, b: Assessment): boolean => {
  const [tierA, gradeA] = rank(a);
  const [tierB, gradeB] = rank(b);
  return a.grade !== undefined && tierA >= tierB && gradeA >= gradeB && (tierA > tierB || gradeA > gradeB);
};

/** The single better answer with the smallest rise in percent that would give a better grade; none where no one answer would. */
export const smallestChange = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  found: Assessment,
): SmallestChange | undefined => {
  const answers = spelledOut(policy, input.answers);
  let smallest: SmallestChange | undefined;
  for (const item of found.characteristic.items) {
    item.answers.forEach((from, index) => {
      const aspect = `${item.code}.${index + 1}`;
      for (const to of BETTER[from]) {
        const then = assess(policy, { ...input, answers: { ...answers, [aspect]: to } });
        if (then.grade === undefined || !isBetter(then, found)) continue;
        if (smallest !== undefined && exact(then.percent).gte(smallest.percent)) continue;
        smallest = { aspect, from, to, percent: then.percent, limit: then.limit, grade: then.grade };
      }
    });
  }
  return smallest;
};
