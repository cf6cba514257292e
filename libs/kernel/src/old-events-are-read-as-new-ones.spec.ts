import fc from 'fast-check';
import { z } from 'zod';
import {
  firstTruckEvent,
  KG_A_PALLET,
  secondTruckEvent,
  storedLoads,
  truckOfOldEvent,
} from '@test/support/truck-of-old';
import { knownEvents, readEvent, versionsGained, withVersion } from './event-versions';
import { event } from './message';

type Kept = Readonly<{ type: string; data: unknown; version?: number }>;
const at = ({ type, data, version }: Kept, revision = 7) => ({
  type,
  data,
  stream: 'truckOfOld-T-1',
  revision,
  metadata: { by: 'yard', ...(version !== undefined && { version }) },
});
const [boxes, pallets, weighed] = storedLoads;

describe('an event that was stored', () => {
  test('at version 1 goes through every upcast, in order, and takes its new name', () =>
    expect(readEvent(truckOfOldEvent, at(boxes))).toEqual({
      type: 'PalletsLoaded',
      data: { order: 'A', pallets: 3, weightKg: 3 * KG_A_PALLET },
    }));

  test('without a version is one of version 1', () =>
    expect(readEvent(truckOfOldEvent, at({ ...boxes, version: undefined }))).toEqual(
      readEvent(truckOfOldEvent, at(boxes)),
    ));

  test('at a version in between goes through those that are left', () =>
    expect(readEvent(truckOfOldEvent, at(pallets)).data).toEqual({ order: 'B', pallets: 2, weightKg: 800 }));

  test('at the present version is read as it is', () =>
    expect(readEvent(truckOfOldEvent, at(weighed)).data).toEqual(weighed.data));

  test('of a kind that never changed is read as it is', () =>
    expect(readEvent(truckOfOldEvent, at({ type: 'TruckUnloaded', data: { order: 'A' } }))).toEqual({
      type: 'TruckUnloaded',
      data: { order: 'A' },
    }));

  test('is left as it was, however its upcasts handle it', () => {
    const careless = (before: { tags: string[] }) => {
      before.tags.push('seen');
      return before;
    };
    const tagged = event('Tagged', { tags: z.array(z.string()) }, { upcasts: [careless] });
    const stored = at({ type: 'Tagged', data: { tags: [] } });
    expect(readEvent(tagged, stored).data.tags).toEqual(['seen']);
    expect(readEvent(tagged, stored).data.tags).toEqual(['seen']);
    expect(stored.data).toEqual({ tags: [] });
  });

  test('by a newer program is not read, and the error names stream, revision, type and both versions', () => {
    const facts = { stream: 'truckOfOld-T-1', revision: 7, type: 'PalletsLoaded', version: 3, known: 2 };
    const read = () => readEvent(secondTruckEvent, at(weighed));
    expect(read).toThrow(expect.objectContaining({ code: 'event-too-new', facts }) as Error);
    expect(read).toThrow('"stream":"truckOfOld-T-1","revision":7,"type":"PalletsLoaded","version":3,"known":2');
  });

  test('by a newer program is not read by one in which it has no past either', () => {
    const unloaded = at({ type: 'TruckUnloaded', data: { order: 'A' }, version: 2 });
    expect(() => readEvent(firstTruckEvent, unloaded)).toThrow(
      expect.objectContaining({ code: 'event-too-new' }) as Error,
    );
  });

  test.each([
    ['is of no known type', { type: 'TruckPainted', data: {} }],
    ['goes by a name that only a newer program knows', { ...pallets, type: 'PalletsWeighed' }],
    ['lacks what its upcast needs', { type: 'BoxesLoaded', data: null }],
    ['lacks a field', { type: 'PalletsLoaded', data: { order: 'B' }, version: 3 }],
    ['carries version 0', { ...boxes, version: 0 }],
    ['carries half a version', { ...boxes, version: 1.5 }],
    ['carries a version that is a text', { ...boxes, version: '1' as never }],
  ])('and %s is not read, and the error names it', (_, stored) =>
    expect(() => readEvent(truckOfOldEvent, at(stored))).toThrow(
      `event 7 of truckOfOld-T-1 (${stored.type}) does not have its shape`,
    ),
  );
});

describe('an event on its way to the log', () => {
  const by = { by: 'yard' };
  test('carries its version, unless that is 1', () => {
    expect(withVersion(truckOfOldEvent, 'PalletsLoaded', by)).toEqual({ by: 'yard', version: 3 });
    expect(withVersion(secondTruckEvent, 'PalletsLoaded', by)).toEqual({ by: 'yard', version: 2 });
    expect(withVersion(truckOfOldEvent, 'TruckUnloaded', by)).toEqual(by);
    expect(withVersion(firstTruckEvent, 'BoxesLoaded', by)).toEqual(by);
  });
});

/** Each step leaves its mark, so that a step done twice, left out or done in disorder shows. */
const marked = (versions: number) => {
  const step = (from: number) => (before: { steps: number[] }) => ({ ...before, steps: [...before.steps, from] });
  const upcasts = Array.from({ length: versions - 1 }, (_, index) => step(index + 1));
  const fields = { steps: z.array(z.int()) };
  return event('Marked', fields, versions === 1 ? {} : { upcasts: upcasts as [ReturnType<typeof step>] });
};
const range = (from: number, until: number) => Array.from({ length: until - from }, (_, index) => from + index);

describe('an upcast', () => {
  test('is done exactly once from each version to the next, by whatever schema and however often it is read', () => {
    const versions = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(versions, versions, (one, other) => {
        const [written, known] = [Math.min(one, other), Math.max(one, other)];
        const alone = marked(known);
        const stored = at({ type: 'Marked', data: { steps: [] }, ...(written > 1 && { version: written }) });
        const together = z.discriminatedUnion('type', [z.discriminatedUnion('type', [alone]), event('Other', {})]);
        for (const schema of [alone, together, alone])
          expect(readEvent<unknown>(schema, stored)).toEqual({
            type: 'Marked',
            data: { steps: range(written, known) },
          });
        const again = { ...stored, metadata: withVersion(together, 'Marked', { by: 'yard' }) };
        expect(readEvent(alone, again).data.steps).toEqual([]);
        expect(versionsGained(together)).toBe(known - 1);
      }),
    );
  });
});

describe('a name', () => {
  test('that two events go by is found out at the first reading', () => {
    const renamed = event('New', { order: z.string() }, { formerly: ['Old'], upcasts: [() => ({ order: '' })] });
    const confused = z.union([event('Old', {}), renamed]);
    expect(() => knownEvents(confused)).toThrow('two events go by the name Old');
  });

  test('cannot change without a new version', () =>
    expect(() => event('New', {}, { formerly: ['Old'] })).toThrow('a new name counts as a new version'));
});
