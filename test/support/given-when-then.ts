import type { Decider } from '@app/kernel/decider';
import type { ProblemCode } from '@app/kernel/problem';

/** Reads like the rule it tests: given what happened, when this is asked, then that happens. */
export const specFor =
  <State, Command, Event>(decider: Decider<State, Command, Event>) =>
  (...given: readonly Event[]) => ({
    when: (command: Command) => {
      const decided = () => decider.decide(command, given.reduce(decider.evolve, decider.initial));
      return {
        decided,
        then: (...expected: readonly Event[]) => expect(decided()).toEqual(expected),
        thenNothing: () => expect(decided()).toEqual([]),
        /** For a command that makes no sense: it throws, and nothing is recorded. */
        thenProblem: (code: ProblemCode) => expect(decided).toThrow(expect.objectContaining({ code }) as Error),
      };
    },
  });
