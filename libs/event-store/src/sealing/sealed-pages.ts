import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, SealedEvent } from '../event-store';

const PAGE_EVENTS = 4_096;
/** A question leaves with the event loop: without these it would wait here until the work on the page at hand is done. */
const TURNS_TO_LEAVE = 3;

export type SealedPages = Readonly<{ after?: string | undefined; pageMax?: number }>;

/** The log from a position to its end, page by page; while one is worked on, the next is already on its way. */
export async function* sealedPages(
  store: Pick<EventStore, 'sealed'>,
  { after, pageMax = PAGE_EVENTS }: SealedPages = {},
): AsyncGenerator<readonly SealedEvent[], void> {
  const ask = (position: string | undefined): Promise<readonly SealedEvent[]> => {
    const page = store.sealed({ limit: pageMax, ...(position !== undefined && { after: position }) });
    // Whoever leaves early does not wait for it, and must not be ended by its failure.
    page.catch(() => undefined);
    return page;
  };
  for (let next = ask(after); ;) {
    const page = await next;
    const last = page.at(-1);
    if (last === undefined) return;
    const isLast = page.length < pageMax;
    if (!isLast) next = ask(last.position);
    for (let turns = 0; turns < TURNS_TO_LEAVE; turns++) await turn();
    yield page;
    if (isLast) return;
  }
}
