import type { EventStore, StoredEvent } from '@app/event-store/event-store';

type Wish = Readonly<{ prefixes: readonly string[]; limit: number }>;

/**
 * The events of these streams in the order of the log, page by page: the next page is asked for before this one is worked
 * on, so that the store and whoever computes work at the same time. Two pages in memory at most.
 */
export async function* pagesAhead(
  store: Pick<EventStore, 'readAll'>,
  { prefixes, limit }: Wish,
): AsyncGenerator<readonly StoredEvent[], void> {
  const read = (after?: string) => store.readAll({ prefixes, limit, ...(after !== undefined && { after }) });
  for (let next: Promise<readonly StoredEvent[]> | undefined = read(); next !== undefined;) {
    const page: readonly StoredEvent[] = await next;
    const last = page.at(-1);
    next = last === undefined || page.length < limit ? undefined : read(last.position);
    // Nobody is waiting for it yet when it fails; whoever comes for it is told then.
    next?.catch(() => undefined);
    yield page;
  }
}
