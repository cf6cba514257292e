import type { EventSource } from '../event-source';
import type { Log } from '../log';
import type { Lane } from './lane';
import type { Leadership } from './leadership';
import { textOf } from './passing-faults';
import { wakeUp } from './wake-up';

/** The net under the wake-up. */
const POLL_MS = 1_000;
/** How soon somebody who stands by takes over. */
const STANDBY_MS = 1_000;
const FAULT_FIRST_MS = 100;
const FAULT_MAX_MS = 10_000;

export type Background = Readonly<{ ring(): void; stop(): Promise<void> }>;

/** Follows the log in one lane for as long as this process leads it, and stands by for as long as another does. */
export const followInBackground = (
  lane: Lane,
  { source, leadership, log }: Readonly<{ source: EventSource; leadership: Leadership; log: Log }>,
): Background => {
  const bell = wakeUp();
  let stopping = false;
  const isStopping = (): boolean => stopping;
  let fault = 0;

  const step = async (): Promise<number> => {
    if (!(await leadership.claim(lane.name))) return STANDBY_MS;
    const head = await source.head();
    const advanced = await lane.advance(await lane.standing(), head);
    fault = 0;
    return advanced === 'moved' ? 0 : POLL_MS;
  };

  const run = async (): Promise<void> => {
    while (!isStopping()) {
      const rest = await step().catch((error: unknown) => {
        log(`read models (${lane.name}) wait: ${textOf(error)}`);
        return Math.min(FAULT_FIRST_MS * 2 ** fault++, FAULT_MAX_MS);
      });
      if (rest > 0 && !isStopping()) await bell.sleep(rest);
    }
  };
  const over = run();

  return {
    ring: () => {
      bell.ring();
    },
    stop: () => {
      stopping = true;
      bell.ring();
      return over;
    },
  };
};
