const ENDINGS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Ending = keyof typeof ENDINGS;
export type EndedBySignal = (typeof ENDINGS)[Ending];

/** Somebody stopped the command: no fault to speak of, and the exit code that shells give to it. */
export class Interrupted extends Error {
  constructor(readonly exitCode: EndedBySignal) {
    super('interrupted');
  }
}

export type Interruption = Readonly<{
  /** Does the work, unless a signal came or comes: then it is left where it is, and `Interrupted` is thrown. */
  unlessStopped: <Result>(work: () => Promise<Result>) => Promise<Result>;
  forget: () => void;
}>;

const stopping = () => {
  let stop: (reason: Interrupted) => void = () => undefined;
  const promise = new Promise<never>((_, reject) => (stop = reject));
  // Nobody may be waiting yet when the signal comes.
  promise.catch(() => undefined);
  return { promise, stop };
};

/**
 * Until it is forgotten, the first signal does not end this program on the spot but brings it to its `finally`, where it
 * takes away what it has put up for itself. The second ends it.
 */
export const interruptible = (): Interruption => {
  const { promise: stopped, stop } = stopping();
  let isSecond = false;
  const forgets = (Object.keys(ENDINGS) as Ending[]).map((name) => {
    // It stays on after the first signal: whoever finds nobody else listening ends the program (see embedded/server.ts).
    const onSignal = (): void => {
      if (isSecond) process.exit(ENDINGS[name]);
      isSecond = true;
      stop(new Interrupted(ENDINGS[name]));
    };
    process.on(name, onSignal);
    return () => void process.removeListener(name, onSignal);
  });
  return {
    unlessStopped: async (work) => {
      await Promise.race([stopped, Promise.resolve()]);
      return Promise.race([stopped, work()]);
    },
    forget: () => {
      for (const forget of forgets) forget();
    },
  };
};
