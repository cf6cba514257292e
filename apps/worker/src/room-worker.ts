import type { CommandBus } from '@nestjs/cqrs';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { ReviewGroups } from '@app/cqrs/groups/review-groups.command';
import type { Worker } from './day-worker';

/** A shipment takes its room for milliseconds; one that is there at two looks in a row is of an attempt that was cut off. */
const LOOK_MS = 60_000;

/** Ends rooms that groups gave to shipments of which nobody knows the outcome; several workers may do this side by side. */
export const startRoomWorker = (bus: CommandBus, clock: BusinessClock, log: (line: string) => void): Worker => {
  let seen: ReadonlySet<string> = new Set();
  let running: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    try {
      const { ended, open } = await bus.execute(new ReviewGroups(clock.today(), { seen, withMembers: false }));
      seen = new Set(open);
      if (ended > 0) log(`${clock.today()}: ${ended} rooms of groups ended that had been left half way`);
    } catch (error) {
      log(`groups: ${error instanceof Error ? error.message : String(error)}; once more in ${LOOK_MS / 1000} s`);
    }
  };

  const timer = setInterval(() => void (running = running.then(look)), LOOK_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
