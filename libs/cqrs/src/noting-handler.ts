import { AsyncLocalStorage } from 'node:async_hooks';
import type { EventStore } from '@app/event-store/event-store';
import { Handler, type Asked, type Outcome } from '@app/event-store/handle';

type Note = { position: string | undefined; readonly compare: EventStore['compare'] };
const notes = new AsyncLocalStorage<Note>();

type Shape = Readonly<{ type: string; data: unknown }>;

/** Notes, for whoever runs it inside `noting`, where in the log the answers of its commands stand. */
export class NotingHandler extends Handler {
  override async handle<State, Command, Event extends Shape>(
    asked: Asked<State, Command, Event>,
  ): Promise<Outcome<State, Event>> {
    const outcome = await super.handle(asked);
    const note = notes.getStore();
    const { position } = outcome;
    if (note !== undefined && position !== undefined)
      if (note.position === undefined || note.compare(note.position, position) < 0) note.position = position;
    return outcome;
  }
}

/**
 * Does the work, and says up to which position the log has to be read to see all that its commands have written; a command
 * that was carried out before counts with what it left then. No position: it has asked no command, or nothing is there.
 */
export const noting = async <Result>(
  store: Pick<EventStore, 'compare'>,
  work: () => Promise<Result>,
): Promise<Readonly<{ result: Result; position: string | undefined }>> => {
  const note: Note = { position: undefined, compare: (a, b) => store.compare(a, b) };
  const result = await notes.run(note, work);
  return { result, position: note.position };
};
