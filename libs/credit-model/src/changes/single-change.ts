import { exact } from '@app/kernel/exact';
import type { AssessmentInput } from '../assessment-input';
import type { Assessment } from '../assessment-result';
import { scoreOf, type Score } from '../characteristic/characteristic-score';
import { contradictionDetails } from '../contradictions';
import { yearsOf } from '../figures';
import type { ScoringPolicy } from '../policy';
import { isBetter, outlineOf, smallestChange, type Outline, type SmallestChange } from '../smallest-change';
import { overruleProblems } from '../system-answers/overrules';
import type { SystemAnswer } from '../system-answers/system-answer';
import { saidInstead, systemAnswersOf } from '../system-answers/system-answers';
import { movableFigures, type MovableFigure } from './movable-figures';

/** One figure that, were it another, would move the grade up. `from` and `to` are written as the input writes them. */
export type FigureChange = Readonly<{
  kind: 'figure';
  path: string;
  from: string;
  to: string;
  percent: string;
  limit: string;
  grade: string;
  sizePercent: string;
}>;
/** The change, and how large it is by the measure that the search goes by. */
export type SingleChange = FigureChange | (SmallestChange & Readonly<{ sizePercent: string }>);

/** A figure is tried this much away, up and down, in percent of itself: the nearest that helps is then closed in on. */
const RUNGS = [1n, 3n, 10n, 30n, 100n] as const;
const SIZE_DECIMALS = 4;
const HUNDRED = 100n;

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
const within = ({ least, most }: MovableFigure, value: bigint): bigint =>
  value < least ? least : value > most ? most : value;

type Try = (figure: MovableFigure, value: bigint) => Outline | undefined;

const answersIn = (given: readonly SystemAnswer[]): string => given.map(({ answer }) => answer).join(' ');

/** The characteristic score; worked out again only where the figures answer otherwise than before. */
const scoring = (policy: ScoringPolicy, before: AssessmentInput) => {
  const given = (input: AssessmentInput) => systemAnswersOf(policy, input);
  const scored = (input: AssessmentInput, said: readonly SystemAnswer[]): Score =>
    scoreOf(policy, input, saidInstead(said));
  const said = given(before);
  const known = { answers: answersIn(said), score: scored(before, said) };
  return (input: AssessmentInput): Score | undefined => {
    if (input.answeredFromFigures !== true) return known.score;
    const now = given(input);
    if (overruleProblems(policy, input, now).length > 0) return undefined;
    return answersIn(now) === known.answers ? known.score : scored(input, now);
  };
};

/** What comes out with the figure moved; nothing where that makes no sense or helps nobody. */
const trying = (policy: ScoringPolicy, before: AssessmentInput, found: Assessment): Try => {
  const scoreWith = scoring(policy, before);
  return (figure, value) => {
    const input = figure.moved(value);
    if (input === undefined || contradictionDetails(input.statements).length > 0) return undefined;
    const score = scoreWith(input);
    if (score === undefined) return undefined;
    const then = outlineOf(policy, input, { latest: yearsOf(input).latest, score });
    return isBetter(then, found) ? then : undefined;
  };
};

/** Between a value that does not help and one that does, the one nearest to the first that still does, to the last step. */
const closeIn = (attempt: Try, figure: MovableFigure, far: bigint, near: bigint): bigint => {
  let [helps, idle] = [far, near];
  while (absolute(helps - idle) > 1n) {
    const middle = (helps + idle) / 2n;
    if (attempt(figure, middle) === undefined) idle = middle;
    else helps = middle;
  }
  return helps;
};

/** A figure at nought has no percent of its own: it is held against the amount asked for. */
const scaleOf = ({ from }: MovableFigure, asked: bigint): bigint => (from === 0n ? asked : absolute(from));

const sizeOf = (figure: MovableFigure, to: bigint, asked: bigint): string =>
  exact(String(absolute(to - figure.from)))
    .times(100)
    .div(String(scaleOf(figure, asked)))
    .toDecimalPlaces(SIZE_DECIMALS)
    .toFixed();

const nearest = (
  attempt: Try,
  figures: readonly MovableFigure[],
  { asked, smallerThan }: Readonly<{ asked: bigint; smallerThan: string | undefined }>,
): FigureChange | undefined => {
  let reached = 0n;
  for (const rung of RUNGS) {
    if (smallerThan !== undefined && exact(String(reached)).gte(smallerThan)) return undefined;
    const helped = figures.flatMap((figure) =>
      ([1n, -1n] as const).flatMap((direction) => {
        const scale = scaleOf(figure, asked) * direction;
        const far = within(figure, figure.from + (scale * rung) / HUNDRED);
        const near = within(figure, figure.from + (scale * reached) / HUNDRED);
        if (far === near || attempt(figure, far) === undefined) return [];
        const to = closeIn(attempt, figure, far, near);
        const then = attempt(figure, to);
        if (then?.grade === undefined) return [];
        const { percent, limit, grade } = then;
        const written = { path: figure.path, from: figure.written(figure.from), to: figure.written(to) };
        return [{ kind: 'figure' as const, ...written, percent, limit, grade, sizePercent: sizeOf(figure, to, asked) }];
      }),
    );
    if (helped.length > 0) return helped.reduce((least, one) => (isSmaller(one, least) ? one : least));
    reached = rung;
  }
  return undefined;
};
const isSmaller = (a: { sizePercent: string }, b: { sizePercent: string }): boolean =>
  exact(a.sizePercent).lt(b.sizePercent);

/** An answer’s change as a share of the points of a good one: from fair to good is 2 of 5, 40 %. */
const answerSize = ({ points }: ScoringPolicy, { from, to }: SmallestChange): string =>
  exact(points[to]).minus(points[from]).times(100).div(points.good).toDecimalPlaces(SIZE_DECIMALS).toFixed();

/**
 * The smallest single change that would give a better grade: of one answer, of one line of the latest statement (which
 * then still balances, see `changedStatement`), of the amount asked for, the term, the expected monthly sales or a
 * security. Smallest is what is least of itself: a figure’s change in percent of the figure, an answer’s in percent of
 * the points of a good one. Figures are tried on rungs up and down, so that a figure that helps only between two rungs
 * may be missed; what is found has been assessed, and one step less (a fen, a day) does not help.
 */
export const smallestSingleChange = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  found: Assessment,
): SingleChange | undefined => {
  const answer = smallestChange(policy, input, found);
  const ofAnswer = answer && { ...answer, sizePercent: answerSize(policy, answer) };
  const asked = BigInt(input.asked.replace('.', ''));
  const ofFigure = nearest(trying(policy, input, found), movableFigures(input, found), {
    asked,
    smallerThan: ofAnswer?.sizePercent,
  });
  if (ofAnswer === undefined || ofFigure === undefined) return ofAnswer ?? ofFigure;
  return isSmaller(ofFigure, ofAnswer) ? ofFigure : ofAnswer;
};
