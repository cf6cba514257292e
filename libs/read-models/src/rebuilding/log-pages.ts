import type { EventSource, StoredEvent } from '../event-source';
import { byPosition } from '../sharing/standing';
import { underWay } from './under-way';

/** Larger than when following: nobody waits for the first row. */
const PAGE_MAX = 5_000;

type Stretch = Readonly<{ after: string | null; until: string; prefixes: readonly string[]; signal: AbortSignal }>;

/** The log from a place to another, page by page; the next one is on its way while one is being worked on. */
export async function* logPages(
  source: EventSource,
  { after, until, prefixes, signal }: Stretch,
): AsyncGenerator<readonly StoredEvent[], void> {
  const ask = (from: string | null) => {
    const page = source.readAll({ ...(from === null ? {} : { after: from }), prefixes, limit: PAGE_MAX });
    // Nobody may be waiting yet when it fails.
    page.catch(() => undefined);
    return page;
  };
  if (byPosition(after, until) >= 0) return;
  for (let next = ask(after); ;) {
    const page = await next;
    signal.throwIfAborted();
    const last = page.at(-1)?.position;
    const isLast = page.length < PAGE_MAX || last === undefined || byPosition(last, until) >= 0;
    if (!isLast) {
      next = ask(last);
      await underWay();
    }
    const events = isLast ? page.filter(({ position }) => byPosition(position, until) <= 0) : page;
    if (events.length > 0) yield events;
    if (isLast) return;
  }
}
