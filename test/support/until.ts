import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something that is going to happen; fails when it does not. */
export const until = async (holds: () => boolean | Promise<boolean>, withinMs = 8_000): Promise<void> => {
  for (const end = Date.now() + withinMs; !(await holds()); await sleep(5))
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain for ${holds.toString()}`);
};
