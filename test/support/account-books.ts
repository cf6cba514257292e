import type { CreditAccountEvent } from '@app/domain/credit-account/events';

// A second set of books for one account, in whole fen and by hand, from nothing but what was recorded. It shares
// no arithmetic with the product; whatever does not add up here throws.

/** Fen of an amount with two decimals. */
export const fenOf = (amount: string): number => Number(amount.replace('.', ''));

type Agreement = Readonly<{ limit: number; from: string; to: string }>;

export class AccountBooks {
  readonly reserved = new Map<string, number>();
  readonly open = new Map<string, number>();
  readonly cash = new Map<string, number>();
  readonly held = new Set<string>();
  readonly done = new Set<string>();
  private readonly allowances: { amount: number; until: string }[] = [];
  private readonly agreements: Agreement[] = [];
  private paid = 0;
  private allocated = 0;

  /** What may still be shipped on a day: everything granted less everything owed or promised. */
  available(day: string): number {
    // Of those that have begun the one signed last; before the first of them begins there is none.
    const agreement = this.agreements.findLast(({ from }) => from <= day);
    const inForce = agreement !== undefined && day <= agreement.to ? agreement.limit : 0;
    const allowed = this.allowances.filter(({ until }) => day <= until).reduce((sum, { amount }) => sum + amount, 0);
    return inForce + allowed - sumOf(this.reserved) - sumOf(this.open) + sumOf(this.cash);
  }

  enter(events: readonly CreditAccountEvent[]): void {
    for (const event of events) this.enterOne(event);
    this.balance();
  }

  private enterOne({ type, data }: CreditAccountEvent): void {
    switch (type) {
      case 'AccountOpened':
        this.once(`agreement ${data.agreementId}`);
        this.agreements.push({ limit: fenOf(data.limit), from: data.validFrom, to: data.validTo });
        break;
      case 'GreenChannelAllowed':
        this.once(`allowance ${data.allowanceId}`);
        this.allowances.push({ amount: fenOf(data.amount), until: data.expiresOn });
        break;
      case 'ShipmentAuthorised':
        this.once(`shipment ${data.shipmentId}`);
        this.expect(fenOf(data.amount) <= this.available(data.on), 'authorised above what is available');
        this.reserved.set(data.shipmentId, fenOf(data.amount));
        break;
      case 'ShipmentDispatched':
        this.once(`dispatch ${data.shipmentId} ${data.dispatchId}`);
        this.take(this.reserved, data.shipmentId, data.amount);
        break;
      case 'ReservationReleased':
        this.once(`release ${data.shipmentId}`);
        this.expect(this.take(this.reserved, data.shipmentId, data.amount) === 0, 'released in part');
        break;
      case 'ReceivableOpened':
        this.once(`receivable ${data.receivableId}`);
        this.open.set(data.receivableId, fenOf(data.amount));
        break;
      case 'PaymentRecorded':
        this.once(`payment ${data.paymentId}`);
        this.cash.set(data.paymentId, fenOf(data.amount));
        this.paid += fenOf(data.amount);
        break;
      case 'PaymentAllocated':
        this.take(this.cash, data.paymentId, data.amount);
        this.take(this.open, data.receivableId, data.amount);
        this.allocated += fenOf(data.amount);
        break;
      case 'ReceivableSettled':
        this.once(`settled ${data.receivableId}`);
        this.expect(this.open.get(data.receivableId) === 0, 'settled with something open');
        break;
      case 'ShipmentsHeld':
        this.once(`hold ${data.receivableId}`);
        this.held.add(data.receivableId);
        break;
      case 'HoldLifted':
        this.expect(this.held.delete(data.receivableId), 'lifted a hold that was none');
        break;
      case 'CustomerBlacklisted':
        this.once(`blacklisted ${data.receivableId}`);
        break;
      case 'DisputeRaised':
        this.once(`dispute ${data.disputeId}`);
        this.expect(fenOf(data.amount) <= (this.open.get(data.receivableId) ?? 0), 'disputed above what is open');
        break;
      case 'DisputeClosed':
        this.once(`closed ${data.disputeId}`);
        break;
      case 'ExtensionRequested':
        this.once(`extension ${data.extensionId}`);
        break;
      case 'ExtensionGranted':
        this.expect(data.dueDateBefore < data.dueDate, 'brought a due date forward');
        this.once(`decided ${data.extensionId}`);
        break;
      case 'ExtensionRefused':
        this.once(`decided ${data.extensionId}`);
        break;
      case 'ShipmentRefused':
      case 'BlacklistLifted':
        break;
    }
  }

  private balance(): void {
    this.expect(this.allocated + sumOf(this.cash) === this.paid, 'allocations and cash are not the payments');
    for (const [id, open] of this.open)
      this.expect((open === 0) === this.done.has(`settled ${id}`), `${id} is settled when it is paid, and only then`);
    for (const id of this.held) this.expect((this.open.get(id) ?? 0) > 0, `${id} holds the account and is paid`);
  }

  private once(what: string): void {
    this.expect(!this.done.has(what), `${what} a second time`);
    this.done.add(what);
  }

  private take(from: Map<string, number>, id: string, amount: string): number {
    const left = (from.get(id) ?? 0) - fenOf(amount);
    this.expect(left >= 0, `took ${amount} of ${id}, which is more than it has`);
    from.set(id, left);
    return left;
  }

  private expect(holds: boolean, otherwise: string): void {
    if (!holds) throw new Error(`the books do not add up: ${otherwise}`);
  }
}

export const sumOf = (amounts: ReadonlyMap<string, number>): number =>
  [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
