import type { EventSource, StoredEvent } from '../event-source';
import type { Follower } from '../follower';
import { byPosition, type Group } from '../sharing/standing';

/** Events in one page, and thus in one transaction. */
export const PAGE_MAX = 500;

/** All that happened behind `from` up to and including `until`, as far as it concerns the group. */
export type Page = Readonly<{ from: string | null; events: readonly StoredEvent[]; until: string }>;

export const hears = ({ prefixes }: Follower, stream: string): boolean =>
  prefixes.some((prefix) => stream.startsWith(prefix));

/** Undefined when there is nothing behind the group's place; `head` is where the log ended a moment ago. */
export const readPage = async (
  source: EventSource,
  { position: from, next }: Group,
  prefixes: readonly string[],
  head: string,
): Promise<Page | undefined> => {
  if (byPosition(head, from) <= 0) return undefined;
  const events = await source.readAll({ ...(from === null ? {} : { after: from }), prefixes, limit: PAGE_MAX });
  const last = events.at(-1)?.position;
  // A page that is not full has searched the log to its end, hence past what other prefixes hide up to the head.
  const searched = last !== undefined && (events.length === PAGE_MAX || byPosition(last, head) > 0) ? last : head;
  const until = next !== undefined && byPosition(searched, next) > 0 ? next : searched;
  return { from, events: events.filter(({ position }) => byPosition(position, until) <= 0), until };
};
