import type { Decider } from '@app/kernel/decider';
import { readEvent } from '@app/kernel/event-versions';
import type { z } from 'zod';
import type { EventStore } from '../event-store';
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

const patient = (store: EventStore): Pick<EventStore, 'read'> => ({
  read: (...asked) => readAndAskAgain(() => store.read(...asked)),
});

/** Folds what the stream holds behind `from` onto it, page by page; returns `from` itself when that is nothing. */
export const foldTail = async <State, Event>(
  store: EventStore,
  stream: string,
  { decider, schema }: Pick<Aggregate<State, Event>, 'decider' | 'schema'>,
  from: Folded<State>,
): Promise<Folded<State>> => {
  let folded = from;
  for await (const page of pagesOf(patient(store), stream, { from: (from.revision ?? -1) + 1 })) {
    const state = page.map((event) => readEvent(schema, event)).reduce(decider.evolve, folded.state);
    const last = page.at(-1);
    folded = { state, revision: last?.revision, position: last?.position, id: last?.id };
  }
  return folded;
};

/**
 * The same for a state that comes from elsewhere: the event that it says it ends in is read too. Undefined when the log
 * knows nothing of that event, because it was set back, or the state is of another log.
 */
export const foldConfirmed = async <State, Event>(
  store: EventStore,
  stream: string,
  { decider, schema }: Pick<Aggregate<State, Event>, 'decider' | 'schema'>,
  from: Folded<State>,
): Promise<Folded<State> | undefined> => {
  let folded: Folded<State> | undefined;
  for await (const page of pagesOf(patient(store), stream, { from: from.revision ?? 0 })) {
    const isConfirmed = folded !== undefined || page[0]?.id === from.id;
    if (!isConfirmed) return undefined;
    const news = folded === undefined ? page.slice(1) : page;
    const state = news.map((event) => readEvent(schema, event)).reduce(decider.evolve, (folded ?? from).state);
    const last = page.at(-1);
    folded = { state, revision: last?.revision, position: last?.position, id: last?.id };
  }
  return folded;
};
