import type { BusinessDate } from '@app/kernel/business-date';
import type { CreditAccount } from '../credit-account/account';
import { exposureOn, positionOf, type Counting } from '../credit-account/exposure';
import { standsIn } from '../credit-account/grouping';
import type { NoteMember } from './commands';
import { creditGroup } from './decider';
import { memberOf, type CreditGroup, type OpenRoom } from './group';
import { askAccount, askGroup, type GroupSaid, type Saga } from './saga';

export type Which = Readonly<{ groupId: string; customerId: string; on: BusinessDate; counting: Counting }>;

/**
 * What a group is told of a member: the exposure by the one formula of the account, and which of its rooms that holds.
 * The group has to be the older of the two: a room that it does not know yet stays open, which is never too little.
 */
export const noteOf = (
  { groupId, customerId, on, counting }: Which,
  group: CreditGroup,
  { state, revision }: Readonly<{ state: CreditAccount; revision: number | undefined }>,
): NoteMember | undefined => {
  if (revision === undefined) return undefined;
  const { membership } = state;
  const rooms = memberOf(group, customerId)?.rooms ?? new Map<string, { shipmentId: string }>();
  const settled = [...rooms].filter(([token, { shipmentId }]) => standsIn(state, shipmentId, token));
  const { exposure } = exposureOn(positionOf(state), on, counting);
  const said = { groupId, customerId, revision, settled: settled.map(([token]) => token), on };
  const standing = membership?.groupId === groupId ? { exposure, cap: membership.cap } : undefined;
  return { type: 'NoteMember', data: { ...said, standing } };
};

/** For whoever only looks: also where the group has not heard of its newest member yet. */
export const asHeard = (
  which: Which,
  group: CreditGroup,
  account: Readonly<{ state: CreditAccount; revision: number | undefined }>,
): CreditGroup => {
  const isKnown = memberOf(group, which.customerId)?.isIn === true;
  const note = isKnown ? undefined : noteOf(which, group, account);
  const heard = note === undefined ? [] : creditGroup.decide(note, group);
  return heard.reduce(creditGroup.evolve, group);
};

/** Brings the group up to date with a member's account; also what makes a member of it, and what ends that. */
export function* keepUp(which: Which): Saga<GroupSaid> {
  const before = yield* askGroup(which.groupId);
  const account = yield* askAccount(which.customerId);
  const note = noteOf(which, before.state, account);
  return note === undefined ? before : yield* askGroup(which.groupId, note);
}

/**
 * Ends a room of which nobody knows what came of it. First the account is asked to let nothing through by it any more; only
 * then is the room free for others. Where the shipment stands, its room ends in the exposure.
 */
export function* endRoom(
  { customerId, shipmentId, token }: OpenRoom,
  which: Omit<Which, 'customerId'>,
): Saga<GroupSaid> {
  const { groupId, on } = which;
  const abandon = { customerId, shipmentId, token, on };
  const { state } = yield* askAccount(customerId, { type: 'AbandonShipment', data: abandon });
  if (standsIn(state, shipmentId, token)) return yield* keepUp({ ...which, customerId });
  const data = { groupId, customerId, token, reason: 'abandoned' as const, on };
  return yield* askGroup(groupId, { type: 'ReturnRoom', data });
}
