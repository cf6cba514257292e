import { exact } from '@app/kernel/exact';
import type { AssessmentInput, CharacteristicAnswers } from './assessment-input';
import type { Assessment } from './assessment-result';
import { scoreOf } from './characteristic/characteristic-score';
import { yearsOf } from './figures';
import { judge } from './judge';
import type { ScoringPolicy } from './policy';
import { characteristicGrade, limitTier, type Answer } from './policy/policy-shape';

/** One answer that, were it better, would move the grade; found by search, and true by assessing again. */
export type SmallestChange = Readonly<{
  kind: 'answer';
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

/** Of an assessment, what a change is held against. */
export type Outline = Pick<Assessment, 'tier' | 'grade' | 'characteristicGrade' | 'limit' | 'percent'>;

const rank = ({ tier, characteristicGrade: grade }: Outline): readonly [number, number] => [
  tier === undefined ? -1 : limitTier.options.indexOf(tier),
  -characteristicGrade.options.indexOf(grade),
];
/** Higher in tier or characteristic grade, and lower in neither. */
export const isBetter = (a: Outline, b: Outline): boolean => {
  const [tierA, gradeA] = rank(a);
  const [tierB, gradeB] = rank(b);
  return a.grade !== undefined && tierA >= tierB && gradeA >= gradeB && (tierA > tierB || gradeA > gradeB);
};

export const outlineOf = (...asked: Parameters<typeof judge>): Outline => {
  const { graded, grade, limit } = judge(...asked);
  return { ...graded, characteristicGrade: grade, limit, percent: asked[2].score.percent.toFixed() };
};

/** Every answer that counted, whoever gave it. */
const countedAnswers = ({ characteristic }: Assessment): CharacteristicAnswers =>
  Object.fromEntries(
    characteristic.items.flatMap(({ code, answers }) => answers.map((answer, at) => [`${code}.${at + 1}`, answer])),
  );

/** What decides about an answer’s change beside the points: two alike move the grade alike, and one is assessed. */
const likeness = (
  found: Assessment,
  item: Assessment['characteristic']['items'][number],
  [from, to]: [Answer, Answer],
) =>
  [item.weight, item.group, found.characteristic.classCap?.item === item.code ? item.uncappedScore : '', from, to].join(
    ' ',
  );

/** The single better answer with the smallest rise in percent that would give a better grade; none where no one answer would. */
export const smallestChange = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  found: Assessment,
): SmallestChange | undefined => {
  const { latest } = yearsOf(input);
  const answers = countedAnswers(found);
  const bySystem = new Set(found.characteristic.systemAnswers?.flatMap((said) => (said.missing ? [] : [said.aspect])));
  const alike = new Map<string, Outline>();
  const answered = (key: string, aspect: string, to: Answer): Outline => {
    const changed = { ...input, answers: { ...answers, [aspect]: to } };
    const then = alike.get(key) ?? outlineOf(policy, changed, { latest, score: scoreOf(policy, changed) });
    alike.set(key, then);
    return then;
  };
  let smallest: SmallestChange | undefined;
  for (const item of found.characteristic.items) {
    item.answers.forEach((from, index) => {
      const aspect = `${item.code}.${index + 1}`;
      // What the figures answer is not moved by an answer, but by the figures.
      if (bySystem.has(aspect)) return;
      for (const to of BETTER[from]) {
        const then = answered(likeness(found, item, [from, to]), aspect, to);
        if (then.grade === undefined || !isBetter(then, found)) continue;
        if (smallest !== undefined && exact(then.percent).gte(smallest.percent)) continue;
        smallest = { kind: 'answer', aspect, from, to, percent: then.percent, limit: then.limit, grade: then.grade };
      }
    });
  }
  return smallest;
};
