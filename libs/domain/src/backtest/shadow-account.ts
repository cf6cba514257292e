import { daysBetween, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { exact, Exact } from '@app/kernel/exact';
import type { DataOf } from '@app/kernel/message';
import type { CreditAccountEvent } from '../credit-account/events';
import type { BacktestPolicy } from './backtest-policy';
import type { Outcome } from './observed-outcome';
import { SIDES, type BySide, type Side } from './shadow-limit';

/** What an account lives through apart from what its back-test wants to hear of. */
type Movement = Extract<
  CreditAccountEvent,
  {
    type:
      | 'GreenChannelAllowed'
      | 'ShipmentRefused'
      | 'ShipmentDispatched'
      | 'ReservationReleased'
      | 'PaymentRecorded'
      | 'PaymentDeallocated'
      | 'PaymentReversed'
      | 'ExtensionGranted'
      | 'DisputeRaised';
  }
>;
type Data<Type extends CreditAccountEvent['type']> = DataOf<CreditAccountEvent, Type>;

const NIL = exact(0);
const none = (): BySide<Exact> => ({ before: NIL, after: NIL });

/** A shipment that was authorised, and whether each of the two limits would have let it through. */
type Shipment = Readonly<{ amount: Exact; passes: BySide<boolean> }> & { reserved: Exact };
type Owed = Readonly<{ shipment: Shipment | undefined; outcome: Outcome | undefined }> & {
  open: Exact;
  dueDate: BusinessDate;
  late: Exact;
  inTime: Exact;
  daysLate: number;
  /** What it was paid with, in that order: some of it may be taken back. */
  parts: readonly Readonly<{ paymentId: string; amount: Exact; isLate: boolean }>[];
  /** Our goods, our paperwork, our delay: its lateness says nothing about the customer. */
  isExcused: boolean;
};
/** What became of a receivable, once it is paid or history ends. */
export type Closed = Readonly<{
  /** Paid, or still open, later than the policy allows; and paid before that. The rest has not fallen due. */
  late: Exact;
  inTime: Exact;
  passes: BySide<boolean> | undefined;
  /** The assessment after which it was shipped; it counts this one no longer. */
  outcome: Outcome | undefined;
}>;

type Settings = Readonly<{ policy: BacktestPolicy; countUnallocatedCash: boolean }>;

/**
 * One customer's credit account as it would have stood under the two limits. Both sides live through the same days:
 * what a side refuses is neither shipped nor owed nor paid there, and takes no room for what comes later. Customers
 * are taken to have asked for nothing else instead.
 */
export class ShadowAccount {
  private limits: BySide<Exact> = none();
  private exposure: BySide<Exact> = none();
  private cash = NIL;
  private readonly allowances: Readonly<{ amount: Exact; expiresOn: BusinessDate }>[] = [];
  private readonly shipments = new Map<string, Shipment>();
  private readonly owed = new Map<string, Owed>();
  /** The last refusal of a shipment for want of limit alone, and what either limit would have said. */
  private readonly refused = new Map<string, Shipment>();

  constructor(private readonly settings: Settings) {}

  open(limits: BySide<Exact>): void {
    this.limits = limits;
  }

  /** What changes the account and leads to nothing else. */
  move({ type, data }: Movement): void {
    switch (type) {
      case 'GreenChannelAllowed':
        this.allowances.push({ amount: exact(data.amount), expiresOn: data.expiresOn });
        return;
      case 'ShipmentRefused':
        this.refuse(data);
        return;
      case 'ShipmentDispatched':
        this.release(data.shipmentId, exact(data.amount));
        return;
      case 'ReservationReleased':
        this.release(data.shipmentId, exact(data.amount));
        this.shipments.delete(data.shipmentId);
        return;
      case 'PaymentRecorded':
        this.cash = this.cash.plus(data.amount);
        return;
      case 'PaymentDeallocated':
        this.takeBack(data);
        return;
      case 'PaymentReversed':
        this.cash = this.cash.minus(data.amount);
        return;
      case 'ExtensionGranted': {
        const owed = this.owed.get(data.receivableId);
        if (owed !== undefined) owed.dueDate = data.dueDate;
        return;
      }
      case 'DisputeRaised': {
        const owed = this.owed.get(data.receivableId);
        if (owed !== undefined && data.nonCredit) owed.isExcused = true;
        return;
      }
    }
  }

  authorise({ shipmentId, amount, on }: Data<'ShipmentAuthorised'>): Shipment {
    const shipment = this.asked(exact(amount), on);
    this.refused.delete(shipmentId);
    this.shipments.set(shipmentId, shipment);
    this.shift(shipment.passes, shipment.amount);
    return shipment;
  }

  invoice(data: Data<'ReceivableOpened'>, outcome: Outcome | undefined): void {
    const { receivableId, dueDate, shipmentId } = data;
    const amount = exact(data.amount);
    const shipment = shipmentId === undefined ? undefined : this.shipments.get(shipmentId);
    if (outcome !== undefined) outcome.open += 1;
    const owed = {
      shipment,
      outcome,
      open: amount,
      dueDate,
      late: NIL,
      inTime: NIL,
      daysLate: 0,
      parts: [],
      isExcused: false,
    };
    this.owed.set(receivableId, owed);
    this.shift(shipment?.passes, amount);
    // Wholly shipped: nothing more can be said of it.
    if (shipmentId !== undefined && shipment?.reserved.isZero() === true) this.shipments.delete(shipmentId);
  }

  /** Says what became of the receivable when that has paid it in full. */
  allocate({ receivableId, paymentId, amount, valueDate, credit }: Data<'PaymentAllocated'>): Closed | undefined {
    if (credit !== true) this.cash = this.cash.minus(amount);
    const owed = this.owed.get(receivableId);
    if (owed === undefined) return undefined;
    owed.open = owed.open.minus(amount);
    this.shift(owed.shipment?.passes, exact(amount).negated());
    const isLate = this.isLate(owed, valueDate);
    owed.parts = [...owed.parts, { paymentId, amount: exact(amount), isLate }];
    if (isLate) this.noteLate(owed, exact(amount), valueDate);
    else owed.inTime = owed.inTime.plus(amount);
    return owed.open.gt(0) ? undefined : this.close(receivableId, owed);
  }

  /** The assessment after which what is held or blacklisted now had been shipped. */
  outcomeOf(receivableId: string): Outcome | undefined {
    return this.owed.get(receivableId)?.outcome;
  }

  /** What is still open on the last day counts as late as it is by then. */
  finish(asOf: BusinessDate): readonly Closed[] {
    return [...this.owed].map(([receivableId, owed]) => {
      if (this.isLate(owed, asOf)) this.noteLate(owed, owed.open, asOf);
      return this.close(receivableId, owed, isBefore(owed.dueDate, asOf));
    });
  }

  get refusals(): Iterable<Shipment> {
    return this.refused.values();
  }

  /** What was paid in full has been judged by then, and is not judged a second time; what is still open is owed again. */
  private takeBack({ receivableId, paymentId, amount, credit }: Data<'PaymentDeallocated'>): void {
    if (credit !== true) this.cash = this.cash.plus(amount);
    const owed = this.owed.get(receivableId);
    if (owed === undefined) return;
    owed.open = owed.open.plus(amount);
    this.shift(owed.shipment?.passes, exact(amount));
    let rest = exact(amount);
    owed.parts = owed.parts.toReversed().flatMap((part) => {
      if (part.paymentId !== paymentId || rest.isZero()) return [part];
      const taken = Exact.min(part.amount, rest);
      rest = rest.minus(taken);
      if (part.isLate) owed.late = owed.late.minus(taken);
      else owed.inTime = owed.inTime.minus(taken);
      return taken.eq(part.amount) ? [] : [{ ...part, amount: part.amount.minus(taken) }];
    });
    owed.parts = owed.parts.toReversed();
  }

  private refuse({ shipmentId, amount, rules, on }: Data<'ShipmentRefused'>): void {
    const blocking = rules.filter(({ outcome }) => outcome === 'block');
    if (blocking.every(({ rule }) => rule === 'free-limit'))
      this.refused.set(shipmentId, this.asked(exact(amount), on));
    else this.refused.delete(shipmentId);
  }

  private asked(amount: Exact, on: BusinessDate): Shipment {
    const allowed = this.allowances.reduce(
      (sum, { amount: more, expiresOn }) => (isBefore(expiresOn, on) ? sum : sum.plus(more)),
      NIL,
    );
    const cash = this.settings.countUnallocatedCash && this.cash.gt(0) ? this.cash : NIL;
    const passes = (side: Side) => amount.lte(this.limits[side].plus(allowed).plus(cash).minus(this.exposure[side]));
    return { amount, reserved: amount, passes: { before: passes('before'), after: passes('after') } };
  }

  private release(shipmentId: string, amount: Exact): void {
    const shipment = this.shipments.get(shipmentId);
    if (shipment === undefined) return;
    shipment.reserved = shipment.reserved.minus(amount);
    this.shift(shipment.passes, amount.negated());
  }

  private shift(passes: BySide<boolean> | undefined, amount: Exact): void {
    for (const side of SIDES) if (passes?.[side] ?? true) this.exposure[side] = this.exposure[side].plus(amount);
  }

  private isLate({ dueDate }: Owed, on: BusinessDate): boolean {
    return daysBetween(dueDate, on) > this.settings.policy.late.afterDays;
  }

  private noteLate(owed: Owed, amount: Exact, on: BusinessDate): void {
    if (amount.isZero()) return;
    owed.late = owed.late.plus(amount);
    owed.daysLate = Math.max(owed.daysLate, daysBetween(owed.dueDate, on));
  }

  private close(receivableId: string, owed: Owed, isObserved = true): Closed {
    this.owed.delete(receivableId);
    const { outcome, late, inTime, daysLate, isExcused, shipment } = owed;
    const isBad = !isExcused && daysLate > this.settings.policy.bad.afterDays;
    if (outcome !== undefined) {
      outcome.open -= 1;
      outcome.observed += isObserved ? 1 : 0;
      outcome.isBad ||= isBad;
    }
    return { late: isExcused ? NIL : late, inTime, passes: shipment?.passes, outcome };
  }
}
