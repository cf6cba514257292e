import { z } from 'zod';
import { exact, type Exact } from '@app/kernel/exact';
import type { Facts, ProblemCode } from '@app/kernel/problem';
import { policyNumber } from './policy-number';

/** One band of a table. `over` and `below` leave the edge itself out, `from` and `upTo` take it in. */
const edges = {
  over: policyNumber.optional(),
  from: policyNumber.optional(),
  upTo: policyNumber.optional(),
  below: policyNumber.optional(),
};
type Edges = Readonly<{ over?: string; from?: string; upTo?: string; below?: string }>;

type Fault = Readonly<{ at: number; problem: ProblemCode; facts?: Facts }>;

const named = ({ over, from, upTo, below }: Edges): string =>
  Object.entries({ over, from, upTo, below })
    .filter(([, value]) => value !== undefined)
    .map(([edge, value]) => `"${edge}": "${value ?? ''}"`)
    .join(', ');

/** What is wrong with the edges of one band by itself, or with those of the first and the last. */
const faultsOfEdges = (band: Edges, at: number, isLast: boolean): Fault[] => {
  const { over, from, upTo, below } = band;
  const lower = over ?? from;
  const upper = upTo ?? below;
  const found: Fault[] = [];
  if (at === 0 && lower !== undefined) {
    found.push({
      at,
      problem: 'policy-first-band-open',
      facts: { edge: named({ ...(over === undefined ? { from: lower } : { over }) }) },
    });
  }
  if (isLast) {
    const edge = named({ ...(upTo !== undefined && { upTo }), ...(below !== undefined && { below }) });
    return upper === undefined ? found : [...found, { at, problem: 'policy-last-band-open', facts: { edge } }];
  }
  if (over !== undefined && from !== undefined) found.push({ at, problem: 'policy-lower-edge' });
  if (upper === undefined || (upTo !== undefined && below !== undefined)) {
    return [...found, { at, problem: 'policy-upper-edge' }];
  }
  if (lower !== undefined && exact(lower).gte(upper))
    found.push({ at, problem: 'policy-band-empty', facts: { lower, upper } });
  return found;
};

/** A band begins exactly where the one before it ends, and takes the edge in where that one leaves it out. */
const faultBetween = (before: Edges, band: Edges, at: number): Fault[] => {
  const { upTo, below } = before;
  const value = upTo ?? below;
  if (value === undefined || (upTo !== undefined && below !== undefined)) return [];
  const [expected, other] = upTo === undefined ? [band.from, band.over] : [band.over, band.from];
  if (expected !== undefined && other === undefined && exact(expected).eq(value)) return [];
  const edge = upTo === undefined ? 'from' : 'over';
  const found = named({
    ...(band.over !== undefined && { over: band.over }),
    ...(band.from !== undefined && { from: band.from }),
  });
  return [{ at, problem: 'policy-bands-gap', facts: { edge, value, found: found === '' ? '—' : found } }];
};

/** What keeps a list of bands from covering every decimal exactly once. */
const faults = (bands: readonly Edges[]): Fault[] =>
  bands.flatMap((band, at) => {
    const before = bands[at - 1];
    return [
      ...faultsOfEdges(band, at, at === bands.length - 1),
      ...(before === undefined ? [] : faultBetween(before, band, at)),
    ];
  });

/** A table of bands that covers every decimal exactly once, lowest first. */
export const bandsOf = <Fields extends z.ZodRawShape>(fields: Fields) =>
  z
    .array(z.strictObject({ ...edges, ...fields }))
    .min(2)
    .superRefine((bands, context) => {
      for (const { at, problem, facts } of faults(bands as readonly Edges[])) {
        context.addIssue({ code: 'custom', path: [at], message: problem, params: { problem, ...facts } });
      }
    });

type Upper = Readonly<{ edge: Exact; isInside: boolean }>;
// Bands are those of a policy, which never changes: their edges are read once.
const uppers = new WeakMap<readonly Edges[], readonly (Upper | undefined)[]>();
const uppersOf = (bands: readonly Edges[]): readonly (Upper | undefined)[] => {
  const known = uppers.get(bands);
  if (known !== undefined) return known;
  const read = bands.map(({ upTo, below }): Upper | undefined => {
    const edge = upTo ?? below;
    return edge === undefined ? undefined : { edge: exact(edge), isInside: upTo !== undefined };
  });
  uppers.set(bands, read);
  return read;
};

/**
 * The band in which `numerator / denominator` lies: the first that does not end before it, for each begins where the one
 * before it ends. Both sides are multiplied out, so an exact edge is met exactly even where the quotient has no end. The
 * denominator is above zero.
 */
export const bandOf = <Band extends Edges>(bands: readonly Band[], numerator: Exact, denominator?: Exact): Band => {
  const at = uppersOf(bands).findIndex((upper) => {
    if (upper === undefined) return true;
    const by = numerator.cmp(denominator === undefined ? upper.edge : denominator.times(upper.edge));
    return by < 0 || (by === 0 && upper.isInside);
  });
  const band = bands[at];
  if (band === undefined) throw new Error(`no band holds ${numerator.toFixed()} / ${denominator?.toFixed() ?? '1'}`);
  return band;
};

/** The band as the report writes it around a figure: `60 < 70.2 ≤ 85`. */
export const bandText = ({ over, from, upTo, below }: Edges, figure: string): string => {
  const lower = over === undefined ? (from === undefined ? '' : `${from} ≤ `) : `${over} < `;
  const upper = upTo === undefined ? (below === undefined ? '' : ` < ${below}`) : ` ≤ ${upTo}`;
  return `${lower}${figure}${upper}`;
};
