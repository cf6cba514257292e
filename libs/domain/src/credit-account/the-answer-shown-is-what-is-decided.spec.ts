import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { entryOf } from '@app/kernel/book';
import { addDays, dateOf } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { askedOf } from '@test/support/account-askings';
import { draw, houses, type Draw } from '@test/support/account-draws';
import { firstOfMarch } from '@test/support/account-events';
import type { CreditAccount } from './account';
import type { CheckPolicy } from './check-policy';
import type { AskedOfAccount, AuthoriseShipment } from './commands';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { after } from './evolve';
import { reservationOf } from './items';
import { checkShipment } from './shipment-rules';

const ask = (command: AskedOfAccount, account: CreditAccount): readonly CreditAccountEvent[] => {
  try {
    return creditAccount.decide(command, account);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
};

const counted = { allowed: 0, approved: 0, planned: 0, refused: 0 };

/** The question of sales and the order itself, at one and the same state. */
const compare = ({ data }: AuthoriseShipment, account: CreditAccount): void => {
  const { shipmentId, amount, policy } = data;
  const shown = checkShipment(data, account, policy);
  const [decided, ...others] = creditAccount.decide({ type: 'AuthoriseShipment', data }, account);
  expect(others).toEqual([]);
  if (shown.allowed) {
    counted.allowed += 1;
    if (shown.approval !== undefined) counted.approved += 1;
    if (shown.isPlanned) counted.planned += 1;
    expect(shown.rules.filter(({ outcome }) => outcome === 'block')).toEqual([]);
    if (decided?.type !== 'ShipmentAuthorised') throw new Error(`shown as allowed: ${JSON.stringify(decided)}`);
    const { approval, isPlanned = false } = decided.data;
    expect({ shipmentId, amount, approval, isPlanned }).toEqual({
      shipmentId,
      amount,
      approval: shown.approval,
      isPlanned: shown.isPlanned,
    });
    return;
  }
  // Refused before, with the very same figures: it is on record already.
  if (decided === undefined) return expect(account.refusals.get(shipmentId)).toEqual({ amount, rules: shown.rules });
  counted.refused += 1;
  const { available } = shown.exposure;
  expect(decided).toMatchObject({ type: 'ShipmentRefused', data: { amount, available, rules: shown.rules } });
  const then = after(account, [decided]);
  expect(checkShipment(data, then, policy)).toEqual(shown);
  expect(creditAccount.decide({ type: 'AuthoriseShipment', data }, then)).toEqual([]);
};

const play = (policy: CheckPolicy, draws: readonly (readonly [Draw, Draw])[]): void => {
  let account = creditAccount.initial;
  let day = dateOf(firstOfMarch);
  for (const [past, question] of draws) {
    day = addDays(day, past.days);
    const scene = { day, policy, account };
    account = after(account, ask(askedOf(past, scene), account));
    const kind = question.under ? 'planned' : 'order';
    const command = askedOf({ ...question, kind, under: false }, { ...scene, account });
    if (command.type !== 'AuthoriseShipment' || reservationOf(account, command.data.shipmentId) !== undefined) continue;
    const { approvalId, room } = command.data;
    // An approval that nobody knows is no question that makes sense, nor a room that was given up.
    if (room !== undefined && entryOf(account.abandoned, room.token) !== undefined) continue;
    if (approvalId === undefined || account.approvals.has(approvalId)) compare(command, account);
  }
};

test('the answer that is shown is what the authorisation decides at the same state, whatever has happened', () => {
  const questions = array(tuple(draw, draw), { minLength: 100, maxLength: 100 });
  const plays = property(constantFrom('before', 'now', 'other'), questions, (house, draws) =>
    play(houses[house], draws),
  );
  assert(plays, { numRuns: 30, seed: 20260302, unbiased: true, endOnFailure: true });
  expect(Math.min(...Object.values(counted))).toBeGreaterThanOrEqual(10);
});
