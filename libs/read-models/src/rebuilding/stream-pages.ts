import type { EventSource, StoredEvent } from '../event-source';
import { underWay } from './under-way';

const PAGE_MAX = 5_000;
const ONE_STREAM_MAX = 1_000;
/** Streams that are asked for together: all of one question, and few enough for one page where they are short. */
const TOGETHER = 100;

async function* alone(source: EventSource, stream: string): AsyncGenerator<readonly StoredEvent[], void> {
  for (let from = 0; ; from += ONE_STREAM_MAX) {
    const page = await source.read(stream, { from, limit: ONE_STREAM_MAX });
    yield page;
    if (page.length < ONE_STREAM_MAX) return;
  }
}

type Question = Readonly<{ streams: readonly string[]; after: StoredEvent | undefined }>;

function* batches(streams: Iterable<string>): Generator<readonly string[], void> {
  let batch: string[] = [];
  for (const stream of streams) {
    batch.push(stream);
    if (batch.length < TOGETHER) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Streams from their beginnings, one behind the other, in pages that may end in the midst of one. Many are asked for at
 * once where the store can, and the next page is on its way while one is being worked on.
 */
export async function* streamPages(
  source: EventSource,
  streams: Iterable<string>,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredEvent[], void> {
  const readStreams = source.readStreams?.bind(source);
  if (readStreams === undefined) {
    for (const stream of streams) {
      signal.throwIfAborted();
      yield* alone(source, stream);
    }
    return;
  }
  const left = batches(streams);
  const following = (): Question | undefined => {
    const { value } = left.next();
    return value === undefined ? undefined : { streams: value, after: undefined };
  };
  const ask = ({ streams: names, after }: Question) => {
    const page = readStreams(names, { limit: PAGE_MAX, ...(after !== undefined && { after }) });
    // Nobody may be waiting yet when it fails.
    page.catch(() => undefined);
    return page;
  };
  let question = following();
  let coming = question === undefined ? undefined : ask(question);
  while (question !== undefined && coming !== undefined) {
    const page: readonly StoredEvent[] = await coming;
    signal.throwIfAborted();
    question = page.length < PAGE_MAX ? following() : { ...question, after: page.at(-1) };
    coming = question === undefined ? undefined : ask(question);
    await underWay();
    yield page;
  }
}
