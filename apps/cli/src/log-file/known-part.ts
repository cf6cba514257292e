import { existsSync, statSync } from 'node:fs';
import type { EventStore, SealedEvent } from '@app/event-store/event-store';
import { sealedPages } from '@app/event-store/sealing/sealed-pages';
import { Problem } from '@app/kernel/problem';
import { linesOf } from './file-lines';
import { eventLine, HEADER, isEndLine } from './log-lines';

/** How much of a file is the beginning of what would be written into it. */
export type KnownPart = Readonly<{ events: number; bytes: number }>;

const isThere = (file: string): boolean => existsSync(file) && (!statSync(file).isFile() || statSync(file).size > 0);

async function* eventsOf(store: Pick<EventStore, 'sealed'>): AsyncGenerator<SealedEvent, void> {
  for await (const page of sealedPages(store)) yield* page;
}

/**
 * Compares a file with the log, line by line, so that an export that was cut off, or is from yesterday, goes on where it
 * ended. A file that is anything else is not touched.
 */
export const knownPart = async (store: Pick<EventStore, 'sealed'>, file: string): Promise<KnownPart> => {
  if (!isThere(file)) return { events: 0, bytes: 0 };
  const log = eventsOf(store);
  let known: KnownPart = { events: 0, bytes: 0 };
  try {
    for await (const { text, number, after, isWhole } of linesOf(file)) {
      if (number === 1 && text !== HEADER && !(HEADER.startsWith(text) && !isWhole))
        throw new Problem('log-file-malformed', { file, line: 1 });
      if (!isWhole || isEndLine(text)) break;
      if (number === 1) known = { events: 0, bytes: after };
      else {
        const next = await log.next();
        if (next.done === true || eventLine(next.value) !== text)
          throw new Problem('log-file-differs', { file, event: number - 1 });
        known = { events: number - 1, bytes: after };
      }
    }
    return known;
  } finally {
    await log.return();
  }
};
