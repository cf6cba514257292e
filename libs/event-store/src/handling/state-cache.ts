/** A state as folded up to a revision; undefined while the stream has no event. */
export type Folded<State> = Readonly<{ state: State; revision: number | undefined; position: string | undefined }>;

type Entry = Readonly<{ owner: object; folded: Folded<unknown> }>;

/** The states asked for last. What it holds may be out of date: whoever decides on it lets the store check the revision. */
export class StateCache {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly entriesMax: number) {}

  /** `owner` made the state and is the only one who may have it back. */
  get<State>(stream: string, owner: Readonly<{ initial: State }>): Folded<State> | undefined {
    const entry = this.entries.get(stream);
    if (entry?.owner !== owner) return undefined;
    this.entries.delete(stream);
    this.entries.set(stream, entry);
    return entry.folded as Folded<State>;
  }

  /** Keeps the newer of two states: a slow reader must not undo what a writer has left here. */
  put<State>(stream: string, owner: Readonly<{ initial: State }>, folded: Folded<State>): void {
    const known = this.get(stream, owner);
    if (known !== undefined && (known.revision ?? -1) > (folded.revision ?? -1)) return;
    this.entries.delete(stream);
    this.entries.set(stream, { owner, folded });
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.entriesMax && oldest !== undefined) this.entries.delete(oldest);
  }
}
