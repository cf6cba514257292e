import type { EventStore } from '@app/event-store/event-store';
import { Handler, type Asked, type HandlerOptions, type Outcome } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';

/** By log: up to where it has to be read to see all that was written under these very metadata objects. */
const noted = new WeakMap<EventStore, WeakMap<Metadata, string>>();

type Shape = Readonly<{ type: string; data: unknown }>;

/**
 * Notes where in the log the answers of its commands stand, under the metadata that they came with: whoever made that
 * object for a request asks for it afterwards. Not in an `AsyncLocalStorage`, which would make every promise of the
 * process dearer.
 */
export class NotingHandler extends Handler {
  private readonly log: EventStore;
  private readonly notes: WeakMap<Metadata, string>;

  constructor(options: HandlerOptions) {
    super(options);
    this.log = options.store;
    this.notes = noted.get(this.log) ?? new WeakMap();
    noted.set(this.log, this.notes);
  }

  override async handle<State, Command, Event extends Shape>(
    asked: Asked<State, Command, Event>,
  ): Promise<Outcome<State, Event>> {
    const outcome = await super.handle(asked);
    const { position } = outcome;
    if (position === undefined) return outcome;
    const before = this.notes.get(asked.metadata);
    if (before === undefined || this.log.compare(before, position) < 0) this.notes.set(asked.metadata, position);
    return outcome;
  }
}

/**
 * A command that was carried out before counts with what it left then. Undefined: no command has come with this object, or
 * nothing is there.
 */
export const notedFor = (log: EventStore, metadata: Metadata): string | undefined => noted.get(log)?.get(metadata);
