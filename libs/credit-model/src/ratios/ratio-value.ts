import { exact, type Exact } from '@app/kernel/exact';
import type { Figures } from '../figures';
import type { Unavailable } from '../unavailable';
import type { Definition, Part } from './ratio-definitions';

type Basis = 'average' | 'closing-only';
type Quotient = Readonly<{ numerator: Exact; denominator: Exact; basis: Basis | undefined }>;

const nil = exact(0);
const TWO = exact(2);

/** Undefined where the statements do not have it. */
const figureOf = (part: Part, now: Figures, before: Figures | undefined): Exact | undefined => {
  const closing = now[part.figure] ?? (part.nilIfMissing ? nil : undefined);
  if (part.when === 'closing') return closing;
  const earlier = before?.[part.figure];
  if (part.when === 'opening') return earlier;
  return closing === undefined || earlier === undefined ? closing : closing.plus(earlier).div(TWO);
};

const sumOf = (parts: readonly Part[], now: Figures, before: Figures | undefined): Exact | undefined => {
  let total: Exact | undefined;
  for (const part of parts) {
    const figure = figureOf(part, now, before);
    if (figure === undefined) return undefined;
    const signed = part.sign === 1 ? figure : figure.negated();
    total = total === undefined ? signed : total.plus(signed);
  }
  return total;
};

/** Of a sum that could not be had: the first of its figures that is not there. */
const whyNot = (parts: readonly Part[], now: Figures, before: Figures | undefined): Unavailable => {
  const { figure = '', when = 'closing' } = parts.find((part) => figureOf(part, now, before) === undefined) ?? {};
  const reason = when === 'opening' && before === undefined ? 'no-earlier-statement' : 'missing-figure';
  return { reason, figures: [figure] };
};

/** Whether the averages under a ratio are averages, or the closing figure alone for want of an earlier one. */
const basisOf = (denominator: readonly Part[], before: Figures | undefined): Basis | undefined => {
  for (const { when, figure } of denominator)
    if (when === 'average') return before?.[figure] === undefined ? 'closing-only' : 'average';
  return undefined;
};

/** Both sides of a ratio, or why it cannot be had: never 0, never Infinity. */
export const quotientOf = (
  { numerator, denominator }: Definition,
  now: Figures,
  before: Figures | undefined,
): Quotient | Unavailable => {
  const under = sumOf(denominator, now, before);
  if (under === undefined) return whyNot(denominator, now, before);
  const over = sumOf(numerator, now, before);
  if (over === undefined) return whyNot(numerator, now, before);
  if (under.isZero() || under.isNegative()) {
    const reason = under.isZero() ? 'zero-denominator' : 'negative-denominator';
    return { reason, figures: denominator.map(({ figure }) => figure) };
  }
  return { numerator: over, denominator: under, basis: basisOf(denominator, before) };
};

const HUNDRED = exact(100);

/** In the ratio's unit, rounded half up: everything that follows works on the rounded figure, as printed. */
export const valueOf = ({ numerator, denominator }: Quotient, unit: 'times' | 'percent', decimals: number): Exact =>
  (unit === 'percent' ? numerator.times(HUNDRED) : numerator).divTo(denominator, decimals);
