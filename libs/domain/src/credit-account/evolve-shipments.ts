import { exceeds, minus, nil, plus, smaller } from '@app/kernel/yuan';
import type { CreditAccount, Reservation } from './account';
import { withUse } from './evolve-limits';
import type { CreditAccountEvent } from './events';
import { reservationOf, withReservation } from './items';

export type ShipmentEvent = Extract<
  CreditAccountEvent,
  {
    type:
      | 'ShipmentAuthorised'
      | 'ShipmentRefused'
      | 'ShipmentCalledOff'
      | 'ReservationAmended'
      | 'AmendmentRefused'
      | 'CheckpointPassed'
      | 'CheckpointRefused'
      | 'ShipmentDispatched'
      | 'ReservationReleased';
  }
>;

const checkpointName = ['delivery', 'goods-issue'] as const;

/** So many refusals are remembered; an older one that is asked for again is recorded again. */
const REFUSALS_MAX = 200;

const withRefusal = (
  account: CreditAccount,
  key: string,
  refusal: CreditAccount['refusals'] extends ReadonlyMap<string, infer Refusal> ? Refusal : never,
): CreditAccount => {
  const refusals = new Map(account.refusals);
  refusals.delete(key);
  refusals.set(key, refusal);
  for (const oldest of refusals.keys()) {
    if (refusals.size <= REFUSALS_MAX) break;
    refusals.delete(oldest);
  }
  return { ...account, refusals };
};

/** A shipment's own refusals stand under its number; those of its amendments and checkpoints beside it. */
export const refusalKey = (shipmentId: string, of?: string): string =>
  of === undefined ? shipmentId : `${shipmentId} ${of}`;

/** What has passed since is not refused any more. */
const withoutRefusals = (account: CreditAccount, keys: readonly string[]): CreditAccount => {
  if (!keys.some((key) => account.refusals.has(key))) return account;
  const refusals = new Map(account.refusals);
  for (const key of keys) refusals.delete(key);
  return { ...account, refusals };
};

const passed = (account: CreditAccount, shipmentId: string): CreditAccount =>
  withoutRefusals(account, [shipmentId, ...checkpointName.map((checkpoint) => refusalKey(shipmentId, checkpoint))]);

const roomsWith = (known: Reservation | undefined, room: { token: string } | undefined): Reservation['rooms'] =>
  room === undefined ? known?.rooms : [...(known?.rooms ?? []), room.token];

const changed = (
  account: CreditAccount,
  shipmentId: string,
  change: (reservation: Reservation) => Reservation,
): CreditAccount => {
  const known = reservationOf(account, shipmentId);
  return known === undefined ? account : withReservation(account, shipmentId, change(known));
};

export const evolveShipments = (account: CreditAccount, { type, data }: ShipmentEvent): CreditAccount => {
  switch (type) {
    case 'ShipmentAuthorised': {
      const { shipmentId, amount, expiresOn, deliverOn, isPlanned, goods, approval, room, on } = data;
      const reservation: Reservation = {
        ...{ asked: amount, amount, checked: amount, open: amount, uninvoiced: nil, expiresOn },
        ...{ dispatches: [], amendments: [], passedOn: on, deliverOn, isPlanned, goods },
        rooms: roomsWith(undefined, room),
      };
      return withReservation(passed(withUse(account, approval), shipmentId), shipmentId, reservation);
    }
    case 'ShipmentRefused':
      return withRefusal(account, data.shipmentId, { amount: data.amount, rules: data.rules });
    case 'ShipmentCalledOff': {
      const { shipmentId, expiresOn, approval, room, on } = data;
      return changed(passed(withUse(account, approval), shipmentId), shipmentId, (known) => ({
        ...known,
        ...{ isPlanned: undefined, checked: known.amount, expiresOn, passedOn: on },
        rooms: roomsWith(known, room),
      }));
    }
    case 'ReservationAmended': {
      const { shipmentId, amendmentId, amount, expiresOn, isChecked, approval, room, on } = data;
      const used = withUse(account, approval);
      return changed(isChecked ? passed(used, shipmentId) : used, shipmentId, (known) => ({
        ...known,
        ...{ amount, expiresOn, open: minus(plus(known.open, amount), known.amount) },
        amendments: [...known.amendments, [amendmentId, `${amount} ${expiresOn}`] as const],
        // Less than before sets the mark lower; within the tolerance it stays, so that nobody creeps upwards.
        checked: isChecked ? amount : smaller(known.checked, amount),
        passedOn: isChecked ? on : known.passedOn,
        rooms: roomsWith(known, room),
      }));
    }
    case 'AmendmentRefused': {
      const { shipmentId, amendmentId, amount, rules } = data;
      return withRefusal(account, refusalKey(shipmentId, amendmentId), { amount, rules });
    }
    case 'CheckpointPassed':
      return changed(passed(withUse(account, data.approval), data.shipmentId), data.shipmentId, (known) => ({
        ...known,
        passedOn: data.on,
      }));
    case 'CheckpointRefused': {
      const { shipmentId, checkpoint, rules } = data;
      const amount = reservationOf(account, shipmentId)?.open ?? nil;
      return withRefusal(account, refusalKey(shipmentId, checkpoint), { amount, rules });
    }
    case 'ShipmentDispatched': {
      const { shipmentId, dispatchId, amount } = data;
      return changed(account, shipmentId, (known) => ({
        ...known,
        // A little more than was authorised may leave the yard, where the policy tolerates it.
        open: exceeds(amount, known.open) ? nil : minus(known.open, amount),
        uninvoiced: plus(known.uninvoiced, amount),
        dispatches: [...known.dispatches, [dispatchId, amount] as const],
      }));
    }
    case 'ReservationReleased':
      return changed(account, data.shipmentId, (known) => ({ ...known, open: nil, endedBy: data.reason }));
  }
};
