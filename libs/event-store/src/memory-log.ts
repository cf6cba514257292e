import { Bell } from './bell';
import { type CheckedAppend, placeOf } from './checked-append';
import type { Appended, ExpectedRevision, SealedEvent } from './event-store';
import { BEFORE_ALL, positionNumber, positionText } from './positions';
import { stillToRestore } from './restoring';
import { linkHash, NO_HASH } from './seal';
import { concurrency } from './store-errors';

// Positions have gaps on purpose: no reader may count on their having none, because not every store's have none.
export const POSITION_STEP = 16n;

const agrees = (expected: ExpectedRevision, past: readonly SealedEvent[]): boolean => {
  if (typeof expected === 'object') return expected.revision === past.length - 1 && past.at(-1)?.id === expected.id;
  switch (expected) {
    case 'any':
      return true;
    case 'no_stream':
      return past.length === 0;
    case 'stream_exists':
      return past.length > 0;
    default:
      return expected === past.length - 1;
  }
};

/** What several memory stores may have in common, as several processes have one database in common. */
export class MemoryLog {
  readonly all: SealedEvent[] = [];
  readonly streams = new Map<string, SealedEvent[]>();
  readonly bell = new Bell();
  private readonly byId = new Map<string, SealedEvent>();

  append({ stream, expected, events }: CheckedAppend, now: Date): Appended {
    const past = this.streams.get(stream) ?? [];
    const repeated = events.some(({ id }) => this.byId.has(id));
    if (repeated) return this.firstAnswer({ stream, expected, events }, past);
    if (!agrees(expected, past)) throw this.moved(stream, expected, past);
    const latest = this.all.at(-1)?.recordedAt ?? '';
    const recordedAt = now.toISOString() < latest ? latest : now.toISOString();
    let { revision, hash } = past.at(-1) ?? { revision: -1, hash: NO_HASH };
    for (const { content, ...event } of events) {
      revision += 1;
      hash = linkHash(hash, content, revision, Date.parse(recordedAt));
      this.keep({ ...event, stream, revision, recordedAt, hash });
    }
    this.bell.ring();
    return { revision, position: this.headPosition() };
  }

  restore(events: readonly SealedEvent[]): void {
    const endOf = (stream: string) => this.streams.get(stream)?.at(-1);
    for (const event of stillToRestore(events, { endOf, known: (id) => this.byId.get(id) })) this.keep(event);
    this.bell.ring();
  }

  headPosition(): string {
    return this.all.at(-1)?.position ?? BEFORE_ALL;
  }

  private keep(event: Omit<SealedEvent, 'position'>): void {
    const kept = { ...event, position: positionText(positionNumber(this.headPosition()) + POSITION_STEP) };
    this.all.push(kept);
    const past = this.streams.get(event.stream);
    if (past === undefined) this.streams.set(event.stream, [kept]);
    else past.push(kept);
    this.byId.set(event.id, kept);
  }

  private firstAnswer(
    { stream, expected, events }: Omit<CheckedAppend, 'bytes'>,
    past: readonly SealedEvent[],
  ): Appended {
    const first = this.byId.get(events[0]?.id ?? '');
    const place = placeOf(expected) ?? first?.revision;
    const there = first?.stream === stream && place !== undefined ? past.slice(place, place + events.length) : [];
    const last = there.at(-1);
    if (last === undefined || !events.every(({ id }, index) => there[index]?.id === id))
      throw this.moved(stream, expected, past);
    return { revision: last.revision, position: last.position };
  }

  private moved(stream: string, expected: ExpectedRevision, past: readonly SealedEvent[]) {
    return concurrency(stream, expected, past.at(-1)?.revision ?? 'no_stream');
  }
}
