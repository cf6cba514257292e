/** A signal without data: whoever sleeps looks again. A signal that comes while nobody sleeps is kept for the next. */
export interface WakeUp {
  ring(): void;
  /** Until the next ring, or so many milliseconds. */
  sleep(ms: number): Promise<void>;
}

export const wakeUp = (): WakeUp => {
  let pending = false;
  let end: (() => void) | undefined;
  return {
    ring: () => {
      pending = true;
      end?.();
    },
    sleep: (ms) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          pending = false;
          end = undefined;
          resolve();
        };
        const timer = setTimeout(wake, ms);
        end = wake;
        if (pending) wake();
      }),
  };
};
