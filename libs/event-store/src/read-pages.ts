import type { EventStore, StoredEvent } from './event-store';
import { PAGE_EVENTS_MAX } from './limits';

/** Pages of a stream from a revision to its end, one in memory at a time; leaving early leaves nothing open. */
export async function* pagesOf(
  store: Pick<EventStore, 'read'>,
  stream: string,
  { from = 0, pageMax = PAGE_EVENTS_MAX }: Readonly<{ from?: number; pageMax?: number }> = {},
): AsyncGenerator<readonly StoredEvent[], void> {
  for (let next = from; ;) {
    const page = await store.read(stream, { from: next, limit: pageMax });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < pageMax) return;
    next = last.revision + 1;
  }
}
