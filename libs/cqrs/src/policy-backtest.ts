import type { ScoringPolicy } from '@app/credit-model/policy';
import { Backtest } from '@app/domain/backtest/backtest';
import { assessedFact, isAccountFact, isApplicationFact, isAssessedFact } from '@app/domain/backtest/backtest-events';
import type { BacktestFindings } from '@app/domain/backtest/backtest-findings';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import type { EventStore, StoredEvent } from '@app/event-store/event-store';
import type { BusinessDate } from '@app/kernel/business-date';
import { readEvent } from '@app/kernel/event-versions';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import { pagesAhead } from './pages-ahead';
import { contentHash, type Policies } from './policies';
import type { PolicyBook } from './policy-book';

/** Few enough that most of a page is done with before the collector comes round: what outlives that is copied about twice. */
const PAGE = 250;
/** So many assessments and customers are named in a report. */
export const LISTED_MAX = 200;

export type BacktestProgress = Readonly<{ events: number; assessments: number }>;

type Over = Readonly<{
  store: Pick<EventStore, 'readAll'>;
  book: Pick<PolicyBook, 'scoringOn'>;
  policies: Pick<Policies, 'backtest' | 'check'>;
  draft: ScoringPolicy;
  asOf: BusinessDate;
  listedMax?: number;
  onProgress?: (progress: BacktestProgress) => void;
  signal?: AbortSignal;
}>;

export type BacktestReport = BacktestFindings &
  Readonly<{ asOf: BusinessDate; inForce: PolicyStamp; draft: PolicyStamp; backtest: PolicyStamp }>;

const take = (test: Backtest, event: StoredEvent): void => {
  // Only what the test looks at is read at all: most of a log is none of its business.
  if (event.stream.startsWith('creditApplication-')) {
    if (isAssessedFact(event)) test.takeAssessment(readEvent(assessedFact, event));
    if (!isApplicationFact(event)) return;
    const read = readEvent(creditApplicationEvent, event);
    if (isApplicationFact(read)) test.takeApplication(read);
  } else if (isAccountFact(event)) {
    const read = readEvent(creditAccountEvent, event);
    if (isAccountFact(read)) test.takeAccount(read);
  }
};

/**
 * A draft held against all assessments in the log and what the customers then did, page by page; see `Backtest` for what
 * is counted. Ends early, with what it has seen, when the signal says so.
 */
export const runBacktest = async (over: Over): Promise<BacktestReport> => {
  const { store, book, policies, draft, asOf, listedMax = LISTED_MAX, onProgress, signal } = over;
  const inForce = await book.scoringOn(asOf);
  const { countUnallocatedCash } = policies.check.policy;
  const { policy, stamp: backtest } = policies.backtest;
  const test = new Backtest({ inForce, draft, policy, countUnallocatedCash, listedMax });
  let events = 0;
  for await (const page of pagesAhead(store, { prefixes: ['creditApplication-', 'creditAccount-'], limit: PAGE })) {
    for (const event of page) take(test, event);
    events += page.length;
    onProgress?.({ events, assessments: test.assessments });
    if (signal?.aborted === true) break;
  }
  const stamp = { id: draft.id, version: draft.version, hash: contentHash(draft) };
  return { asOf, inForce: inForce.stamp, draft: stamp, backtest, ...test.findings(asOf) };
};
