import { randomUUID } from 'node:crypto';
import type { Decider } from '@app/kernel/decider';
import type { Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import type { z } from 'zod';
import { definedOnly } from './handling/defined-only';
import { type EventStore, EventStoreError, type NewEvent } from './event-store';
import { type Aggregate, foldTail, streamOf } from './handling/fold';
import { appendAndResend } from './handling/resend';
import { type Folded, StateCache } from './handling/state-cache';
import { StreamQueue } from './handling/stream-queue';

/**
 * Whoever has to read again is slower than who has just written, so a busy neighbour may win many times in a row; each
 * round somebody gets on, and nobody waits for ever.
 */
const ATTEMPTS_MAX = 100;
const STATES_CACHED_MAX = 1_000;

type Shape = Readonly<{ type: string; data: unknown }>;

export type Asked<State, Command, Event extends Shape> = Readonly<{
  decider: Decider<State, Command, Event>;
  schema: z.ZodType<Event>;
  id: string;
  command: Command;
  metadata: Metadata;
}>;

/** The state after the command and the events that led there from the state before; none: nothing had to happen. */
export type Outcome<State, Event> = Folded<State> & Readonly<{ events: readonly Event[] }>;

export type HandlerOptions = Readonly<{ store: EventStore; cacheMax?: number; newId?: () => string }>;

export const createHandler = (options: HandlerOptions): Handler => new Handler(options);

/** Reads, folds, decides and appends; decides again when somebody else appended in between. */
export class Handler {
  private readonly store: EventStore;
  private readonly newId: () => string;
  private readonly cache: StateCache;
  private readonly queue = new StreamQueue();

  constructor({ store, cacheMax = STATES_CACHED_MAX, newId = randomUUID }: HandlerOptions) {
    this.store = store;
    this.newId = newId;
    this.cache = new StateCache(cacheMax);
  }

  /**
   * Rejects with what the decider throws, with `Problem` `busy` when others keep getting in between or too much is
   * waiting, and with `EventStoreError` when the store cannot be reached; if that is `unknown`, ask the same again.
   */
  handle<State, Command, Event extends Shape>(asked: Asked<State, Command, Event>): Promise<Outcome<State, Event>> {
    const stream = streamOf(asked);
    return this.queue.run(stream, () => this.attempt(stream, asked));
  }

  /** The state as it is now, for questions. */
  async load<State, Event>(asked: Aggregate<State, Event>): Promise<Folded<State>> {
    const stream = streamOf(asked);
    return this.refresh(stream, asked, this.known(stream, asked.decider));
  }

  private async attempt<State, Command, Event extends Shape>(
    stream: string,
    asked: Asked<State, Command, Event>,
  ): Promise<Outcome<State, Event>> {
    const cached = this.cache.get(stream, asked.decider);
    let isFresh = cached === undefined;
    let before = cached ?? (await this.refresh(stream, asked, this.known(stream, asked.decider)));
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const decision = decided(asked, before.state);
      if (decision.events.length === 0) {
        // Neither "nothing to do" nor an objection goes through the store's check, so a remembered state is not enough for them.
        const after = isFresh ? before : await this.refresh(stream, asked, before);
        if (after === before) return decision.answer(before);
        before = after;
      } else {
        const outcome = await this.append(stream, asked, before, decision.events);
        if (outcome !== 'moved') return outcome;
        before = await this.refresh(stream, asked, before);
      }
      isFresh = true;
    }
    throw new Problem('busy');
  }

  private async append<State, Command, Event extends Shape>(
    stream: string,
    { decider, metadata }: Asked<State, Command, Event>,
    before: Folded<State>,
    events: readonly Event[],
  ): Promise<Outcome<State, Event> | 'moved'> {
    const drafts = events.map(({ type, data }): NewEvent => ({
      id: this.newId(),
      type,
      data,
      metadata: definedOnly(metadata),
    }));
    try {
      const { revision, position } = await appendAndResend(this.store, stream, drafts, before.revision ?? 'no_stream');
      const after = { state: events.reduce(decider.evolve, before.state), revision, position };
      this.cache.put(stream, decider, after);
      return { ...after, events };
    } catch (error) {
      if (error instanceof EventStoreError && error.code === 'concurrency') return 'moved';
      throw error;
    }
  }

  private known<State>(stream: string, decider: Readonly<{ initial: State }>): Folded<State> {
    return this.cache.get(stream, decider) ?? { state: decider.initial, revision: undefined, position: undefined };
  }

  private async refresh<State, Event>(
    stream: string,
    asked: Aggregate<State, Event>,
    from: Folded<State>,
  ): Promise<Folded<State>> {
    const folded = await foldTail(this.store, stream, asked, from);
    if (folded.revision !== undefined) this.cache.put(stream, asked.decider, folded);
    return folded;
  }
}

type Decision<State, Event> = Readonly<{
  events: readonly Event[];
  /** For a decision without events. */
  answer: (state: Folded<State>) => Outcome<State, Event>;
}>;

const decided = <State, Command, Event extends Shape>(
  { decider, schema, command }: Asked<State, Command, Event>,
  state: State,
): Decision<State, Event> => {
  try {
    // What is on disk has no undefined in it, so the state is folded from what will be read back.
    const events = decider.decide(command, state).map((event) => schema.parse(definedOnly(event)));
    return { events, answer: (folded) => ({ ...folded, events: [] }) };
  } catch (error) {
    return {
      events: [],
      answer: () => {
        throw error;
      },
    };
  }
};
