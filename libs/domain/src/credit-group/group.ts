import type { BusinessDate } from '@app/kernel/business-date';
import { emptyBook, entriesOf, entryOf, type Book } from '@app/kernel/book';
import { isPositive, nil, plus, total, type Yuan } from '@app/kernel/yuan';

/** Given to a shipment, and not yet known to be in the exposure of the member's account. */
export type Room = Readonly<{ shipmentId: string; amount: Yuan; on: BusinessDate }>;

export type Member = Readonly<{
  /** False once it has left: then only the rooms that are still open count. */
  isIn: boolean;
  cap: Yuan | undefined;
  /** As the account said it at this revision of its stream. */
  exposure: Yuan;
  revision: number;
  rooms: ReadonlyMap<string, Room>;
}>;

/** 集团: several customers who share one limit. */
export type CreditGroup = Readonly<{
  groupId: string | undefined;
  name: string;
  limit: Yuan;
  /** The limit at first: changes move `limit`. */
  limitAtFirst: Yuan;
  members: Book<Member>;
  /** The sum of what the members use, kept with every event. */
  used: Yuan;
  /** Every change of the limit, so that one is not made twice. */
  changes: ReadonlyMap<string, string>;
  /** The last refusals, so that asking the same again is recorded once. */
  refusals: ReadonlyMap<string, string>;
}>;

export const newGroup: CreditGroup = {
  groupId: undefined,
  name: '',
  limit: nil,
  limitAtFirst: nil,
  members: emptyBook,
  used: nil,
  changes: new Map(),
  refusals: new Map(),
};

export const memberOf = ({ members }: CreditGroup, customerId: string): Member | undefined =>
  entryOf(members, customerId);

/** Cash of one member is not lent to the others: an exposure below zero counts as none. */
export const usedBy = ({ isIn, exposure, rooms }: Member): Yuan => {
  const noted = isIn && isPositive(exposure) ? exposure : nil;
  return rooms.size === 0 ? noted : plus(noted, total([...rooms.values()].map(({ amount }) => amount)));
};

/** By number, those that have left and still have a room last. */
export const membersOf = ({ members }: CreditGroup): (Member & Readonly<{ customerId: string }>)[] =>
  [...entriesOf(members)]
    .map(([customerId, member]) => ({ ...member, customerId }))
    .filter(({ isIn, rooms }) => isIn || rooms.size > 0)
    .sort((a, b) => Number(b.isIn) - Number(a.isIn) || (a.customerId < b.customerId ? -1 : 1));

export type OpenRoom = Room & Readonly<{ customerId: string; token: string }>;

export const openRooms = (group: CreditGroup): OpenRoom[] =>
  membersOf(group).flatMap(({ customerId, rooms }) =>
    [...rooms].map(([token, room]) => ({ ...room, customerId, token })),
  );
