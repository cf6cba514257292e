import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import type { CreditGroupEvent } from '@app/domain/credit-group/events';

export const fenOf = (amount: string): number => Math.round(Number(amount) * 100);

type Room = Readonly<{ customerId: string; fen: number }>;
type Group = { limit: number; rooms: Map<string, Room>; noted: Map<string, number> };

const MOVES_NOTHING = new Set([
  ...['AccountOpened', 'ShipmentRefused', 'AmendmentRefused', 'ShipmentDispatched', 'PaymentAllocated'],
  ...['ReceivableSettled', 'GroupJoined', 'GroupLeft', 'ShipmentAbandoned'],
]);

/** A second set of books over accounts and groups, in whole fen, kept by hand from what is recorded alone. */
export class GroupBook {
  readonly exposures = new Map<string, number>();
  readonly groupOf = new Map<string, string>();
  readonly seen = new Map<string, number>();
  private readonly groups = new Map<string, Group>();
  private readonly used = new Set<string>();
  private readonly abandoned = new Set<string>();

  /** Of what the accounts say of themselves, and not of what the group has heard. */
  trueUse(groupId: string): number {
    const members = [...this.groupOf].filter(([, group]) => group === groupId);
    return members.reduce((sum, [customerId]) => sum + Math.max(0, this.exposures.get(customerId) ?? 0), 0);
  }

  notedUse(groupId: string): number {
    const { noted, rooms } = this.group(groupId);
    const exposures = [...noted.values()].reduce((sum, fen) => sum + Math.max(0, fen), 0);
    return [...rooms.values()].reduce((sum, { fen }) => sum + fen, exposures);
  }

  limitOf = (groupId: string): number => this.group(groupId).limit;
  openRooms = (groupId: string): number => this.group(groupId).rooms.size;
  noted = (groupId: string): ReadonlyMap<string, number> => this.group(groupId).noted;

  enterAccount(customerId: string, event: CreditAccountEvent): void {
    this.count(event.type);
    if ('room' in event.data && event.data.room !== undefined) this.enterRoomUsed(customerId, event.data.room);
    this.exposures.set(customerId, (this.exposures.get(customerId) ?? 0) + this.moves(customerId, event));
  }

  enterGroup(groupId: string, { type, data }: CreditGroupEvent): void {
    this.count(type === 'GroupRoomReturned' ? `${type} ${data.reason}` : type);
    const { rooms, noted } = this.group(groupId);
    switch (type) {
      case 'GroupFormed':
      case 'GroupLimitChanged':
        this.group(groupId).limit = fenOf(data.limit);
        return;
      case 'MemberJoined':
      case 'MemberExposureNoted':
        this.settle(groupId, data.settled);
        noted.set(data.customerId, fenOf(data.exposure));
        return;
      case 'MemberLeft':
        this.settle(groupId, data.settled);
        noted.delete(data.customerId);
        return;
      case 'GroupRoomTaken':
        rooms.set(data.token, { customerId: data.customerId, fen: fenOf(data.amount) });
        if (this.notedUse(groupId) > this.group(groupId).limit) throw new Error('a room above the limit was given');
        return;
      case 'GroupRoomReturned':
        if (!rooms.delete(data.token)) throw new Error('a room was returned that is not open');
        if (this.used.has(data.token)) throw new Error('a room was returned while its shipment stands');
        return;
      case 'GroupRoomRefused':
      case 'MemberCapChanged':
        return;
    }
  }

  private moves(customerId: string, { type, data }: CreditAccountEvent): number {
    if (type === 'GroupJoined') this.groupOf.set(customerId, data.groupId);
    if (type === 'GroupLeft') this.groupOf.delete(customerId);
    if (type === 'ShipmentAbandoned') {
      if (this.used.has(data.token)) throw new Error('abandoned what stands');
      this.abandoned.add(data.token);
    }
    if (type === 'ShipmentAuthorised') {
      if (this.groupOf.has(customerId) !== (data.room !== undefined)) throw new Error('shipped without a room');
      return fenOf(data.amount);
    }
    if (type === 'ReservationAmended') return fenOf(data.amount) - fenOf(data.amountBefore);
    if (type === 'ReservationReleased' || type === 'PaymentRecorded') return -fenOf(data.amount);
    if (type === 'ReceivableOpened') return data.shipmentId === undefined ? fenOf(data.amount) : 0;
    if (!MOVES_NOTHING.has(type)) throw new Error(`these books know nothing of ${type}`);
    return 0;
  }

  private enterRoomUsed(customerId: string, { groupId, token }: Readonly<{ groupId: string; token: string }>): void {
    const room = this.group(groupId).rooms.get(token);
    if (room?.customerId !== customerId) throw new Error('shipped by a room that had gone back');
    if (this.used.has(token) || this.abandoned.has(token)) throw new Error('shipped by a token that was used up');
    this.used.add(token);
  }

  private settle(groupId: string, tokens: readonly string[]): void {
    for (const token of tokens)
      if (!this.group(groupId).rooms.delete(token) || !this.used.has(token))
        throw new Error('a room ended in an exposure that does not hold it');
  }

  private group(groupId: string): Group {
    const known = this.groups.get(groupId) ?? { limit: 0, rooms: new Map(), noted: new Map() };
    this.groups.set(groupId, known);
    return known;
  }

  private count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }
}
