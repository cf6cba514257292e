import { isDeepStrictEqual } from 'node:util';
import { KINDS, type Shape } from './json-shape';

/** What a shape does not take any more of what it took before, and where. */
export type Narrowing = Readonly<{ path: string; what: string }>;

const NOTES: ReadonlySet<string> = new Set([
  'description',
  'title',
  'example',
  'examples',
  'default',
  'deprecated',
  'id',
  '$schema',
  '$comment',
  'readOnly',
]);
const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...NOTES,
  KINDS,
  'type',
  'const',
  'enum',
  'anyOf',
  'oneOf',
  'properties',
  'required',
  'additionalProperties',
  'propertyNames',
  'items',
  'prefixItems',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
]);

const shapeIn = (value: unknown): Shape | undefined =>
  typeof value === 'object' && value !== null ? (value as Shape) : undefined;
const shapesIn = (value: unknown): readonly Shape[] => (Array.isArray(value) ? (value as Shape[]) : []);
const textsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);
const asText = (value: unknown): string => (value === undefined ? 'anything' : JSON.stringify(value));

const alternativesOf = ({ anyOf, oneOf }: Shape): readonly Shape[] | undefined =>
  anyOf === undefined && oneOf === undefined ? undefined : shapesIn(anyOf ?? oneOf);

const valuesOf = (shape: Shape): readonly unknown[] | undefined => {
  if ('const' in shape) return [shape['const']];
  return 'enum' in shape ? (shape['enum'] as unknown[]) : undefined;
};

const typesOf = ({ type }: Shape): readonly string[] | undefined => {
  if (type === undefined) return undefined;
  return Array.isArray(type) ? (type as string[]) : [type as string];
};

const takesType = (types: readonly string[], type: string): boolean =>
  types.includes(type) || (type === 'integer' && types.includes('number'));

/** A change of one place, told by what both shapes say of it. */
type Rule = (before: Shape, after: Shape, path: string) => readonly Narrowing[];

const kinds: Rule = (before, after, path) => {
  const was = textsIn(before[KINDS]);
  const lost = textsIn(after[KINDS]).filter((kind) => !was.includes(kind));
  if (lost.length === 0) return [];
  return [{ path, what: `was ${was[0] ?? 'of no kind'} and is ${lost[0] ?? ''} now, with rules of its own` }];
};

const values: Rule = (before, after, path) => {
  const now = valuesOf(after);
  if (now === undefined) return [];
  const was = valuesOf(before);
  if (was === undefined) return [{ path, what: `takes nothing but ${now.map(asText).join(', ')} now` }];
  const gone = was.filter((value) => !now.includes(value));
  return gone.length === 0 ? [] : [{ path, what: `does not take ${gone.map(asText).join(', ')} any more` }];
};

const types: Rule = (before, after, path) => {
  const now = typesOf(after);
  if (now === undefined) return [];
  const was = typesOf(before) ?? ['anything'];
  const gone = was.filter((type) => !takesType(now, type));
  return gone.length === 0 ? [] : [{ path, what: `was ${gone.join(' or ')} and is ${now.join(' or ')} now` }];
};

/** Each with its sign: what must not rise, and what must not fall. */
const bounds = [
  ['minimum', 1],
  ['exclusiveMinimum', 1],
  ['minLength', 1],
  ['minItems', 1],
  ['maximum', -1],
  ['exclusiveMaximum', -1],
  ['maxLength', -1],
  ['maxItems', -1],
] as const;
/** A bound that the shape has under its other name: above 0 is at least 0 too. */
const OTHER_NAME: Readonly<Record<string, string>> = {
  minimum: 'exclusiveMinimum',
  maximum: 'exclusiveMaximum',
};

const limits: Rule = (before, after, path) =>
  bounds.flatMap(([name, sign]) => {
    const now = after[name] as number | undefined;
    if (now === undefined) return [];
    const was = (before[name] ?? before[OTHER_NAME[name] ?? name]) as number | undefined;
    if (was !== undefined && (now - was) * sign <= 0) return [];
    return [{ path, what: `${name} was ${was ?? 'not set'} and is ${now} now` }];
  });

/** Patterns, formats and whatever else zod may learn to say: equal, or taken for narrower. */
const otherRules: Rule = (before, after, path) =>
  Object.keys(after)
    .filter((name) => !UNDERSTOOD.has(name) && !isDeepStrictEqual(before[name], after[name]))
    .map((name) => ({ path, what: `${name} was ${asText(before[name])} and is ${asText(after[name])} now` }));

const inside = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const fields: Rule = (before, after, path) => {
  const now = shapeIn(after['properties']) ?? {};
  const others = shapeIn(after['additionalProperties']);
  if (typesOf(after) === undefined) return []; // takes anything, and keeps it
  return Object.entries(shapeIn(before['properties']) ?? {}).flatMap(([name, was]) => {
    const is = shapeIn(now[name]) ?? others;
    if (is === undefined) return [{ path: inside(path, name), what: 'was removed' }];
    return narrowings(was as Shape, is, inside(path, name));
  });
};

const required: Rule = (before, after, path) => {
  const was = textsIn(before['required']);
  const known = shapeIn(before['properties']) ?? {};
  return textsIn(after['required'])
    .filter((name) => !was.includes(name))
    .map((name) => ({
      path: inside(path, name),
      what: name in known ? 'was optional and is required now' : 'is new and required',
    }));
};

const otherFields: Rule = (before, after, path) => {
  const { additionalProperties: was } = before;
  const { additionalProperties: now } = after;
  if (now === undefined || now === true || was === false || typesOf(after)?.includes('object') !== true) return [];
  if (now === false) return [{ path, what: 'refuses fields that it does not know now' }];
  const names = narrowings(
    shapeIn(before['propertyNames']) ?? {},
    shapeIn(after['propertyNames']) ?? {},
    `${path}{name}`,
  );
  return [...names, ...narrowings(shapeIn(was) ?? {}, now as Shape, `${path}{}`)];
};

const items: Rule = (before, after, path) => {
  const was = shapesIn(before['prefixItems']);
  const rest = shapeIn(before['items']) ?? {};
  const now = shapesIn(after['prefixItems']);
  const others = shapeIn(after['items']);
  const places = Math.max(was.length, now.length);
  const each = Array.from({ length: places }, (_, n) =>
    narrowings(was[n] ?? rest, now[n] ?? others ?? {}, `${path}[${n}]`),
  );
  const many =
    others === undefined || (was.length > 0 && before['items'] === undefined)
      ? []
      : narrowings(rest, others, `${path}[]`);
  return [...each.flat(), ...many];
};

const rules: readonly Rule[] = [kinds, values, types, limits, otherRules, fields, required, otherFields, items];

/** The field by which an alternative is told from the others, with its value: `kind` is `"cash"`. */
const tagsOf = (shape: Shape): readonly (readonly [string, unknown])[] =>
  Object.entries(shapeIn(shape['properties']) ?? {}).flatMap(([name, part]) =>
    'const' in (part as Shape) ? [[name, (part as Shape)['const']] as const] : [],
  );

const isSameAlternative = (before: Shape, after: Shape): boolean => {
  const [tag] = tagsOf(after);
  if (tag === undefined) return isDeepStrictEqual(typesOf(before), typesOf(after));
  return tagsOf(before).some(([name, value]) => name === tag[0] && value === tag[1]);
};

const amongAlternatives = (before: Shape, alternatives: readonly Shape[], path: string): readonly Narrowing[] => {
  const found = alternatives.map((after) => ({ after, lost: narrowings(before, after, path) }));
  if (found.some(({ lost }) => lost.length === 0)) return [];
  // Told in detail where it is plain which alternative was meant.
  const meant = found.filter(({ after }) => isSameAlternative(before, after));
  if (meant.length === 1) return meant[0]?.lost ?? [];
  const [tag] = tagsOf(before);
  const which = tag === undefined ? (typesOf(before) ?? ['anything']).join(' or ') : `${tag[0]} ${asText(tag[1])}`;
  return [{ path, what: `does not take ${which} any more` }];
};

/**
 * What a value that fits `before` may have that `after` refuses or drops; none: every stored value still reads. What it does
 * not understand, it takes for narrower. Both have their definitions in place.
 */
export const narrowings = (before: Shape, after: Shape, path = ''): readonly Narrowing[] => {
  const was = alternativesOf(before);
  if (was !== undefined) return was.flatMap((alternative) => narrowings(alternative, after, path));
  const now = alternativesOf(after);
  if (now !== undefined) return amongAlternatives(before, now, path);
  return rules.flatMap((rule) => rule(before, after, path));
};
