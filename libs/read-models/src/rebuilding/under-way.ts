import { setImmediate as turn } from 'node:timers/promises';

const TURNS_TO_LEAVE = 3;

/**
 * Lets what was just asked of the database leave. It leaves with the event loop, so it would otherwise still be here when
 * the work that is at hand is done, and the database idle meanwhile.
 */
export const underWay = async (): Promise<void> => {
  for (let turns = 0; turns < TURNS_TO_LEAVE; turns++) await turn();
};
