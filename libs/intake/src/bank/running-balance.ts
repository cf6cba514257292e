import { minus, plus, type Yuan } from '@app/kernel/yuan';
import type { Fault, Place } from './statement';

type Step = Readonly<{ place: Place; signed: Yuan; balance: Yuan }>;
type Checked = Readonly<{ opening?: Yuan; closing?: Yuan; faults: readonly Fault[] }>;

/** Where the balance after an entry is not the one before it and the entry. */
const breaks = (steps: readonly Step[]): Fault[] =>
  steps.flatMap(({ place, signed, balance }, index) => {
    const before = steps[index - 1]?.balance;
    const expected = before === undefined ? balance : plus(before, signed);
    return expected === balance
      ? []
      : [{ ...place, code: 'bank-running-balance' as const, facts: { expected, balance } }];
  });

/** Banks print the oldest entry first or the newest: whichever of the two holds better is meant. */
export const checkBalances = (steps: readonly Step[]): Checked => {
  const [upwards, downwards] = [breaks(steps), breaks([...steps].reverse())];
  const isDownwards = downwards.length < upwards.length;
  const inOrder = isDownwards ? [...steps].reverse() : steps;
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined) return { faults: [] };
  return {
    opening: minus(first.balance, first.signed),
    closing: last.balance,
    faults: isDownwards ? downwards : upwards,
  };
};
