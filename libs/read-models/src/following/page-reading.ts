import type { EventSource, StoredEvent } from '../event-source';
import type { Follower } from '../follower';
import { byPosition, type Group } from '../sharing/standing';

/** Events in one page, and thus in one transaction, for who is close to the end of the log. */
export const PAGE_MIN = 500;
/** For who is far behind: a stream that moved many times in one page has its rows put in anew once. */
export const PAGE_MAX = 4_000;

/** All that happened behind `from` up to and including `until`, as far as it concerns the group. */
export type Page = Readonly<{ from: string | null; events: readonly StoredEvent[]; until: string }>;

export const hears = ({ prefixes }: Follower, stream: string): boolean =>
  prefixes.some((prefix) => stream.startsWith(prefix));

/** Twice as much after a page that was full; little again as soon as one was not. */
export const nextLimit = (limit: number, { events }: Page): number =>
  events.length < limit ? PAGE_MIN : Math.min(PAGE_MAX, 2 * limit);

/** Undefined when there is nothing behind the group's place; `head` is where the log ended a moment ago. */
export const readPage = async (
  source: EventSource,
  { position: from, next }: Group,
  prefixes: readonly string[],
  { head, limit }: Readonly<{ head: string; limit: number }>,
): Promise<Page | undefined> => {
  if (byPosition(head, from) <= 0) return undefined;
  const events = await source.readAll({ ...(from === null ? {} : { after: from }), prefixes, limit });
  const last = events.at(-1)?.position;
  // A page that is not full has searched the log to its end, hence past what other prefixes hide up to the head.
  const searched = last !== undefined && (events.length === limit || byPosition(last, head) > 0) ? last : head;
  const until = next !== undefined && byPosition(searched, next) > 0 ? next : searched;
  return { from, events: events.filter(({ position }) => byPosition(position, until) <= 0), until };
};
