import { creditApplicationEvent } from '@app/domain/credit-application/events';
import { replayed, type CompletedAssessment } from '@app/domain/policy/replaying';
import type { EventStore, StoredEvent } from '@app/event-store/event-store';
import { readEvent } from '@app/kernel/event-versions';
import { pagesAhead } from './pages-ahead';
import type { PolicyBook } from './policy-book';

/** An assessment is some fifteen kilobytes, so that a page of them stays small. */
const PAGE = 500;
const LISTED_MAX = 100;

/** One thing that did not come out as it was recorded; more than so many are only counted. */
export type ReplayFault = Readonly<{
  kind: 'different' | 'unknown-policy' | 'unreadable';
  applicationId: string;
  assessmentId: string;
  path: string;
  recorded: string;
  recomputed: string;
}>;

export type ReplayReport = Readonly<{
  assessments: number;
  identical: number;
  different: number;
  unknownPolicy: number;
  unreadable: number;
  /** Assessments in which this program works out more than was recorded then; they count as identical. */
  withNews: number;
  faults: readonly ReplayFault[];
}>;

type Over = Readonly<{
  store: Pick<EventStore, 'readAll'>;
  book: Pick<PolicyBook, 'scoringByHash'>;
  onProgress?: (assessments: number) => void;
  signal?: AbortSignal;
}>;

type Count = 'assessments' | 'identical' | 'different' | 'unknownPolicy' | 'unreadable' | 'withNews';

class Replay {
  readonly counts: Record<Count, number> = {
    assessments: 0,
    identical: 0,
    different: 0,
    unknownPolicy: 0,
    unreadable: 0,
    withNews: 0,
  };
  readonly faults: ReplayFault[] = [];

  constructor(private readonly book: Over['book']) {}

  async take(event: StoredEvent): Promise<void> {
    this.counts.assessments += 1;
    const data = this.read(event);
    if (data === undefined) return;
    const { applicationId, assessmentId, policy: made } = data;
    const which = { applicationId, assessmentId };
    const known = await this.book.scoringByHash(made.hash);
    if (known === undefined) {
      this.counts.unknownPolicy += 1;
      const recorded = `${made.id} ${made.version} ${made.hash}`;
      this.note({ kind: 'unknown-policy', ...which, path: 'policy.hash', recorded, recomputed: '—' });
      return;
    }
    const { differences, news } = replayed(known.policy, data);
    this.counts.withNews += news.length > 0 ? 1 : 0;
    this.counts[differences.length === 0 ? 'identical' : 'different'] += 1;
    for (const { path, before = '—', now = '—' } of differences)
      this.note({ kind: 'different', ...which, path, recorded: before, recomputed: now });
  }

  private read(event: StoredEvent): CompletedAssessment | undefined {
    try {
      const { type, data } = readEvent(creditApplicationEvent, event);
      return type === 'AssessmentCompleted' ? data : undefined;
    } catch (error) {
      this.counts.unreadable += 1;
      const recorded = `${event.stream} ${event.revision}`;
      const recomputed = error instanceof Error ? error.message : String(error);
      this.note({ kind: 'unreadable', applicationId: '', assessmentId: '', path: '', recorded, recomputed });
      return undefined;
    }
  }

  private note(fault: ReplayFault): void {
    if (this.faults.length < LISTED_MAX) this.faults.push(fault);
  }
}

/**
 * Every assessment in the log, computed again from its event and the policy whose hash it names, page by page. Ends
 * early, with what it has seen, when the signal says so.
 */
export const replayAssessments = async ({ store, book, onProgress, signal }: Over): Promise<ReplayReport> => {
  const replay = new Replay(book);
  for await (const page of pagesAhead(store, { prefixes: ['creditApplication-'], limit: PAGE })) {
    for (const event of page) {
      if (signal?.aborted === true) break;
      if (event.type === 'AssessmentCompleted') await replay.take(event);
    }
    onProgress?.(replay.counts.assessments);
    if (signal?.aborted === true) break;
  }
  return { ...replay.counts, faults: replay.faults };
};
