import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import type { DataOf } from '@app/kernel/message';
import { fenOf } from './fen';

type Data<Type extends CreditAccountEvent['type']> = DataOf<CreditAccountEvent, Type>;
type Span = Readonly<{ amount: number; from: string; to: string }>;
type Approval = { left: number; usesLeft: number } & Pick<
  Data<'SpecialApprovalGranted'>,
  'expiresOn' | 'excuses' | 'goods' | 'shipmentId'
>;
/** Something that an approval was used for. */
export type Purpose = Readonly<{ shipmentId: string; goods: string | undefined; day: string }>;

const FOR_EVER = '9999-12-31';
const isOn = ({ from, to }: Span, day: string): boolean => from <= day && day <= to;
const sum = (spans: readonly Span[], day: string): number =>
  spans.filter((span) => isOn(span, day)).reduce((all, { amount }) => all + amount, 0);

/** What an account may owe, in whole fen and by hand: agreements, dated limits, raises, allowances, special approvals. */
export class LimitBook {
  private readonly agreements: Span[] = [];
  private readonly limits: Span[] = [];
  private readonly raises = new Map<string, Span>();
  private readonly allowances: Span[] = [];
  private readonly approvals = new Map<string, Approval>();

  get hasAgreement(): boolean {
    return this.agreements.length > 0;
  }

  /** Whether the agreement that a day goes by has come to its end. */
  hasLapsed(day: string): boolean {
    const agreement = this.agreementOn(day);
    return agreement !== undefined && agreement.to < day;
  }

  /** Infinite where there is no limit. */
  ceiling(day: string): number {
    const agreement = this.agreementOn(day);
    const isInForce = agreement !== undefined && day <= agreement.to;
    const limit = this.limits.findLast((span) => isOn(span, day))?.amount ?? 0;
    return (isInForce ? limit + sum([...this.raises.values()], day) : 0) + sum(this.allowances, day);
  }

  signed({ limit, validFrom: from, validTo: to }: Data<'AccountOpened'>): void {
    this.agreements.push({ amount: fenOf(limit), from, to });
    this.limits.push({ amount: fenOf(limit), from, to: FOR_EVER });
  }

  changed({
    limit,
    from,
    to = FOR_EVER,
  }: {
    limit: Data<'LimitChanged'>['limit'];
    from: string;
    to?: string | undefined;
  }) {
    this.limits.push({ amount: limit.kind === 'unlimited' ? Infinity : fenOf(limit.amount), from, to });
  }

  raised({ raiseId, amount, from, to }: Data<'TemporaryLimitGranted'>): void {
    this.raises.set(raiseId, { amount: fenOf(amount), from, to });
  }

  withdrawn(raiseId: string): void {
    if (!this.raises.delete(raiseId)) throw new Error(`withdrew ${raiseId}, which is no raise`);
  }

  allowed({ amount, expiresOn }: Data<'GreenChannelAllowed'>): void {
    this.allowances.push({ amount: fenOf(amount), from: '', to: expiresOn });
  }

  approved({ approvalId, amount, uses, ...bounds }: Data<'SpecialApprovalGranted'>): void {
    this.approvals.set(approvalId, { left: fenOf(amount), usesLeft: uses, ...bounds });
  }

  disapproved(approvalId: string): void {
    if (!this.approvals.delete(approvalId)) throw new Error(`withdrew ${approvalId}, which is no approval`);
  }

  /** Takes a part of an approval, which has to be meant for this, alive and large enough; tells which rules it excuses. */
  use({ approvalId, amount }: { approvalId: string; amount: string }, { shipmentId, goods, day }: Purpose) {
    const approval = this.approvals.get(approvalId);
    if (approval === undefined) throw new Error(`used ${approvalId}, which is no approval any more`);
    if (approval.expiresOn < day) throw new Error(`used ${approvalId} after its last day`);
    if (approval.usesLeft === 0) throw new Error(`used ${approvalId} too often`);
    if (approval.left < fenOf(amount)) throw new Error(`used more of ${approvalId} than is left`);
    if (approval.goods !== undefined && approval.goods !== goods) throw new Error(`used ${approvalId} for other goods`);
    if (approval.shipmentId !== undefined && approval.shipmentId !== shipmentId)
      throw new Error(`used ${approvalId} for another shipment`);
    approval.left -= fenOf(amount);
    approval.usesLeft -= 1;
    return approval.excuses;
  }

  private agreementOn(day: string): Span | undefined {
    // Of those that have begun the one signed last; before the first of them begins there is none.
    return this.agreements.findLast(({ from }) => from <= day);
  }
}
