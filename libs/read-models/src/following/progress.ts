import type { Follower } from '../follower';
import { grouped } from '../sharing/grouped';
import { everyPart, partOf } from '../sharing/partition';
import type { Unit } from '../sharing/standing';
import { hears, type Page } from './page-reading';

/** The rate is told over so long. */
const WINDOW_MS = 10_000;

export type Applied = Readonly<{ name: string; part: number; events: number; perSecond: number }>;

type Counted = { events: number; before: number; since: number; perSecond: number };

const fresh = (): Counted => ({ events: 0, before: 0, since: performance.now(), perSecond: 0 });

const rated = (counted: Counted): number => {
  const elapsed = performance.now() - counted.since;
  if (elapsed < WINDOW_MS) return counted.perSecond;
  counted.perSecond = ((counted.events - counted.before) * 1_000) / elapsed;
  counted.before = counted.events;
  counted.since = performance.now();
  return counted.perSecond;
};

/** What this process has done for each follower and part since it began. */
export class Progress {
  private readonly counts = new Map<string, Counted[]>();

  constructor(private readonly onMoved: () => void) {}

  count(units: readonly Unit[], { events }: Page, followers: readonly Follower[]): void {
    const inParts = grouped(events, ({ stream }) => partOf(stream));
    for (const { name, part } of units) {
      const follower = followers.find((each) => each.name === name);
      const counted = this.of(name)[part];
      if (follower === undefined || counted === undefined) continue;
      counted.events += (inParts.get(part) ?? []).filter(({ stream }) => hears(follower, stream)).length;
    }
    this.onMoved();
  }

  applied(): Applied[] {
    return [...this.counts].flatMap(([name, counts]) =>
      counts.map((counted, part) => ({ name, part, events: counted.events, perSecond: rated(counted) })),
    );
  }

  private of(name: string): Counted[] {
    const known = this.counts.get(name) ?? everyPart.map(fresh);
    this.counts.set(name, known);
    return known;
  }
}
