import type { EventStore } from '@app/event-store/event-store';
import { Handler, type Asked, type HandlerOptions, type Outcome } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';

/** Up to where the log has to be read to see all that was written under these very metadata objects. */
const noted = new WeakMap<Metadata, string>();

type Shape = Readonly<{ type: string; data: unknown }>;

/**
 * Notes where in the log the answers of its commands stand, under the metadata that they came with: whoever made that
 * object for a request asks for it afterwards. Not in an `AsyncLocalStorage`, which would make every promise of the
 * process dearer.
 */
export class NotingHandler extends Handler {
  private readonly compare: EventStore['compare'];

  constructor(options: HandlerOptions) {
    super(options);
    this.compare = (a, b) => options.store.compare(a, b);
  }

  override async handle<State, Command, Event extends Shape>(
    asked: Asked<State, Command, Event>,
  ): Promise<Outcome<State, Event>> {
    const outcome = await super.handle(asked);
    const { position } = outcome;
    if (position === undefined) return outcome;
    const before = noted.get(asked.metadata);
    if (before === undefined || this.compare(before, position) < 0) noted.set(asked.metadata, position);
    return outcome;
  }
}

/**
 * A command that was carried out before counts with what it left then. Undefined: no command has come with this object, or
 * nothing is there.
 */
export const notedFor = (metadata: Metadata): string | undefined => noted.get(metadata);
