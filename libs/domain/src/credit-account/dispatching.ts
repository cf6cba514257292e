import { addDays, isBefore } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { exceeds, plus, total } from '@app/kernel/yuan';
import type { CreditAccount } from './account';
import { passingCheckpoint, tolerated, type Passing } from './amending';
import type { DispatchShipment } from './commands';
import type { CreditAccountEvent } from './events';
import { receivableOf } from './items';
import { agreementOn } from './limit';
import { requireReservation, requireRunning } from './shipping';

const NO_CHECKPOINT: Passing = { isPassed: true, events: [] };

/** Whether the receivable is the one that this very dispatch opened. */
const isOpenedBy = ({ data }: DispatchShipment, account: CreditAccount): boolean => {
  const { receivableId, shipmentId, amount, invoiceDate, dueDate } = data;
  if (receivableId === undefined) return true;
  const receivable = receivableOf(account, receivableId);
  return (
    receivable?.shipmentId === shipmentId &&
    receivable.amount === amount &&
    (invoiceDate ?? receivable.invoiceDate) === receivable.invoiceDate &&
    (dueDate ?? receivable.dueDateAtFirst) === receivable.dueDateAtFirst
  );
};

const invoicing = ({ data }: DispatchShipment, account: CreditAccount, receivableId: string): CreditAccountEvent[] => {
  const { customerId, shipmentId, amount, on } = data;
  if (receivableOf(account, receivableId) !== undefined)
    throw new Problem('same-id-other-content', { id: receivableId, before: '', now: amount });
  const invoiceDate = data.invoiceDate ?? on;
  const dueDate = data.dueDate ?? addDays(invoiceDate, agreementOn(account.agreement, on)?.termDays ?? 0);
  if (isBefore(dueDate, invoiceDate)) throw new Problem('due-before-invoice', { dueDate, invoiceDate });
  const opened = { customerId, receivableId, amount, invoiceDate, dueDate, shipmentId, on };
  return [{ type: 'ReceivableOpened', data: opened }];
};

/**
 * What is authorised is never refused for want of limit. The goods-issue checkpoint may stop it for other reasons, if
 * the policy has one; that is an answer, and the goods stay reserved.
 */
export const dispatchShipment = (command: DispatchShipment, account: CreditAccount): readonly CreditAccountEvent[] => {
  const { data } = command;
  const { customerId, shipmentId, dispatchId, amount, check, receivableId, on } = data;
  const reservation = requireReservation(account, shipmentId);
  const before = reservation.dispatches.find(([id]) => id === dispatchId)?.[1];
  if (before === amount && isOpenedBy(command, account)) return [];
  if (before !== undefined) throw new Problem('same-id-other-content', { id: dispatchId, before, now: amount });
  requireRunning(account, shipmentId, on);
  if (reservation.isPlanned === true) throw new Problem('call-off-first', { shipment: shipmentId });
  const inAll = plus(amount, total(reservation.dispatches.map(([, dispatched]) => dispatched)));
  const isWithinTolerance = check !== undefined && !exceeds(inAll, tolerated(reservation.checked, check.policy));
  if (exceeds(amount, reservation.open) && !isWithinTolerance)
    throw new Problem('dispatch-above-authorised', { amount, authorised: reservation.open, shipment: shipmentId });

  const invoiced = receivableId === undefined ? [] : invoicing(command, account, receivableId);
  const { isPassed, events: checked } =
    check === undefined
      ? NO_CHECKPOINT
      : passingCheckpoint({ ...check, customerId, shipmentId, checkpoint: 'goods-issue', on }, account, reservation);
  if (!isPassed) return checked;
  return [
    ...checked,
    { type: 'ShipmentDispatched', data: { customerId, shipmentId, dispatchId, amount, on } },
    ...invoiced,
  ];
};
