import type { BusinessDate } from '@app/kernel/business-date';
import type { Reader } from './reader';

export type ExpiringReservation = Readonly<{ customerId: string; shipmentId: string; expiresOn: BusinessDate }>;

/** More than a calendar ends in one go; the rest is there the next time. */
const EXPIRING_MAX = 10_000;

/** Those that may no longer be dispatched on `on`: on the day on which it expires itself, a shipment still may. */
export const expiringReservations = (sql: Reader, on: BusinessDate): Promise<ExpiringReservation[]> =>
  sql<ExpiringReservation[]>`
    select customer_id as "customerId", shipment_id as "shipmentId", expires_on as "expiresOn"
    from read.reservation where expires_on < ${on} order by expires_on, customer_id, shipment_id limit ${EXPIRING_MAX}`;
