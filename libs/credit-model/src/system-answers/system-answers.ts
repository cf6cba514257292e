import { exact, type Exact } from '@app/kernel/exact';
import type { AssessmentInput } from '../assessment-input';
import type { SaidInstead } from '../characteristic/prepared-items';
import { yearsOf, type Years } from '../figures';
import type { ScoringPolicy } from '../policy';
import { ownFigure, type Measure, type OwnFigure } from '../policy/measure';
import { oncePerPolicy } from '../policy/once-per-policy';
import type { Answer } from '../policy/policy-shape';
import { ratioId, type RatioId } from '../policy/ratio-id';
import { ratioFiguresOf, type RatioFigure } from '../ratios/ratios';
import { ownFigureOf, type Measured } from './own-figures';
import type { SystemAnswer } from './system-answer';

type Prepared = Readonly<{
  aspect: string;
  measure: Measure;
  source: Readonly<{ ratio: RatioId } | { own: OwnFigure }>;
  answerOf: (value: Exact) => Answer;
}>;

type Reaches = (value: Exact) => boolean;
const atLeast =
  (edge: Exact): Reaches =>
  (value) =>
    value.gte(edge);
const above =
  (edge: Exact): Reaches =>
  (value) =>
    value.gt(edge);
const atMost =
  (edge: Exact): Reaches =>
  (value) =>
    value.lte(edge);
const under =
  (edge: Exact): Reaches =>
  (value) =>
    value.lt(edge);

const reacher = (edge: Readonly<{ from: string } | { over: string } | { upTo: string } | { below: string }>) => {
  if ('from' in edge) return atLeast(exact(edge.from));
  if ('over' in edge) return above(exact(edge.over));
  return 'upTo' in edge ? atMost(exact(edge.upTo)) : under(exact(edge.below));
};
const measuresOf = oncePerPolicy((policy): readonly Prepared[] =>
  policy.items.list.flatMap(({ aspects }) =>
    aspects.flatMap(({ code, measure }) => {
      if (measure === undefined) return [];
      const [isGood, isFair] = [reacher(measure.good), reacher(measure.fair)];
      const answerOf = (value: Exact): Answer => (isGood(value) ? 'good' : isFair(value) ? 'fair' : 'poor');
      const own = ownFigure.safeParse(measure.figure).data;
      const source = own === undefined ? { ratio: ratioId.parse(measure.figure) } : { own };
      return [{ aspect: code, measure, source, answerOf }];
    }),
  ),
);

/** The same figure that stands among the printed ratios, never computed a second time. */
const asMeasured = (found: RatioFigure | undefined, id: RatioId): Measured => {
  if (found?.value === undefined) return found?.unavailable ?? { reason: 'missing-figure', figures: [id] };
  return { value: exact(found.value), evidence: [{ figure: id, value: found.value, unit: found.unit }] };
};

type Worked = Readonly<{ years: Years; ratios: readonly RatioFigure[] }>;

const said = (input: AssessmentInput, prepared: Prepared, measured: Measured): SystemAnswer => {
  const { aspect, measure, answerOf } = prepared;
  if ('reason' in measured) return { aspect, answer: 'none', measure, evidence: [], missing: measured };
  const { value, evidence } = measured;
  const answered: SystemAnswer = { aspect, answer: answerOf(value), measure, evidence };
  const overruled = input.overrules?.[aspect];
  if (overruled !== undefined) answered.overruled = overruled;
  return answered;
};

/** What the system answers, given the ratios of the same assessment; nothing where it was not asked to. */
export const systemAnswersFrom = (
  policy: ScoringPolicy,
  input: AssessmentInput,
  { years, ratios }: Worked,
): SystemAnswer[] => {
  if (input.answeredFromFigures !== true) return [];
  const sources = { policy, input, latest: years.latest };
  const ratioBy = new Map(ratios.map((ratio) => [ratio.id, ratio]));
  return measuresOf(policy).map((prepared) => {
    const { source } = prepared;
    const own = 'own' in source;
    const measured = own ? ownFigureOf(source.own, sources) : asMeasured(ratioBy.get(source.ratio), source.ratio);
    return said(input, prepared, measured);
  });
};

/**
 * What the policy's measures say of a customer file, aspect by aspect, with the evidence; or why there is no answer. The
 * figures of ratios are those of the assessment itself. Empty unless the input is to be answered from figures.
 */
export const systemAnswersOf = (policy: ScoringPolicy, input: AssessmentInput): readonly SystemAnswer[] => {
  if (input.answeredFromFigures !== true) return [];
  const years = yearsOf(input);
  return systemAnswersFrom(policy, input, { years, ratios: ratioFiguresOf(policy, years) });
};

/**
 * What counts instead of the card, by aspect: the analyst's word first, then the figure's. Where there is neither, what the
 * analyst answered on the card counts.
 */
export const saidInstead = (given: readonly SystemAnswer[]): SaidInstead | undefined => {
  if (given.length === 0) return undefined;
  const instead = new Map<string, Answer>();
  for (const { aspect, answer, overruled } of given) {
    if (overruled !== undefined) instead.set(aspect, overruled.answer);
    else if (answer !== 'none') instead.set(aspect, answer);
  }
  return instead;
};
