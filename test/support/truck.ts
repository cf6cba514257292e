import type { Decider } from '@app/kernel/decider';
import { event } from '@app/kernel/message';
import { z } from 'zod';

/** The smallest aggregate with something to run out of: a truck that takes so many pallets and no more. */
export const truckEvent = z.discriminatedUnion('type', [
  event('PalletsLoaded', { order: z.string(), pallets: z.int(), note: z.string().optional() }),
  event('PalletsRefused', { order: z.string(), pallets: z.int() }),
]);
export type TruckEvent = z.infer<typeof truckEvent>;
export type Truck = Readonly<{ loaded: number; orders: readonly string[] }>;
export type TruckCommand =
  Readonly<{ type: 'Load'; order: string; pallets: number; note?: string }> | Readonly<{ type: 'Depart' }>;

export const CAPACITY = 10;

export class TruckEmpty extends Error {}

const decide = (command: TruckCommand, { loaded, orders }: Truck): TruckEvent[] => {
  if (command.type === 'Depart') {
    if (loaded === 0) throw new TruckEmpty('an empty truck stays');
    return [];
  }
  const { order, pallets, note } = command;
  if (orders.includes(order)) return [];
  if (loaded + pallets > CAPACITY) return [{ type: 'PalletsRefused', data: { order, pallets } }];
  return [{ type: 'PalletsLoaded', data: { order, pallets, note } }];
};

const evolve = ({ loaded, orders }: Truck, { type, data }: TruckEvent): Truck => {
  switch (type) {
    case 'PalletsLoaded':
      return { loaded: loaded + data.pallets, orders: [...orders, data.order] };
    case 'PalletsRefused':
      return { loaded, orders };
  }
};

export const truck: Decider<Truck, TruckCommand, TruckEvent> = {
  category: 'truck',
  initial: { loaded: 0, orders: [] },
  evolve,
  decide,
};

export const load = (order: string, pallets: number) => ({
  decider: truck,
  schema: truckEvent,
  id: 'T-1',
  command: { type: 'Load', order, pallets } as TruckCommand,
  metadata: { by: 'yard' },
});
export const depart = { ...load('', 0), command: { type: 'Depart' } as TruckCommand };
