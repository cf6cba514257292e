import type { SealedEvent } from '../event-store';
import { NO_HASH, sealOf } from '../seal';
import type { FaultKind, LogFault } from './log-fault';

/** Revisions that are remembered as passed over; with more missing than that, nothing is left to tell apart. */
const PASSED_OVER_MAX = 10_000;

type Known = {
  revision: number;
  hash: string;
  /** By how much revisions have been moved since an event was put in (1) or taken out (-1); found by trying. */
  moved: number;
  /** The last event that did not fit, and the hash before it. */
  suspect?: { fault: Kinded; before: string };
};
type Kinded = { kind: FaultKind; event: number };

const faultAt = ({ position, stream, revision, id }: SealedEvent, event: number): Omit<LogFault, 'kind' | 'by'> => ({
  event,
  position,
  stream,
  revision,
  id,
});

/**
 * Follows every stream from hash to hash. It remembers the end of each stream and nothing else: some 300 bytes a stream,
 * whatever the length of the log.
 */
export class StreamChains {
  private readonly ends = new Map<string, Known>();
  /** Revisions that were passed over, until they turn up or the log ends. */
  private readonly missing = new Map<string, { fault: Kinded; before: string | undefined }>();

  constructor(private readonly report: (fault: LogFault) => void) {}

  get streams(): number {
    return this.ends.size;
  }

  check(event: SealedEvent, place: number): void {
    const known = this.ends.get(event.stream) ?? this.begin(event.stream);
    if (event.revision === known.revision + 1) {
      if (sealOf(known.hash, event) !== event.hash) this.misfit(known, event, place);
      else if (known.suspect !== undefined) delete known.suspect;
    } else if (event.revision > known.revision) this.passedOver(known, event, place);
    else {
      this.late(event, place);
      return;
    }
    known.revision = event.revision;
    known.hash = event.hash;
  }

  private begin(stream: string): Known {
    const known = { revision: -1, hash: NO_HASH, moved: 0 };
    this.ends.set(stream, known);
    return known;
  }

  /** The hash does not fit: either of this event, or because revisions were moved to hide what was put in or taken out. */
  private misfit(known: Known, event: SealedEvent, place: number): void {
    const { suspect, moved, hash } = known;
    const fits = (before: string, by: number): boolean =>
      event.revision >= by && sealOf(before, { ...event, revision: event.revision - by }) === event.hash;
    if (moved !== 0 && fits(hash, moved)) return;
    if (suspect !== undefined && fits(suspect.before, moved + 1)) {
      suspect.fault.kind = 'inserted';
      known.moved = moved + 1;
    } else if (suspect !== undefined && fits(hash, moved - 1)) {
      suspect.fault.kind = 'deleted';
      known.moved = moved - 1;
    } else {
      const fault: LogFault = { kind: 'edited', ...faultAt(event, place), by: 'hash' };
      this.report(fault);
      known.suspect = { fault, before: hash };
      return;
    }
    delete known.suspect;
  }

  private passedOver(known: Known, event: SealedEvent, place: number): void {
    const first = known.revision + 1;
    const fault: LogFault = { kind: 'deleted', event: place, stream: event.stream, revision: first, by: 'revision' };
    this.report(fault);
    for (let revision = first; revision < event.revision && this.missing.size < PASSED_OVER_MAX; revision++)
      this.missing.set(`${revision} ${event.stream}`, { fault, before: revision === first ? known.hash : undefined });
    delete known.suspect;
  }

  /** A revision that has been passed already: it stands too late, or it is one too many. */
  private late(event: SealedEvent, place: number): void {
    const key = `${event.revision} ${event.stream}`;
    const passed = this.missing.get(key);
    if (passed === undefined) this.report({ kind: 'inserted', ...faultAt(event, place), by: 'revision' });
    else {
      passed.fault.kind = 'reordered';
      this.missing.delete(key);
      const isEdited = passed.before !== undefined && sealOf(passed.before, event) !== event.hash;
      if (isEdited) this.report({ kind: 'edited', ...faultAt(event, place), by: 'hash' });
    }
  }
}
