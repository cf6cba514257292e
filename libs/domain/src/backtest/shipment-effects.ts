import { exact, type Exact } from '@app/kernel/exact';
import { ofYuan, type Yuan } from '@app/kernel/yuan';
import type { Closed } from './shadow-account';
import type { BySide } from './shadow-limit';

export type Effect = Readonly<{
  shipments: number;
  amount: Yuan;
  /** Of what these shipments led to, so much was late: arrears that would not have been, or would have been. */
  arrears: Yuan;
  /** And so much was paid in time: good business lost, or won. */
  paidInTime: Yuan;
}>;

type Sums = { shipments: number; amount: Exact; arrears: Exact; paidInTime: Exact };
const nothing = (): Sums => ({ shipments: 0, amount: exact(0), arrears: exact(0), paidInTime: exact(0) });
const shown = ({ shipments, amount, arrears, paidInTime }: Sums): Effect => ({
  shipments,
  amount: ofYuan(amount),
  arrears: ofYuan(arrears),
  paidInTime: ofYuan(paidInTime),
});

/** What the draft does to shipments that the policy in force does not, and the other way round. */
export class ShipmentEffects {
  private readonly refused = nothing();
  private readonly letThrough = nothing();

  /** Of a shipment that was authorised. */
  authorised(passes: BySide<boolean>, amount: Exact): void {
    const sums = this.sumsFor(passes);
    if (sums === undefined) return;
    sums.shipments += 1;
    sums.amount = sums.amount.plus(amount);
  }

  /** Of a receivable that such a shipment led to. Says by how much arrears were lower under the draft. */
  closed({ passes, late, inTime }: Closed): Exact | undefined {
    const sums = passes === undefined ? undefined : this.sumsFor(passes);
    if (sums === undefined) return undefined;
    sums.arrears = sums.arrears.plus(late);
    sums.paidInTime = sums.paidInTime.plus(inTime);
    return sums === this.refused ? late : late.negated();
  }

  get wouldBeRefused(): Effect {
    return shown(this.refused);
  }

  get wouldPass(): Effect {
    return shown(this.letThrough);
  }

  private sumsFor({ before, after }: BySide<boolean>): Sums | undefined {
    if (before === after) return undefined;
    return before ? this.refused : this.letThrough;
  }
}
