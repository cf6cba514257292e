import type { SealedEvent } from './event-store';
import { NO_HASH, sealOf } from './seal';
import { concurrency, invalid } from './store-errors';

/** The last event of a stream, as far as the next one depends on it. */
export type StreamEnd = Readonly<{ revision: number; hash: string }>;

export type Ground = Readonly<{
  endOf: (stream: string) => StreamEnd | undefined;
  /** The event that is stored under this id. */
  known: (id: string) => Pick<SealedEvent, 'hash'> | undefined;
}>;

/**
 * Which of the events are still to be stored. Their hashes say which event each follows, so one that does not fit is
 * either not what was exported or meets a stream that has gone another way.
 */
export const stillToRestore = (events: readonly SealedEvent[], { endOf, known }: Ground): readonly SealedEvent[] => {
  const ends = new Map<string, StreamEnd | undefined>();
  return events.filter((event) => {
    const { id, stream, revision, hash } = event;
    const stored = known(id);
    if (stored !== undefined) {
      if (stored.hash !== hash) throw invalid(`event ${id} is stored already, with another content or place`);
      return false;
    }
    const end = ends.has(stream) ? ends.get(stream) : endOf(stream);
    if (revision !== (end?.revision ?? -1) + 1)
      throw concurrency(stream, revision === 0 ? 'no_stream' : revision - 1, end?.revision ?? 'no_stream');
    if (sealOf(end?.hash ?? NO_HASH, event) !== hash)
      throw invalid(`event ${revision} of ${stream} (${id}) does not have the hash that it should have`);
    ends.set(stream, { revision, hash });
    return true;
  });
};
