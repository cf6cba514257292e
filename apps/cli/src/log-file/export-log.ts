import { createWriteStream, truncateSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EventStore } from '@app/event-store/event-store';
import { sealedPages } from '@app/event-store/sealing/sealed-pages';
import { Problem } from '@app/kernel/problem';
import { unwritable } from '../file-fault';
import { knownPart, type KnownPart } from './known-part';
import { endLine, eventLine, HEADER } from './log-lines';
import { PassingLog } from './passing-log';

export type Exported = Readonly<{
  events: number;
  head: string;
  /** Of these, so many stood in the file already. */
  known: number;
}>;

/** The text of an export from behind what is known of it, a page at a time. */
async function* textOf(
  store: Pick<EventStore, 'sealed'>,
  known: KnownPart,
  passing: PassingLog,
  onProgress: (events: number) => void,
): AsyncGenerator<string, void> {
  if (known.bytes === 0) yield `${HEADER}\n`;
  for await (const page of sealedPages(store)) {
    let text = '';
    for (const event of page) {
      if (!passing.take(event)) throw new Problem('log-damaged', { event: passing.events });
      if (passing.events > known.events) text += `${eventLine(event)}\n`;
    }
    if (text !== '') yield text;
    onProgress(passing.events);
  }
  yield `${endLine(passing.events, passing.head())}\n`;
}

const writing = (file: string, { bytes }: KnownPart) => {
  if (bytes > 0) truncateSync(file, bytes);
  return createWriteStream(file, bytes > 0 ? { flags: 'r+', start: bytes, flush: true } : { flush: true });
};

/** Writes the log into a file (`-`: to standard output), checking every hash on the way. Never all of it in memory. */
export const exportLog = async (
  store: Pick<EventStore, 'sealed'>,
  file: string,
  onProgress: (events: number) => void,
): Promise<Exported> => {
  const passing = new PassingLog();
  const known = file === '-' ? { events: 0, bytes: 0 } : await knownPart(store, file);
  const text = Readable.from(textOf(store, known, passing, onProgress), { objectMode: true, highWaterMark: 1 });
  try {
    if (file === '-') await pipeline(text, process.stdout, { end: false });
    else await pipeline(text, writing(file, known));
  } catch (error) {
    throw unwritable(file, error);
  }
  return { events: passing.events, head: passing.head(), known: known.events };
};
