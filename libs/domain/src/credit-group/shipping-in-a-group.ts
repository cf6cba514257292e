import { Problem } from '@app/kernel/problem';
import { minus, type Yuan } from '@app/kernel/yuan';
import type { AmendReservation, AskedOfAccount, AuthoriseShipment, CallOffShipment } from '../credit-account/commands';
import { standsIn } from '../credit-account/grouping';
import type { GroupAnswer } from '../credit-account/asked';
import { memberOf, type CreditGroup } from './group';
import { groupRoomFor } from './group-room';
import { keepUp } from './keeping-up';
import { askAccount, askGroup, type AccountSaid, type GroupSaid, type Saga } from './saga';

/** What takes room, at the account and in the group. */
export type TakesRoom = Extract<AskedOfAccount, AuthoriseShipment | CallOffShipment | AmendReservation>;

export const takesRoom = (command: AskedOfAccount): command is TakesRoom =>
  command.type === 'AuthoriseShipment' || command.type === 'CallOffShipment' || command.type === 'AmendReservation';

/** A customer who changes groups, or an amount that changes, more often than this while it is asked is told to wait. */
const ATTEMPTS_MAX = 5;

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
  const need = needIn(error);
  if (need === undefined) throw error;
  return need === 'none' ? undefined : need;
}

/**
 * The group first, then the account; where the account says no, the room goes back. A customer without a group is asked
 * once and pays nothing for groups. Each attempt has a token of its own, and asks the account by it once.
 */
export function* shipInGroup(command: TakesRoom, newToken: () => string): Saga<AccountSaid> {
  const { customerId, shipmentId } = command.data;
  let need: Need | undefined;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    let taken: Taken | undefined;
    if (need !== undefined) {
      const token = newToken();
      const { state } = yield* askForRoom(command, need, token);
      taken = { need, token, answer: answerOf(state, customerId, need, token) };
    }
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
