import type { Decider } from '@app/kernel/decider';
import { event } from '@app/kernel/message';
import { z } from 'zod';

// Three programs, each a year younger than the one before, over one and the same log. First they counted boxes, then
// pallets, which took a new name, and at last they wanted to know the weight.
const order = z.string();
const count = z.int();

const palletsOfBoxes = ({ boxes, ...rest }: { order: string; boxes: number }) => ({
  ...rest,
  pallets: Math.ceil(boxes / 8),
});
export const KG_A_PALLET = 400;
const weighed = (loaded: { order: string; pallets: number }) => ({
  ...loaded,
  weightKg: loaded.pallets * KG_A_PALLET,
});

const unloaded = event('TruckUnloaded', { order });

export const firstTruckEvent = z.discriminatedUnion('type', [event('BoxesLoaded', { order, boxes: count }), unloaded]);
export const secondTruckEvent = z.discriminatedUnion('type', [
  event('PalletsLoaded', { order, pallets: count }, { formerly: ['BoxesLoaded'], upcasts: [palletsOfBoxes] }),
  unloaded,
]);
export const truckOfOldEvent = z.discriminatedUnion('type', [
  event(
    'PalletsLoaded',
    { order, pallets: count, weightKg: count },
    { formerly: ['BoxesLoaded'], upcasts: [palletsOfBoxes, weighed] },
  ),
  unloaded,
]);
export type TruckOfOldEvent = z.infer<typeof truckOfOldEvent>;

/** What lies in the log for each version, as it was written by the program of its time. */
export const storedLoads = [
  { type: 'BoxesLoaded', data: { order: 'A', boxes: 17 }, version: 1 },
  { type: 'PalletsLoaded', data: { order: 'B', pallets: 2 }, version: 2 },
  { type: 'PalletsLoaded', data: { order: 'C', pallets: 1, weightKg: 350 }, version: 3 },
] as const;

export type Freight = Readonly<{ weightKg: number; orders: readonly string[] }>;
type Load = Readonly<{ order: string; pallets: number; weightKg: number }>;

/** The youngest of the programs. */
export const truckOfOld: Decider<Freight, Load, TruckOfOldEvent> = {
  category: 'truckOfOld',
  initial: { weightKg: 0, orders: [] },
  evolve: (freight, { type, data }) => {
    switch (type) {
      case 'PalletsLoaded':
        return { weightKg: freight.weightKg + data.weightKg, orders: [...freight.orders, data.order] };
      case 'TruckUnloaded':
        return { ...freight, orders: freight.orders.filter((each) => each !== data.order) };
    }
  },
  decide: (data) => [{ type: 'PalletsLoaded', data }],
};
