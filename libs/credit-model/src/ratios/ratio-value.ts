import { exact, type Exact } from '@app/kernel/exact';
import type { Figures } from '../figures';
import type { Unavailable } from '../unavailable';
import type { Definition, Part } from './ratio-definitions';

type Quotient = Readonly<{ numerator: Exact; denominator: Exact; basis?: 'average' | 'closing-only' }>;

type Pair = Readonly<{ now: Figures; before: Figures | undefined }>;
type Figure = Readonly<{ value: Exact; basis?: 'average' | 'closing-only' }>;

const nil = exact(0);
const missing = (figure: string): Unavailable => ({ reason: 'missing-figure', figures: [figure] });

const figureOf = (part: Part, { now, before }: Pair): Figure | Unavailable => {
  const closing = now[part.figure] ?? (part.nilIfMissing ? nil : undefined);
  const earlier = before?.[part.figure];
  switch (part.when) {
    case 'closing':
      return closing === undefined ? missing(part.figure) : { value: closing };
    case 'opening':
      if (before === undefined) return { reason: 'no-earlier-statement', figures: [part.figure] };
      return earlier === undefined ? missing(part.figure) : { value: earlier };
    case 'average':
      if (closing === undefined) return missing(part.figure);
      return earlier === undefined
        ? { value: closing, basis: 'closing-only' }
        : { value: closing.plus(earlier).div(2), basis: 'average' };
  }
};

const sumOf = (parts: readonly Part[], pair: Pair): Figure | Unavailable => {
  let total: Figure = { value: nil };
  for (const part of parts) {
    const figure = figureOf(part, pair);
    if ('reason' in figure) return figure;
    const { basis = total.basis } = figure;
    const value = part.sign === 1 ? total.value.plus(figure.value) : total.value.minus(figure.value);
    total = basis === undefined ? { value } : { value, basis };
  }
  return total;
};

/** Both sides of a ratio, or why it cannot be had: never 0, never Infinity. */
export const quotientOf = (
  { numerator, denominator }: Definition,
  now: Figures,
  before: Figures | undefined,
): Quotient | Unavailable => {
  const under = sumOf(denominator, { now, before });
  if ('reason' in under) return under;
  const over = sumOf(numerator, { now, before });
  if ('reason' in over) return over;
  const figures = denominator.map(({ figure }) => figure);
  if (under.value.isZero()) return { reason: 'zero-denominator', figures };
  if (under.value.isNegative()) return { reason: 'negative-denominator', figures };
  return { numerator: over.value, denominator: under.value, ...(under.basis && { basis: under.basis }) };
};

const HUNDRED = exact(100);
const ONE = exact(1);

/** In the ratio's unit, rounded half up: everything that follows works on the rounded figure, as printed. */
export const valueOf = ({ numerator, denominator }: Quotient, unit: 'times' | 'percent', decimals: number): Exact =>
  numerator
    .times(unit === 'percent' ? HUNDRED : ONE)
    .div(denominator)
    .toDecimalPlaces(decimals);
