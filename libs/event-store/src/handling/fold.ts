import type { Decider } from '@app/kernel/decider';
import type { z } from 'zod';
import type { EventStore, StoredEvent } from '../event-store';
import { pagesOf } from '../read-pages';
import { readAndAskAgain } from './resend';
import type { Folded } from './state-cache';

/** How the events of one aggregate are read: by its schema, into its state. */
export type Aggregate<State, Event> = Readonly<{
  decider: Pick<Decider<State, never, Event>, 'category' | 'initial' | 'evolve'>;
  schema: z.ZodType<Event>;
  id: string;
}>;

export const streamOf = ({ decider, id }: Readonly<{ decider: { category: string }; id: string }>): string =>
  `${decider.category}-${id}`;

const parsed = <Event>(schema: z.ZodType<Event>, { type, data, stream, revision }: StoredEvent): Event => {
  const result = schema.safeParse({ type, data });
  if (result.success) return result.data;
  throw new Error(`event ${revision} of ${stream} (${type}) does not have its shape`, { cause: result.error });
};

/** Folds what the stream holds behind `from` onto it, page by page; returns `from` itself when that is nothing. */
export const foldTail = async <State, Event>(
  store: EventStore,
  stream: string,
  { decider, schema }: Aggregate<State, Event>,
  from: Folded<State>,
): Promise<Folded<State>> => {
  const patient = { read: (...asked: Parameters<EventStore['read']>) => readAndAskAgain(() => store.read(...asked)) };
  let folded = from;
  for await (const page of pagesOf(patient, stream, { from: (from.revision ?? -1) + 1 })) {
    const state = page.map((event) => parsed(schema, event)).reduce(decider.evolve, folded.state);
    const last = page.at(-1);
    folded = { state, revision: last?.revision, position: last?.position };
  }
  return folded;
};
