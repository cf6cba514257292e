import { isDue } from './handling/snapshots';

const at = (events: number) => ({ state: {}, revision: events - 1, position: undefined });
/** After how many events each snapshot of a stream is taken that grows by one event at a time. */
const taken = (from: number, to: number): number[] => {
  const due: number[] = [];
  for (let events = from + 1; events <= to; events++) if (isDue(at(events - 1), at(events))) due.push(events);
  return due;
};

describe('a snapshot', () => {
  test('of a short stream is taken every hundred events', () =>
    expect(taken(0, 1_000)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000]));

  test('is taken when many events at once go past the place where it falls due, and not before', () => {
    expect(isDue(at(90), at(250))).toBe(true);
    expect(isDue(at(101), at(199))).toBe(false);
    expect(isDue({ state: {}, revision: undefined, position: undefined }, at(100))).toBe(true);
  });

  test.each([
    [39_000, 40_000, 10],
    [50_000, 52_000, 10],
    [100_000, 104_000, 10],
    [1_000_000, 1_064_000, 20],
  ])('of a stream from %i to %i events is taken %i times', (from, to, times) =>
    expect(taken(from, to)).toHaveLength(times),
  );

  test('never leaves more to be folded than a two-hundredth of the stream, or a hundred events', () => {
    const due = taken(0, 300_000);
    for (const [index, events] of due.slice(1).entries())
      expect(events - due[index]!).toBeLessThanOrEqual(Math.max(200, events / 200));
  });
});
