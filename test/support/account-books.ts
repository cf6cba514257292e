import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import { fenOf, sumOf } from './fen';
import { DayBook } from './day-book';
import { LimitBook } from './limit-book';
import { ShipmentBook } from './shipment-book';

/** As much as can be asked for at once. */
const AMPLE_FEN = 99_999_999_999_999;
type Taking = Readonly<{
  shipmentId: string;
  on: string;
  approval?: Readonly<{ approvalId: string; amount: string }> | undefined;
}>;

/**
 * A second set of books for one account, in whole fen and by hand. It shares no arithmetic with the product; whatever does
 * not add up here throws. account-entries says what is entered for which event.
 */
export class AccountBooks {
  readonly limits = new LimitBook();
  readonly shipments: ShipmentBook;
  readonly open = new Map<string, number>();
  readonly due = new Map<string, string>();
  readonly cash = new Map<string, number>();
  /** Credit notes that no receivable has taken. */
  readonly notes = new Map<string, number>();
  readonly bills = new Map<string, number>();
  readonly deposits = new Map<string, number>();
  readonly documents = new Map<string, { amount: number; credited: number; reward: string | undefined }>();
  /** By credit note: what it corrects. */
  readonly corrections = new Map<string, string>();
  readonly disputes = new Map<string, { receivableId: string; amount: number }>();
  readonly held = new Set<string>();
  readonly placed = new Map<string, string>();
  readonly steps = new Map<string, string>();
  /** The steps that settled receivables had come to. */
  readonly stepsThen = new Map<string, string>();
  readonly days = new DayBook();
  readonly done = new Set<string>();
  /** What special approvals and the tolerance of the policy have let through above the limit, in all. */
  letThrough = 0;
  group: string | undefined;
  paid = 0;
  allocated = 0;
  /** Invoiced less paid, credited and written off: what was allocated to what does not move it. */
  ledger = 0;
  private readonly reservedMaximum: number;

  constructor(private readonly policy: CheckPolicy) {
    this.shipments = new ShipmentBook(Number(policy.deviationPercent));
    const rule = policy.rules.find((one) => one.rule === 'component-maximum');
    const maximum = rule?.reaction === 'block' ? rule.maxima.reserved : undefined;
    this.reservedMaximum = maximum === undefined ? Infinity : fenOf(maximum);
  }

  /** Component by component, in fen. */
  components() {
    return {
      reserved: this.shipments.reserved,
      planned: this.shipments.planned,
      dispatched: this.shipments.uninvoiced,
      receivables: sumOf(this.open),
      disputed: sumOf(new Map([...this.open.keys()].map((id) => [id, this.disputedOf(id)]))),
      bills: sumOf(this.bills),
      unallocatedCash: sumOf(this.cash),
      creditNotes: sumOf(this.notes),
      deposits: sumOf(this.deposits),
    };
  }

  exposure(): number {
    const { uncounted, countUnallocatedCash, countCreditNotes = countUnallocatedCash } = this.policy;
    const parts = this.components();
    const counted = (name: Exclude<keyof typeof parts, 'planned'>) => (uncounted.includes(name) ? 0 : parts[name]);
    const spared = uncounted.includes('disputed') ? parts.disputed : 0;
    const cash = countUnallocatedCash ? counted('unallocatedCash') : 0;
    const owed = counted('reserved') + counted('dispatched') + counted('receivables') + counted('bills');
    const notes = countCreditNotes ? counted('creditNotes') : 0;
    return owed - spared - cash - notes - counted('deposits');
  }

  /** What may still be shipped on a day: everything granted less everything owed or promised. */
  available(day: string): number {
    const ceiling = this.limits.ceiling(day);
    return ceiling === Infinity ? AMPLE_FEN : ceiling - this.exposure();
  }

  /** By how much the account is over everything that it was granted. */
  overdraft(day: string): number {
    return Math.max(0, -this.available(day));
  }

  /** What is open by the day on which it falls due. */
  dueDays(): Map<string, { open: number; disputed: number }> {
    const days = new Map<string, { open: number; disputed: number }>();
    for (const [id, open] of this.open) {
      const day = this.due.get(id) ?? '';
      const before = days.get(day) ?? { open: 0, disputed: 0 };
      const now = { open: before.open + open, disputed: before.disputed + this.disputedOf(id) };
      if (open > 0) days.set(day, now);
    }
    return days;
  }

  /** Room for a shipment: there is enough, or a special approval takes over what is missing. */
  takeRoom({ shipmentId, on: day, approval }: Taking, fen: number, goods: string | undefined): void {
    const missing = Math.max(0, fen - this.available(day));
    const beyondMaximum = Math.max(0, this.shipments.reserved + fen - this.reservedMaximum);
    if (approval === undefined) {
      this.expect(missing === 0, `${shipmentId} has more room than there was`);
      this.expect(beyondMaximum === 0, `${shipmentId} takes more than may be reserved`);
      return;
    }
    const excuses = this.useApproval({ shipmentId, on: day, approval }, goods);
    this.expect(missing === 0 || excuses.includes('free-limit'), 'the approval does not excuse the limit');
    this.expect(beyondMaximum === 0 || excuses.includes('component-maximum'), 'nor the maximum of a component');
    this.expect(Math.min(fen, missing) <= fenOf(approval.amount), `${shipmentId} takes more than was approved`);
    this.letThrough += fenOf(approval.amount);
  }

  /** Which rules are excused by it. */
  useApproval({ shipmentId, on: day, approval }: Taking, goods: string | undefined): readonly string[] {
    return approval === undefined ? [] : this.limits.use(approval, { shipmentId, goods, day });
  }

  /** A member takes no room that its group has not given, and none that was given up. */
  useRoom({
    shipmentId,
    room,
  }: Readonly<{ shipmentId: string; room?: { groupId: string; token: string } | undefined }>) {
    // By a policy without the rule the group is asked, and its no stops nothing.
    const isFree = room === undefined && !this.policy.rules.some(({ rule }) => rule === 'group-limit');
    this.expect(isFree || room?.groupId === this.group, `${shipmentId} has another room than that of its group`);
    if (room === undefined) return;
    this.expect(!this.done.has(`abandoned ${room.token}`), `${shipmentId} takes the room ${room.token}, given up`);
    this.done.add(`room ${room.token} of ${shipmentId}`);
  }

  balance(): void {
    const [cash, notes] = [sumOf(this.cash), sumOf(this.notes)];
    this.expect(this.allocated + cash + notes === this.paid, 'allocations and cash are not the payments');
    this.expect(sumOf(this.open) - cash - notes === this.ledger, 'receivables less cash less notes are not the ledger');
    for (const [id, { reward, credited, amount }] of this.documents) {
      this.expect(reward === undefined || this.open.get(id) === 0, `${id} was rewarded and is owed again`);
      this.expect(credited <= amount, `${id} is credited more than it was`);
    }
    for (const [id, open] of this.open)
      this.expect((open === 0) === this.done.has(`settled ${id}`), `${id} is settled when it is paid, and only then`);
    for (const id of this.held) this.expect((this.open.get(id) ?? 0) > 0, `${id} holds the account and is paid`);
    for (const id of this.steps.keys()) this.expect((this.open.get(id) ?? 0) > 0, `${id} is followed up and is paid`);
  }

  once(what: string): void {
    this.expect(!this.done.has(what), `${what} a second time`);
    this.done.add(what);
  }

  take(from: Map<string, number>, id: string, amount: string): number {
    const left = (from.get(id) ?? 0) - fenOf(amount);
    this.expect(left >= 0, `took ${amount} of ${id}, which is more than it has`);
    from.set(id, left);
    return left;
  }

  give(to: Map<string, number>, id: string, amount: string): void {
    to.set(id, (to.get(id) ?? 0) + fenOf(amount));
  }

  expect(holds: boolean, otherwise: string): void {
    if (!holds) throw new Error(`the books do not add up: ${otherwise}`);
  }

  private disputedOf(receivableId: string): number {
    const of = [...this.disputes].filter(([, dispute]) => dispute.receivableId === receivableId);
    return Math.min(this.open.get(receivableId) ?? 0, sumOf(new Map(of.map(([id, { amount }]) => [id, amount]))));
  }
}
