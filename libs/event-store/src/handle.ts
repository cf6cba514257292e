import { randomUUID } from 'node:crypto';
import type { EventStore } from './event-store';
import type { Asked, Outcome, Shape } from './handling/deciding';
import { type Aggregate, streamOf } from './handling/fold';
import type { Snapshots } from './handling/snapshots';
import { type Folded, StateCache } from './handling/state-cache';
import { StreamLane } from './handling/stream-lane';
import { StreamStates } from './handling/stream-states';

const STATES_CACHED_MAX = 50_000;
const EVENTS_CACHED_MAX = 500_000;

export type { Asked, Outcome };

export type HandlerOptions = Readonly<{
  store: EventStore;
  cacheMax?: number;
  newId?: () => string;
  /** Without them, what is not remembered is folded from its first event. */
  snapshots?: Snapshots;
}>;

export const createHandler = (options: HandlerOptions): Handler => new Handler(options);

/** The lanes of one aggregate by stream; whoever decides by other rules on the same stream is like another process. */
type Lanes = Map<string, unknown>;

/** Reads, folds, decides and appends; decides again when somebody else appended in between. */
export class Handler {
  private readonly store: EventStore;
  private readonly newId: () => string;
  private readonly states: StreamStates;
  private readonly lanes = new Map<object, Lanes>();

  constructor({ store, cacheMax = STATES_CACHED_MAX, newId = randomUUID, snapshots }: HandlerOptions) {
    this.store = store;
    this.newId = newId;
    const cache = new StateCache({ entriesMax: cacheMax, eventsMax: EVENTS_CACHED_MAX });
    this.states = new StreamStates(store, cache, snapshots);
  }

  /**
   * Rejects with what the decider throws, with `Problem` `busy` when others keep getting in between or too much is
   * waiting, and with `EventStoreError` when the store cannot be reached; if that is `unknown`, ask the same again.
   */
  handle<State, Command, Event extends Shape>(asked: Asked<State, Command, Event>): Promise<Outcome<State, Event>> {
    return this.laneOf(asked).handle(asked);
  }

  /** The state as it is now, for questions. */
  async load<State, Event>(asked: Aggregate<State, Event>): Promise<Folded<State>> {
    return this.states.newest(streamOf(asked), asked);
  }

  private laneOf<State, Command, Event extends Shape>(
    asked: Asked<State, Command, Event>,
  ): StreamLane<State, Command, Event> {
    const stream = streamOf(asked);
    const lanes = this.lanes.get(asked.decider) ?? new Map<string, unknown>();
    this.lanes.set(asked.decider, lanes);
    // The decider is the key, so what lies under it was made for its states, commands and events.
    const running = lanes.get(stream) as StreamLane<State, Command, Event> | undefined;
    if (running !== undefined) return running;
    const { store, states, newId } = this;
    const lane = new StreamLane<State, Command, Event>({ stream, store, states, newId }, asked, () =>
      lanes.delete(stream),
    );
    lanes.set(stream, lane);
    return lane;
  }
}
