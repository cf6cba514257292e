import type { BacktestPolicy } from './backtest-policy';
import type { Rating } from '@app/credit-model/backtest/rating';
import type { Paired } from './paired-assessment';
import { SIDES, type BySide, type Side } from './shadow-limit';

/** What became of the shipments that followed one assessment, until the next one of the same customer. */
export type Outcome = {
  readonly paired: Paired;
  /** Receivables that still run, and those that were paid or fell due. */
  open: number;
  observed: number;
  isBad: boolean;
  /** A later assessment has taken its place: nothing new will be counted to it. */
  isPast: boolean;
};

export const newOutcome = (paired: Paired): Outcome => ({ paired, open: 0, observed: 0, isBad: false, isPast: false });

export type HitRates = Readonly<{ goodGood: number; goodBad: number; badGood: number; badBad: number }>;

const isRatedGood = ({ outcome, characteristicGrade }: Rating, { good }: BacktestPolicy): boolean =>
  outcome === 'graded' && good.grades.includes(characteristicGrade);

/** Good rated good and bad rated bad, under both policies, over the assessments after which something was seen. */
export class Hits {
  private readonly counts: BySide<Record<keyof HitRates, number>> = {
    before: { goodGood: 0, goodBad: 0, badGood: 0, badBad: 0 },
    after: { goodGood: 0, goodBad: 0, badGood: 0, badBad: 0 },
  };
  private seen = 0;

  constructor(private readonly policy: BacktestPolicy) {}

  /** Once for each assessment, when nothing more can become of it. */
  close({ paired, observed, isBad }: Outcome): void {
    if (observed === 0 && !isBad) return;
    this.seen += 1;
    for (const side of SIDES) {
      const rated = isRatedGood(paired[side], this.policy) ? 'good' : 'bad';
      this.counts[side][`${rated}${isBad ? 'Bad' : 'Good'}`] += 1;
    }
  }

  of(side: Side): HitRates {
    return { ...this.counts[side] };
  }

  get observed(): number {
    return this.seen;
  }
}
