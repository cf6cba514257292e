import type { CommandBus } from '@nestjs/cqrs';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { Tick } from '@app/cqrs/tick.command';

/** How often the worker looks whether a new business day has begun. */
const LOOK_MS = 60_000;

export interface Worker {
  stop(): Promise<void>;
}

/**
 * Does the steps of each business day once the day has begun, and at start those that were missed meanwhile. Every
 * step is done once whoever asks, so several workers may do this side by side.
 */
export const startDayWorker = (bus: CommandBus, clock: BusinessClock, log: (line: string) => void): Worker => {
  let lastDay: string | undefined;
  let running: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    const today = clock.today();
    if (today === lastDay) return;
    try {
      const { steps, late } = await bus.execute(new Tick(today));
      const done = Object.entries(steps).map(([step, times]) => `${step} ${times}`);
      if (done.length > 0) log(`${today}: ${done.join(', ')}${late > 0 ? ` (${late} late)` : ''}`);
      lastDay = today;
    } catch (error) {
      log(`${today}: ${error instanceof Error ? error.message : String(error)}; once more in ${LOOK_MS / 1000} s`);
    }
  };

  const begin = () => (running = running.then(look));
  void begin();
  const timer = setInterval(() => void begin(), LOOK_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
