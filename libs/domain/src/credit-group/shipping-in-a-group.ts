import { Problem } from '@app/kernel/problem';
import { minus, type Yuan } from '@app/kernel/yuan';
import type { AmendReservation, AskedOfAccount, AuthoriseShipment, CallOffShipment } from '../credit-account/commands';
import { standsIn } from '../credit-account/grouping';
import type { GroupAnswer } from '../credit-account/asked';
import { memberOf, type CreditGroup, type OpenRoom } from './group';
import { groupRoomFor } from './group-room';
import { endRoom, keepUp } from './keeping-up';
import { askAccount, askGroup, type AccountSaid, type GroupSaid, type Saga } from './saga';

/** What takes room, at the account and in the group. */
export type TakesRoom = Extract<AskedOfAccount, AuthoriseShipment | CallOffShipment | AmendReservation>;

export const takesRoom = (command: AskedOfAccount): command is TakesRoom =>
  command.type === 'AuthoriseShipment' || command.type === 'CallOffShipment' || command.type === 'AmendReservation';

/** Whoever is got in between more often than this, by changes of group or by its own repeats, is told to wait. */
const ATTEMPTS_MAX = 8;

type Need = Readonly<{ groupId: string; amount: Yuan }>;
type Taken = Readonly<{ need: Need; token: string; answer: GroupAnswer }>;

/** Of a problem, which room the account says it wants; no group: it wants none any more. */
const needIn = ({ code, facts }: Problem): Need | 'none' | undefined => {
  if (code !== 'group-room-needed') return undefined;
  const { group: groupId, amount } = facts;
  // The account put a group's id and an amount there.
  return typeof groupId === 'string' && groupId !== '' ? { groupId, amount: amount as Yuan } : 'none';
};

/** As the group decided it: without the room itself where it was given. */
const answerOf = (group: CreditGroup, customerId: string, { amount }: Need, token: string): GroupAnswer => {
  const isGiven = memberOf(group, customerId)?.rooms.has(token) === true;
  if (!isGiven) return groupRoomFor(group, customerId, amount);
  const member = groupRoomFor({ ...group, used: minus(group.used, amount) }, customerId, amount);
  return { hasRoom: true, facts: member.facts };
};

function* askForRoom({ data }: TakesRoom, { groupId, amount }: Need, token: string): Saga<GroupSaid> {
  const { customerId, shipmentId, policy: counting, on } = data;
  const take = { type: 'TakeRoom' as const, data: { groupId, customerId, shipmentId, token, amount, on } };
  try {
    return yield* askGroup(groupId, take);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not-a-member') throw error;
  }
  // The account is in the group, and the group has not heard of it yet.
  yield* keepUp({ groupId, customerId, on, counting });
  return yield* askGroup(groupId, take);
}

function* giveBack({ data: { customerId, on } }: TakesRoom, { need, token, answer }: Taken): Saga<void> {
  if (!answer.hasRoom) return;
  const { groupId } = need;
  const data = { groupId, customerId, token, reason: 'refused' as const, on };
  yield* askGroup(groupId, { type: 'ReturnRoom', data });
}

const withAnswer = (command: TakesRoom, taken: Taken | undefined): TakesRoom => {
  if (taken === undefined) return command;
  const { need, token, answer: group } = taken;
  const room = group.hasRoom ? { ...need, token } : undefined;
  return { ...command, data: { ...command.data, group, room } } as TakesRoom;
};

/** Which room is wanted instead; throws the problem where it is about something else. */
function* wantedInstead(command: TakesRoom, taken: Taken | undefined, error: unknown): Saga<Need | undefined> {
  // Whether anything was recorded is known for a problem alone: after anything else the room waits for the sweep.
  if (!(error instanceof Problem)) throw error;
  if (taken !== undefined) yield* giveBack(command, taken);
  // Somebody has swept too early, or the same was asked twice at once: that ended this attempt, and no other.
  if (error.code === 'room-abandoned' && taken !== undefined) return taken.need;
  const need = needIn(error);
  if (need === undefined) throw error;
  return need === 'none' ? undefined : need;
}

/** Rooms that other attempts at the very same hold: one of them may be left over, and all of them are for one shipment. */
const roomsOfRepeats = (group: CreditGroup, { data }: TakesRoom, { amount }: Need): OpenRoom[] => {
  const { customerId, shipmentId } = data;
  return [...(memberOf(group, customerId)?.rooms ?? [])]
    .filter(([, room]) => room.shipmentId === shipmentId && room.amount === amount)
    .map(([token, room]) => ({ ...room, token, customerId }));
};

/** No answer: what there was no room beside was an attempt at the same, which has ended now. */
function* take(command: TakesRoom, need: Need, token: string): Saga<Taken | undefined> {
  const { customerId, policy: counting, on } = command.data;
  const { groupId } = need;
  const { state } = yield* askForRoom(command, need, token);
  const answer = answerOf(state, customerId, need, token);
  const repeats = answer.hasRoom ? [] : roomsOfRepeats(state, command, need);
  for (const room of repeats) yield* endRoom(room, { groupId, on, counting });
  return repeats.length > 0 ? undefined : { need, token, answer };
}

/**
 * The group first, then the account; where the account says no, the room goes back. A customer without a group is asked
 * once and pays nothing for groups. Each attempt has a token of its own, and asks the account by it once.
 */
export function* shipInGroup(command: TakesRoom, newToken: () => string): Saga<AccountSaid> {
  const { customerId, shipmentId } = command.data;
  let need: Need | undefined;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const taken: Taken | undefined = need === undefined ? undefined : yield* take(command, need, newToken());
    let said: AccountSaid;
    try {
      said = yield* askAccount(customerId, withAnswer(command, taken));
    } catch (error) {
      need = yield* wantedInstead(command, taken, error);
      continue;
    }
    if (taken !== undefined && !standsIn(said.state, shipmentId, taken.token)) yield* giveBack(command, taken);
    return said;
  }
  throw new Problem('busy');
}
