import { withVersion } from '@app/kernel/event-versions';
import { Problem } from '@app/kernel/problem';
import { type Appended, type EventStore, EventStoreError, type ExactEvent, type NewEvent } from '../event-store';
import { type Asked, decided, type Outcome, type Shape } from './deciding';
import { definedOnly } from './defined-only';
import { appendAndResend } from './resend';
import type { Folded } from './state-cache';
import type { StreamStates } from './stream-states';

export const COMMANDS_WAITING_MAX = 1_000;
/**
 * Whoever has to read again is slower than who has just written, so a busy neighbour may win many times in a row; each
 * round somebody gets on, and nobody waits for ever.
 */
const ATTEMPTS_MAX = 100;

type Task<State, Command, Event extends Shape> = {
  readonly asked: Asked<State, Command, Event>;
  readonly resolve: (outcome: Outcome<State, Event>) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
  /** A state that was read after the command came in: good enough to say "nothing to do" or "no" on. */
  fresh?: Folded<State>;
};

/** A decision on its way: events that are being appended, or a question, which says that there is nothing to append. */
type Flight<State, Command, Event extends Shape> = Readonly<{
  task: Task<State, Command, Event>;
  append?: Readonly<{
    before: Folded<State>;
    after: Folded<State>;
    events: readonly Event[];
    done: Promise<Appended>;
  }>;
}>;

export type LaneGround = Readonly<{ stream: string; store: EventStore; states: StreamStates; newId: () => string }>;

const isConflict = (error: unknown): boolean => error instanceof EventStoreError && error.code === 'concurrency';

/** A state whose last event is still on its way is told by that event: somebody else's may come to stand there instead. */
const expectationOf = ({ revision, position, id }: Folded<unknown>): number | 'no_stream' | ExactEvent => {
  if (revision === undefined) return 'no_stream';
  return position === undefined && id !== undefined ? { revision, id } : revision;
};

/**
 * The commands of one process on one stream. Each is decided at once, on the state that the one before will leave when it
 * is stored, so that many of them ride in one commit; each is answered when its own events are stored. Where one turns out
 * not to be stored, those behind it are not either, and are decided again on what the log holds.
 */
export class StreamLane<State, Command, Event extends Shape> {
  private waiting: Task<State, Command, Event>[] = [];
  private readonly flights: Flight<State, Command, Event>[] = [];
  /** What the next command is decided on; undefined: to be read first. */
  private tip: Folded<State> | undefined;
  /** The newest state that is stored for certain. */
  private known: Folded<State> | undefined;
  private isRunning = false;

  constructor(
    private readonly ground: LaneGround,
    private readonly reading: Pick<Asked<State, Command, Event>, 'decider' | 'schema'>,
    private readonly onIdle: () => void,
  ) {
    this.known = ground.states.remembered(ground.stream, reading.decider);
    this.tip = this.known;
  }

  handle(asked: Asked<State, Command, Event>): Promise<Outcome<State, Event>> {
    if (this.waiting.length + this.flights.length >= COMMANDS_WAITING_MAX) return Promise.reject(new Problem('busy'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ asked, resolve, reject, attempts: 0 });
      this.depart();
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.length + this.flights.length > 0) {
      if (this.flights.length === 0 && this.tip === undefined) await this.look();
      this.depart();
      await this.arrive();
    }
    this.isRunning = false;
    this.onIdle();
  }

  /** Reads where the stream stands. What waits cannot be decided when it cannot be read. */
  private async look(): Promise<void> {
    const asking = [...this.waiting];
    try {
      this.known = await this.ground.states.newest(this.ground.stream, this.reading, this.known);
      this.tip = this.known;
      for (const task of asking) task.fresh = this.known;
    } catch (error) {
      this.waiting = this.waiting.filter((task) => !asking.includes(task));
      for (const task of asking) task.reject(error);
    }
  }

  private depart(): void {
    for (let task = this.next(); task !== undefined; task = this.next())
      try {
        this.decide(task);
      } catch (error) {
        task.reject(error);
      }
  }

  private decide(task: Task<State, Command, Event>): void {
    const { tip } = this;
    if (tip === undefined) return;
    const { events, answer } = decided(task.asked, tip.state);
    if (events.length > 0) this.flights.push({ task, append: this.append(task.asked, tip, events) });
    else if (task.fresh === tip) this.tell(task, () => answer(tip));
    else this.flights.push({ task });
  }

  private next(): Task<State, Command, Event> | undefined {
    return this.tip === undefined ? undefined : this.waiting.shift();
  }

  private append(
    { decider, schema, metadata }: Asked<State, Command, Event>,
    before: Folded<State>,
    events: readonly Event[],
  ) {
    const { stream, store, newId } = this.ground;
    const drafts = events.map(({ type, data }): NewEvent => ({
      id: newId(),
      type,
      data,
      metadata: withVersion(schema, type, definedOnly(metadata)),
    }));
    const after: Folded<State> = {
      state: events.reduce<State>(decider.evolve, before.state),
      revision: (before.revision ?? -1) + events.length,
      position: undefined,
      id: drafts.at(-1)?.id,
    };
    this.tip = after;
    const done = appendAndResend(store, stream, drafts, expectationOf(before));
    // It is looked at when its turn comes.
    done.catch(() => undefined);
    return { before, after, events, done };
  }

  /**
   * Waits for the next append and answers what it settles: itself, and the questions in front of it. That it is stored
   * right behind the state that they were decided on shows that nobody else had changed that state in the meantime.
   */
  private async arrive(): Promise<void> {
    const next = this.flights.findIndex(({ append }) => append !== undefined);
    const flight = this.flights[next];
    if (flight?.append === undefined) return this.answerQuestions();
    try {
      const appended = await flight.append.done;
      for (const { task } of this.flights.splice(0, next)) this.answer(task, this.known ?? flight.append.before);
      this.confirm(flight, appended);
      this.flights.shift();
    } catch (error) {
      await this.fallBack(next, error);
    }
  }

  private confirm({ task, append }: Flight<State, Command, Event>, { revision, position }: Appended): void {
    if (append === undefined) return;
    const { before, after, events } = append;
    const stored = { ...after, position };
    this.ground.states.keep(this.ground.stream, this.reading.decider, before, stored);
    this.known = stored;
    if (this.tip === after) this.tip = stored;
    task.resolve({ state: stored.state, revision, position, events });
  }

  /** A "no" does not go through the store's check, so a remembered state is not enough for it: one look serves them all. */
  private async answerQuestions(): Promise<void> {
    const tasks = this.flights.splice(0).map(({ task }) => task);
    try {
      const newest = await this.ground.states.newest(this.ground.stream, this.reading, this.known);
      this.known = newest;
      if (this.flights.length === 0) this.tip = newest;
      for (const task of tasks) this.answer(task, newest);
    } catch (error) {
      for (const task of tasks) task.reject(error);
    }
  }

  private answer(task: Task<State, Command, Event>, state: Folded<State>): void {
    const { events, answer } = decided(task.asked, state.state);
    if (events.length === 0) this.tell(task, () => answer(state));
    else this.again(task);
  }

  /** A flight has failed, and with it whatever was built on it. */
  private async fallBack(failed: number, error: unknown): Promise<void> {
    this.tip = undefined;
    const flights = this.flights.splice(0);
    const later = this.waiting;
    this.waiting = [];
    for (const [index, flight] of flights.entries())
      try {
        if (index === failed) this.fail(flight.task, error);
        else if (flight.append === undefined) this.again(flight.task);
        // One that succeeds all the same proves that the one before it was stored, although nobody could say so.
        else this.confirm(flight, await flight.append.done);
      } catch (lost) {
        this.fail(flight.task, lost);
      }
    this.waiting.push(...later);
  }

  private fail(task: Task<State, Command, Event>, error: unknown): void {
    if (isConflict(error)) this.again(task);
    else task.reject(error);
  }

  private again(task: Task<State, Command, Event>): void {
    task.attempts += 1;
    if (task.attempts < ATTEMPTS_MAX) this.waiting.push(task);
    else task.reject(new Problem('busy'));
  }

  private tell({ resolve, reject }: Task<State, Command, Event>, answer: () => Outcome<State, Event>): void {
    try {
      resolve(answer());
    } catch (error) {
      reject(error);
    }
  }
}
