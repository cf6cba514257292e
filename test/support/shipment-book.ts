import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import type { DataOf } from '@app/kernel/message';
import { fenOf, sumOf } from './fen';

type Data<Type extends CreditAccountEvent['type']> = DataOf<CreditAccountEvent, Type>;
type Shipment = {
  amount: number;
  /** As it was last checked. */
  mark: number;
  open: number;
  dispatched: number;
  uninvoiced: number;
  isPlanned: boolean;
  goods: string | undefined;
  expiresOn: string;
};

/** What is promised and what has left the yard, in whole fen and by hand. */
export class ShipmentBook {
  readonly shipments = new Map<string, Shipment>();

  constructor(private readonly deviationPercent: number) {}

  get reserved(): number {
    return this.sum(({ open, isPlanned }) => (isPlanned ? 0 : open));
  }

  get planned(): number {
    return this.sum(({ open, isPlanned }) => (isPlanned ? open : 0));
  }

  get uninvoiced(): number {
    return this.sum(({ uninvoiced }) => uninvoiced);
  }

  authorised({ shipmentId, amount, isPlanned = false, goods, expiresOn, on }: Data<'ShipmentAuthorised'>): void {
    if (expiresOn < on) throw new Error(`${shipmentId} has no time to be shipped in`);
    const fen = fenOf(amount);
    const nothing = { dispatched: 0, uninvoiced: 0 };
    this.shipments.set(shipmentId, { amount: fen, mark: fen, open: fen, ...nothing, isPlanned, goods, expiresOn });
  }

  calledOff({ shipmentId, amount, expiresOn }: Data<'ShipmentCalledOff'>): void {
    const shipment = this.of(shipmentId);
    if (!shipment.isPlanned || shipment.open !== fenOf(amount)) throw new Error(`called ${shipmentId} off wrongly`);
    Object.assign(shipment, { isPlanned: false, mark: shipment.amount, expiresOn });
  }

  /** By how much it has become more, or less. */
  amended({ shipmentId, amount, amountBefore, isChecked, expiresOn }: Data<'ReservationAmended'>): number {
    const shipment = this.of(shipmentId);
    if (shipment.amount !== fenOf(amountBefore)) throw new Error(`${shipmentId} was not ${amountBefore}`);
    const fen = fenOf(amount);
    const more = fen - shipment.amount;
    if (more > 0 && !isChecked && !shipment.isPlanned && !this.isTolerated(fen, shipment.mark))
      throw new Error(`${shipmentId} has become more than is tolerated without a check`);
    if (fen < shipment.dispatched) throw new Error(`${shipmentId} has become less than was dispatched`);
    const mark = isChecked ? fen : Math.min(shipment.mark, fen);
    Object.assign(shipment, { amount: fen, mark, open: shipment.open + more, expiresOn });
    return more;
  }

  /** What has left the yard above what was kept free for it. */
  dispatched({ shipmentId, amount, on }: Data<'ShipmentDispatched'>): number {
    const shipment = this.of(shipmentId);
    const fen = fenOf(amount);
    if (shipment.isPlanned || shipment.expiresOn < on) throw new Error(`${shipmentId} was not to be dispatched`);
    const above = Math.max(0, fen - shipment.open);
    shipment.dispatched += fen;
    if (above > 0 && !this.isTolerated(shipment.dispatched, shipment.mark))
      throw new Error(`more of ${shipmentId} was dispatched than was authorised`);
    shipment.uninvoiced += fen;
    shipment.open = Math.max(0, shipment.open - fen);
    return above;
  }

  ended({ shipmentId, amount, reason, on }: Data<'ReservationReleased'>): void {
    const shipment = this.of(shipmentId);
    if (shipment.open !== fenOf(amount)) throw new Error(`${shipmentId} was released in part`);
    if (reason === 'expired' && on <= shipment.expiresOn) throw new Error(`${shipmentId} expired before its time`);
    shipment.open = 0;
  }

  invoiced({ shipmentId, amount, completesShipment }: Data<'ReceivableOpened'>): void {
    const shipment = shipmentId === undefined ? undefined : this.shipments.get(shipmentId);
    if (shipment === undefined) return;
    shipment.uninvoiced = completesShipment === true ? 0 : Math.max(0, shipment.uninvoiced - fenOf(amount));
  }

  goodsOf(shipmentId: string): string | undefined {
    return this.shipments.get(shipmentId)?.goods;
  }

  private isTolerated(fen: number, mark: number): boolean {
    return fen * 100 <= mark * (100 + this.deviationPercent);
  }

  private of(shipmentId: string): Shipment {
    const shipment = this.shipments.get(shipmentId);
    if (shipment === undefined) throw new Error(`${shipmentId} was never authorised`);
    return shipment;
  }

  private sum(of: (shipment: Shipment) => number): number {
    return sumOf(new Map([...this.shipments].map(([id, shipment]) => [id, of(shipment)])));
  }
}
