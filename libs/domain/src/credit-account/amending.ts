import { addDays, isBefore } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { Problem } from '@app/kernel/problem';
import { sameContent } from '@app/kernel/same-content';
import { exceeds, minus, ofYuan, total, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount, Reservation } from './account';
import type { CheckPolicy } from './check-policy';
import type { AmendReservation, PassCheckpoint } from './commands';
import { refusalKey } from './evolve-shipments';
import type { CreditAccountEvent } from './events';
import { inRoom, requireGroupAsked } from './grouping';
import { checkShipment } from './shipment-rules';
import { expiryOf, requireKnownApproval, requireReservation, requireRunning, using } from './shipping';

/** As much as may come out of what was checked at `checked`, without being checked again. */
export const tolerated = (checked: Yuan, { deviationPercent }: Pick<CheckPolicy, 'deviationPercent'>): Yuan =>
  ofYuan(exact(checked).plus(exact(checked).times(deviationPercent).div(100)).toDecimalPlaces(2, 'down'));

const dispatchedOf = ({ dispatches }: Reservation): Yuan => total(dispatches.map(([, amount]) => amount));

export const amendReservation = ({ data }: AmendReservation, account: CreditAccount): CreditAccountEvent[] => {
  const { customerId, shipmentId, amendmentId, amount, policy, stamp, on } = data;
  const known = requireReservation(account, shipmentId);
  const before = known.amendments.find(([id]) => id === amendmentId)?.[1];
  if (before !== undefined) {
    const now = `${amount} ${data.expiresOn ?? before.split(' ')[1] ?? ''}`;
    if (before !== now) throw new Problem('same-id-other-content', { id: amendmentId, before, now });
    return [];
  }
  requireRunning(account, shipmentId, on);
  requireKnownApproval(account, data.approvalId);
  const expiresOn = data.expiresOn === undefined ? known.expiresOn : expiryOf({ ...known, ...data }, policy);
  const dispatched = dispatchedOf(known);
  if (exceeds(dispatched, amount))
    throw new Problem('amend-below-dispatched', { amount, dispatched, shipment: shipmentId });
  const shipment = { customerId, shipmentId, amendmentId, amount };
  const amended = (
    isChecked: boolean,
    more: ReturnType<typeof using> & ReturnType<typeof inRoom> = {},
  ): CreditAccountEvent[] => {
    const terms = { ...shipment, amountBefore: known.amount, expiresOn, isChecked };
    return [{ type: 'ReservationAmended', data: { ...terms, ...more, policy: stamp, on } }];
  };
  if (!exceeds(amount, known.amount) || !exceeds(amount, tolerated(known.checked, policy)) || known.isPlanned === true)
    return amended(false);
  const difference = minus(amount, known.amount);
  requireGroupAsked(account, data, difference);
  const asked = { ...data, amount: difference, whole: amount, goods: known.goods };
  const answer = checkShipment({ ...asked, deliverOn: undefined }, account, policy);
  if (answer.allowed) return amended(true, { ...using(answer), ...inRoom(data) });
  const rules = [...answer.rules];
  if (sameContent(account.refusals.get(refusalKey(shipmentId, amendmentId)), { amount, rules })) return [];
  const { available } = answer.exposure;
  return [{ type: 'AmendmentRefused', data: { ...shipment, available, rules, policy: stamp, on } }];
};

export type Passing = Readonly<{ isPassed: boolean; events: readonly CreditAccountEvent[] }>;
const PASSED: Passing = { isPassed: true, events: [] };

/** What a checkpoint says of a document that has its room already: never anything about the limit. */
export const passingCheckpoint = (
  { checkpoint, ...data }: PassCheckpoint['data'],
  account: CreditAccount,
  known: Reservation,
): Passing => {
  const { customerId, shipmentId, policy, stamp, on } = data;
  const checks = policy.checkpoints[checkpoint];
  // Released once, it is not stopped again for as long as the policy lets it run.
  if (checks === undefined || !isBefore(addDays(known.passedOn, checks.graceDays), on)) return PASSED;
  const asked = { ...data, amount: known.open, goods: known.goods, deliverOn: undefined };
  const answer = checkShipment(asked, account, policy, checks.rules);
  const which = { customerId, shipmentId, checkpoint };
  if (answer.allowed) {
    const passed = { ...which, ...using(answer), policy: stamp, on };
    return { isPassed: true, events: [{ type: 'CheckpointPassed', data: passed }] };
  }
  const rules = [...answer.rules];
  const refused = account.refusals.get(refusalKey(shipmentId, checkpoint));
  if (sameContent(refused, { amount: known.open, rules })) return { isPassed: false, events: [] };
  return { isPassed: false, events: [{ type: 'CheckpointRefused', data: { ...which, rules, policy: stamp, on } }] };
};

export const passCheckpoint = ({ data }: PassCheckpoint, account: CreditAccount): readonly CreditAccountEvent[] => {
  requireKnownApproval(account, data.approvalId);
  return passingCheckpoint(data, account, requireRunning(account, data.shipmentId, data.on)).events;
};
