import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { event } from '@app/kernel/message';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';
import { inlined, shapesOf } from './json-shape';
import { narrowings } from './narrowings';
import { grown, objectionsTo, shapesToday, type StoredShapes } from './stored-shapes';

const text = z.string();
const cash = z.object({ kind: z.literal('cash'), till: text });
const transfer = z.object({ kind: z.literal('transfer'), bank: text });

const shapeOf = (schema: z.ZodType) => {
  const { shapes, definitions } = shapesOf({ field: schema });
  return inlined(shapes['field']!, definitions);
};
const lost = (before: z.ZodType, after: z.ZodType): string[] =>
  narrowings(shapeOf(before), shapeOf(after)).map(({ path, what }) => `${path} ${what}`.trim());

describe('a stored shape that is changed', () => {
  test.each<[string, z.ZodType, z.ZodType]>([
    ['nothing', z.object({ a: text }), z.object({ a: text })],
    ['a field that may be left out', z.object({ a: text }), z.object({ a: text, b: text.optional() })],
    ['a field with a default', z.object({ a: text }), z.object({ a: text, b: text.default('') })],
    ['a choice', z.enum(['a', 'b']), z.enum(['a', 'b', 'c'])],
    ['an alternative', z.union([text, z.int()]), z.union([text, z.int(), z.null()])],
    ['a tagged alternative', cash, z.discriminatedUnion('kind', [cash, transfer])],
    ['room', text.min(1).max(60), text.max(120)],
    ['the other direction', z.int().positive(), z.int()],
    ['a zero', z.int().positive(), z.int().nonnegative()],
    ['parts', z.int(), z.number()],
    ['another note', text.describe('one'), text.describe('another')],
    ['what a definition takes', positiveYuan, yuan],
    ['freedom', z.object({ a: z.enum(['x']) }), z.object({ a: text })],
    ['anything at all', z.object({ a: text }), z.unknown()],
    ['unknown fields', z.strictObject({ a: text }), z.object({ a: text })],
    ['the right to leave out', z.object({ a: text }), z.object({ a: text.optional() })],
    ['names to a list of names', z.record(z.enum(['a']), text), z.record(text, text)],
    ['null', text, text.nullable()],
  ])('and gains %s, loses nothing', (_, before, after) => expect(lost(before, after)).toEqual([]));

  test.each<[string, z.ZodType, z.ZodType, string]>([
    ['a removed field', z.object({ a: text, b: text.optional() }), z.object({ a: text }), 'b was removed'],
    ['a new field that is required', z.object({}), z.object({ a: text }), 'a is new and required'],
    [
      'a field that is required now',
      z.object({ a: z.object({ b: text.optional() }) }),
      z.object({ a: z.object({ b: text }) }),
      'a.b was optional and is required now',
    ],
    ['another type', z.object({ a: text }), z.object({ a: z.int() }), 'a was string and is integer now'],
    ['whole numbers only', z.number(), z.int(), 'was number and is integer now'],
    ['a type where there was none', z.unknown(), text, 'was anything and is string now'],
    ['a choice less', z.enum(['a', 'b']), z.enum(['a']), 'does not take "b" any more'],
    ['a choice where there was none', text, z.enum(['a']), 'takes nothing but "a" now'],
    ['another word', z.literal('a'), z.literal('b'), 'does not take "a" any more'],
    ['a shorter text', text.max(120), text.max(60), 'maxLength was 120 and is 60 now'],
    ['a length where there was none', text, text.min(1), 'minLength was not set and is 1 now'],
    ['a number from one', z.int(), z.int().positive(), 'exclusiveMinimum was not set and is 0 now'],
    ['a lower most', z.number().max(9), z.number().max(8), 'maximum was 9 and is 8 now'],
    ['a pattern', text, text.regex(/^a/), 'pattern was anything and is "^a" now'],
    ['another pattern', text.regex(/^a/), text.regex(/^b/), 'pattern was "^a" and is "^b" now'],
    ['a pattern for what was a choice', z.enum(['a']), text.regex(/^a/), 'pattern was anything and is "^a" now'],
    ['a format', text, z.iso.date(), 'format was anything and is "date" now'],
    [
      'what is in a list',
      z.array(z.object({ a: text })),
      z.array(z.object({ a: z.int() })),
      '[].a was string and is integer now',
    ],
    ['a list that must not be empty', z.array(text), z.array(text).min(1), 'minItems was not set and is 1 now'],
    ['one place of a pair', z.tuple([text, text]), z.tuple([text, z.int()]), '[1] was string and is integer now'],
    ['an alternative less', z.union([text, z.int()]), text, 'was integer and is string now'],
    [
      'one of three alternatives',
      z.union([text, z.int(), z.null()]),
      z.union([text, z.int()]),
      'does not take null any more',
    ],
    [
      'a tagged alternative less',
      z.discriminatedUnion('kind', [cash, transfer]),
      z.discriminatedUnion('kind', [cash, z.object({ kind: z.literal('card') })]),
      'does not take kind "transfer" any more',
    ],
    [
      'a field inside a tagged alternative',
      z.array(z.discriminatedUnion('kind', [cash, transfer])),
      z.array(z.discriminatedUnion('kind', [cash, transfer.extend({ branch: text })])),
      '[].branch is new and required',
    ],
    [
      'fields that it does not know',
      z.object({ a: text }),
      z.strictObject({ a: text }),
      'refuses fields that it does not know now',
    ],
    [
      'the values of a list of names',
      z.record(text, text),
      z.record(text, z.int()),
      '{} was string and is integer now',
    ],
    [
      'the names of a list of names',
      z.record(text, text),
      z.record(text.max(8), text),
      '{name} maxLength was not set and is 8 now',
    ],
    ['null no more', text.nullable(), text, 'was null and is string now'],
    [
      'a kind with rules that its shape does not show',
      nonNegativeYuan,
      positiveYuan,
      'was NonNegativeYuan and is PositiveYuan now, with rules of its own',
    ],
    [
      'a kind where there was a plain text',
      text,
      businessDate,
      'was of no kind and is BusinessDate now, with rules of its own',
    ],
  ])('and gets %s, is found', (_, before, after, what) => expect(lost(before, after)).toContain(what));
});

const union = (...events: Parameters<typeof z.union>[0][number][]) => z.union(events as never) as z.ZodType;
const none = () => undefined;
const written = (schema: z.ZodType, committed: StoredShapes = { events: [], $defs: {} }) =>
  JSON.parse(JSON.stringify(grown(committed, schema, none))) as StoredShapes;

describe('the events of an aggregate', () => {
  const first = union(event('Sold', { amount: yuan }), event('Returned', {}));
  const committed = written(first);

  test('that stay as they are, or gain one, are welcome', () => {
    expect(objectionsTo(committed, first)).toEqual([]);
    expect(
      objectionsTo(committed, union(event('Sold', { amount: yuan }), event('Returned', {}), event('New', {}))),
    ).toEqual([]);
  });

  test('may not lose one', () =>
    expect(objectionsTo(committed, union(event('Sold', { amount: yuan })))).toEqual([
      expect.stringContaining('Returned is gone') as string,
    ]));

  test('may not change one in place: it is said which field, and what to do', () =>
    expect(objectionsTo(committed, union(event('Sold', { price: yuan }), event('Returned', {})))).toEqual([
      'Sold version 1: data.amount was removed; give Sold a version 2 with an upcast, see docs/how-to/change-an-event.md',
      'Sold version 1: data.price is new and required; give Sold a version 2 with an upcast, see docs/how-to/change-an-event.md',
    ]));

  test('may not take another definition under the same name', () => {
    const narrower = {
      events: committed.events,
      $defs: { ...committed.$defs, Yuan: { type: 'string', pattern: '^wider$' } },
    };
    expect(objectionsTo(narrower, first)).toEqual([
      expect.stringContaining('data.amount pattern was "^wider$"') as string,
    ]);
  });

  const priced = event('Sold', { price: yuan }, { upcasts: [({ amount }: { amount: string }) => ({ price: amount })] });
  const second = union(priced, event('Returned', {}));

  test('may change with a version: the one before stays shown, with its definitions in place', () => {
    expect(objectionsTo(committed, second)).toEqual([]);
    const { events, $defs } = written(second, committed);
    expect(events.map(({ type, version }) => `${type} ${version}`)).toEqual(['Sold 1', 'Sold 2', 'Returned 1']);
    expect(JSON.stringify(events[0]!.data)).toContain('\\\\.\\\\d{2}$');
    expect(events[0]!.data['properties']).not.toHaveProperty('amount.$ref');
    expect($defs).toHaveProperty('Yuan');
    expect(written(second, { events, $defs })).toEqual({ events, $defs });
  });

  test('may take another name with a version, and only with one', () => {
    const renamed = { formerly: ['Sold'], upcasts: [(before: { amount: string }) => before] as const };
    const third = union(event('GoodsSold', { amount: yuan }, renamed), event('Returned', {}));
    expect(objectionsTo(committed, third)).toEqual([]);
    expect(written(third, committed).events.map(({ type, version }) => `${type} ${version}`)).toEqual([
      'Sold 1',
      'GoodsSold 2',
      'Returned 1',
    ]);
    const shown = { ...committed, events: committed.events.map((each) => ({ ...each, version: 2 })) };
    expect(objectionsTo(shown, third)).toContainEqual(
      expect.stringContaining('Sold version 2 is called GoodsSold now') as string,
    );
  });

  test('may neither go back a version nor leave one out', () => {
    expect(objectionsTo(written(second, committed), first)).toEqual([
      'Sold was at version 2 and is at 1 now: versions only rise',
    ]);
    const twice = event('Sold', { price: yuan }, { upcasts: [(one: object) => one, () => ({ price: '0.00' })] });
    expect(objectionsTo(committed, union(twice, event('Returned', {})))).toEqual([
      expect.stringContaining('Sold: version 2 is shown nowhere') as string,
    ]);
  });

  test('are shown by what reading takes, not by what writing makes', () =>
    expect(shapesToday(union(event('Sold', { note: text.default('') }))).events[0]!.data).not.toHaveProperty(
      'required',
    ));
});
