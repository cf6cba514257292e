import { z } from 'zod';
import { exact, type Exact } from '@app/kernel/exact';
import { policyNumber } from './policy-number';

/** One band of a table. `over` and `below` leave the edge itself out, `from` and `upTo` take it in. */
const edges = {
  over: policyNumber.optional(),
  from: policyNumber.optional(),
  upTo: policyNumber.optional(),
  below: policyNumber.optional(),
};
type Edges = Readonly<{ over?: string; from?: string; upTo?: string; below?: string }>;

type Fault = { at: number; message: string };

/** What keeps a list of bands from covering every decimal exactly once. */
const faults = (bands: readonly Edges[]): Fault[] => {
  const found: Fault[] = [];
  bands.forEach((band, at) => {
    const next = bands[at + 1];
    const lower = band.over ?? band.from;
    const upper = band.upTo ?? band.below;
    if (at === 0 && lower !== undefined) found.push({ at, message: 'the first band has no lower edge' });
    if (next === undefined) {
      if (upper !== undefined) found.push({ at, message: 'the last band has no upper edge' });
      return;
    }
    if (band.over !== undefined && band.from !== undefined)
      found.push({ at, message: 'name "over" or "from", not both' });
    if (upper === undefined || (band.upTo !== undefined && band.below !== undefined)) {
      found.push({ at, message: 'name one upper edge, "upTo" or "below"' });
      return;
    }
    if (lower !== undefined && exact(lower).gte(upper)) found.push({ at, message: 'the band is empty' });
    const expected = band.upTo === undefined ? next.from : next.over;
    const other = band.upTo === undefined ? next.over : next.from;
    if (expected === undefined || other !== undefined || !exact(expected).eq(upper)) {
      const word = band.upTo === undefined ? 'from' : 'over';
      found.push({
        at: at + 1,
        message: `bands overlap or leave a gap: this one has to start with "${word}": "${upper}"`,
      });
    }
  });
  return found;
};

/** A table of bands that covers every decimal exactly once, lowest first. */
export const bandsOf = <Fields extends z.ZodRawShape>(fields: Fields) =>
  z
    .array(z.strictObject({ ...edges, ...fields }))
    .min(2)
    .superRefine((bands, context) => {
      for (const { at, message } of faults(bands as readonly Edges[])) {
        context.addIssue({ code: 'custom', path: [at], message });
      }
    });

/**
 * Whether `numerator / denominator` lies in the band. Both sides are multiplied out, so an exact edge is met
 * exactly even where the quotient has no end. The denominator is above zero.
 */
const inside = (band: Edges, numerator: Exact, denominator: Exact): boolean =>
  (band.over === undefined || numerator.gt(denominator.times(band.over))) &&
  (band.from === undefined || numerator.gte(denominator.times(band.from))) &&
  (band.upTo === undefined || numerator.lte(denominator.times(band.upTo))) &&
  (band.below === undefined || numerator.lt(denominator.times(band.below)));

const ONE = exact(1);

export const bandOf = <Band extends Edges>(
  bands: readonly Band[],
  numerator: Exact,
  denominator: Exact = ONE,
): Band => {
  const band = bands.find((candidate) => inside(candidate, numerator, denominator));
  if (band === undefined) throw new Error(`no band holds ${numerator.toFixed()} / ${denominator.toFixed()}`);
  return band;
};

/** The band as the report writes it around a figure: `60 < 70.2 ≤ 85`. */
export const bandText = ({ over, from, upTo, below }: Edges, figure: string): string => {
  const lower = over === undefined ? (from === undefined ? '' : `${from} ≤ `) : `${over} < `;
  const upper = upTo === undefined ? (below === undefined ? '' : ` < ${below}`) : ` ≤ ${upTo}`;
  return `${lower}${figure}${upper}`;
};
