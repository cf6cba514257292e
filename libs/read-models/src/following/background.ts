import type { EventSource } from '../event-source';
import type { Log } from '../log';
import { LOOK_MS, type Crew } from '../sharing/crew';
import type { Lane } from './lane';
import { textOf } from './passing-faults';
import { wakeUp } from './wake-up';

const FAULT_FIRST_MS = 100;
const FAULT_MAX_MS = 10_000;

export type Background = Readonly<{ ring(): void; stop(): Promise<void> }>;

/** Follows the log in those parts of a lane that this process leads, for as long as it does. */
export const followInBackground = (
  lane: Lane,
  { source, crew, log }: Readonly<{ source: EventSource; crew: Crew; log: Log }>,
): Background => {
  const bell = wakeUp();
  let stopping = false;
  const isStopping = (): boolean => stopping;
  let fault = 0;
  let looked = -Infinity;

  const look = async (): Promise<void> => {
    if (performance.now() - looked < LOOK_MS) return;
    await crew.share(lane.name);
    looked = performance.now();
  };

  const step = async (): Promise<number> => {
    await look();
    const [standing, head] = await Promise.all([lane.standing(), source.head()]);
    const me = crew.me();
    const led = standing.filter(({ owner }) => owner !== null && owner === me);
    const advanced = await lane.advance(led, head);
    fault = 0;
    return advanced === 'moved' ? 0 : LOOK_MS;
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
