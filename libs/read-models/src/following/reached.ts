import { setTimeout as pause } from 'node:timers/promises';
import type { EventSource } from '../event-source';

/** How far each has come, and whether it goes on. */
type Standing = readonly Readonly<{ position: string | undefined; stopped?: unknown }>[];

/** Pause between two looks at how far the read models have come. */
const LOOK_AGAIN_MS = 5;

/**
 * Waits until all have passed a position. However many wait, one looks for all of them, and none of them holds a
 * connection meanwhile.
 */
export const lookout = (look: () => Promise<Standing>, { compare }: Pick<EventSource, 'compare'>) => {
  let looking: Promise<Standing> | undefined;
  const shared = (): Promise<Standing> => {
    looking ??= look().finally(() => (looking = undefined));
    return looking;
  };
  return async (position: string, timeoutMs: number): Promise<boolean> => {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const behind = (await shared()).filter(({ position: at }) => at === undefined || compare(at, position) < 0);
      if (behind.length === 0) return true;
      // What has stopped does not come any further by waiting.
      if (behind.some(({ stopped }) => stopped !== undefined) || Date.now() >= deadline) return false;
      await pause(LOOK_AGAIN_MS);
    }
  };
};
