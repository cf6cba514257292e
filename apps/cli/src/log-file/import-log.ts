import { type EventStore, EventStoreError, type SealedEvent } from '@app/event-store/event-store';
import { sealedPages } from '@app/event-store/sealing/sealed-pages';
import { Problem } from '@app/kernel/problem';
import { linesOf } from './file-lines';
import { type End, HEADER, readLine } from './log-lines';
import { PassingLog } from './passing-log';

/** Restored in one go: enough to make the commit cheap, and never much in memory. */
const BATCH_EVENTS = 2_000;
const BATCH_CHARACTERS = 4 * 1024 * 1024;

export type Imported = Readonly<{
  events: number;
  /** Of these, so many were in the log already. */
  known: number;
  head: string;
}>;

const notAlone = (file: string): Problem => new Problem('log-not-alone', { file });

/** Takes events in the order of the file: those that the log has are compared with it, the others are stored. */
class Restoring {
  known = 0;
  private stored = 0;
  private batch: SealedEvent[] = [];
  private characters = 0;
  /** While one batch is being stored, the next is read and checked; its failure is told with the one after it. */
  private storing: Promise<void> = Promise.resolve();
  private readonly pages: AsyncGenerator<readonly SealedEvent[], void>;
  private page: readonly SealedEvent[] | undefined = [];
  private next = 0;

  constructor(
    private readonly store: EventStore,
    private readonly file: string,
    private readonly onProgress: (events: number) => void,
  ) {
    this.pages = sealedPages(store);
  }

  /** Events of the file that are in the log by now. */
  get inLog(): number {
    return this.known + this.stored;
  }

  async take(event: SealedEvent): Promise<void> {
    const there = await this.there();
    if (there === undefined) await this.add(event);
    else if (there.hash === event.hash) this.known += 1;
    else throw this.differs(this.known + 1);
  }

  /** Whatever has been taken is in the log, and nothing is under way any more. */
  async finish(): Promise<void> {
    if (this.batch.length > 0) await this.flush();
    await this.storing;
    await this.pages.return();
  }

  private async there(): Promise<SealedEvent | undefined> {
    while (this.page !== undefined && this.next === this.page.length) {
      this.page = (await this.pages.next()).value ?? undefined;
      this.next = 0;
      if (this.known > 0) this.onProgress(this.known);
    }
    return this.page?.[this.next++];
  }

  private async add(event: SealedEvent): Promise<void> {
    this.batch.push(event);
    this.characters += event.data.length + event.metadata.length;
    if (this.batch.length === BATCH_EVENTS || this.characters > BATCH_CHARACTERS) await this.flush();
  }

  private async flush(): Promise<void> {
    await this.storing;
    const { batch } = this;
    this.batch = [];
    this.characters = 0;
    this.storing = this.restore(batch);
    this.storing.catch(() => undefined);
  }

  private async restore(batch: readonly SealedEvent[]): Promise<void> {
    try {
      await this.store.restore(batch);
    } catch (error) {
      // Somebody appended meanwhile.
      if (error instanceof EventStoreError && error.code === 'concurrency') throw notAlone(this.file);
      throw error;
    }
    this.stored += batch.length;
    this.onProgress(this.inLog);
  }

  private differs(event: number): Problem {
    return new Problem('log-file-differs', { file: this.file, event });
  }
}

/** Reads the log back: it has to begin, event by event, with what the file says that it holds. */
const requireSame = async (store: EventStore, file: string, { events, head }: End): Promise<void> => {
  const log = new PassingLog();
  for await (const page of sealedPages(store)) {
    for (const event of page.slice(0, events - log.events)) log.take(event);
    if (log.events === events) break;
  }
  if (log.head() !== head) throw notAlone(file);
};

type Fault = 'log-file-malformed' | 'log-file-altered';
type Read = Readonly<{ end?: End; fault?: Readonly<{ code: Fault; line: number }> }>;

/** Takes line after line, up to the last one or the first that is not as it was written. */
const readInto = async (restoring: Restoring, file: string): Promise<Read> => {
  const passing = new PassingLog();
  let end: End | undefined;
  for await (const { text, number, isWhole } of linesOf(file)) {
    const fault = (code: Fault): Read => ({ fault: { code, line: number } });
    if (!isWhole) break;
    if (number === 1 && text === HEADER) continue;
    const line = number === 1 || end !== undefined ? undefined : readLine(text);
    if (line === undefined) return fault('log-file-malformed');
    if ('head' in line) {
      if (line.events !== passing.events || line.head !== passing.head()) return fault('log-file-altered');
      end = line;
    } else {
      if (!passing.take(line)) return fault('log-file-altered');
      await restoring.take(line);
    }
  }
  return { ...(end !== undefined && { end }) };
};

/**
 * Takes a file (`-`: standard input) over into the log, as far as it is sound, and says where it is not. What was cut off
 * goes on when it is run again.
 */
export const importLog = async (
  store: EventStore,
  file: string,
  onProgress: (events: number) => void,
): Promise<Imported> => {
  const restoring = new Restoring(store, file, onProgress);
  const { end, fault } = await readInto(restoring, file);
  await restoring.finish();
  if (fault !== undefined) throw new Problem(fault.code, { file, line: fault.line, events: restoring.inLog });
  if (end === undefined) throw new Problem('log-file-cut', { file, events: restoring.inLog });
  await requireSame(store, file, end);
  return { ...end, known: restoring.known };
};
