import { runBacktest, type BacktestProgress, type BacktestReport } from '@app/cqrs/policy-backtest';
import { PolicyBook } from '@app/cqrs/policy-book';
import { backtestText } from '../backtest-text';
import { customerNames } from '../customer-names';
import { interruptible } from '../interruption';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';
import { readPolicy } from './policy';

const PROGRESS_EVERY = 10_000;

const progress = ({ remark, words }: Terminal): ((so: BacktestProgress) => void) => {
  let told = 0;
  return ({ events, assessments }) => {
    if (events - told < PROGRESS_EVERY) return;
    told = events;
    remark(
      words(
        { zh: '已看过 {events} 个事件、{assessments} 份评估', en: '{events} events seen, {assessments} assessments' },
        { events, assessments },
      ),
    );
  };
};

/** Whom the report speaks of. */
const namedIn = ({ changes, byCustomer }: BacktestReport): string[] =>
  [...changes, ...byCustomer].map(({ customerId }) => customerId);

/** A draft held against every assessment so far, and against what the customers then did. */
export const backtest = async (file: string, out: Terminal): Promise<ExitCode> => {
  const draft = readPolicy(file, out);
  const { unlessStopped, forget } = interruptible();
  const abort = new AbortController();
  try {
    const { report, names } = await withDesk(out, async ({ store, handler, policies, clock }) => {
      const book = new PolicyBook(handler, policies);
      const over = { store, book, policies, draft, asOf: clock.today() };
      const work = runBacktest({ ...over, onProgress: progress(out), signal: abort.signal });
      try {
        const found = await unlessStopped(() => work);
        return { report: found, names: await customerNames(handler, namedIn(found)) };
      } catch (error) {
        abort.abort();
        await work.catch(() => undefined);
        throw error;
      }
    });
    out.show(backtestText(report, names, out), { ...report, names: Object.fromEntries(names) });
    return 0;
  } finally {
    forget();
  }
};
