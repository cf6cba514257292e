import { readEvent } from '@app/kernel/event-versions';
import type { Desk } from '@app/cqrs/start-desk';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { followUpEvent } from '@app/domain/follow-up/events';

const PAGE = 5_000;

export type Stopped = Readonly<{
  /** Every customer whose shipments were ever held, and those held at the end. */
  held: string[];
  heldAtEnd: string[];
  blacklisted: string[];
  /** Steps by kind as they stand in the log: what was done at once on the day of dispatch is among them. */
  steps: Record<string, number>;
}>;

/** Reads the log itself, from the beginning: who was held and blacklisted, and how often each step was done. */
export const whoWasStopped = async ({ store }: Pick<Desk, 'store'>): Promise<Stopped> => {
  const held = new Set<string>();
  const holds = new Map<string, Set<string>>();
  const blacklisted = new Set<string>();
  const steps: Record<string, number> = {};
  for (let after: string | undefined; ;) {
    const page = await store.readAll({
      prefixes: ['creditAccount-', 'followUp-'],
      limit: PAGE,
      ...(after && { after }),
    });
    for (const stored of page) {
      if (stored.stream.startsWith('followUp-')) {
        const { type, data } = readEvent(followUpEvent, stored);
        if (type === 'StepDone') steps[data.step] = (steps[data.step] ?? 0) + 1;
        continue;
      }
      const { type, data } = readEvent(creditAccountEvent, stored);
      if (type === 'CustomerBlacklisted') blacklisted.add(data.customerId);
      if (type === 'ShipmentsHeld') {
        held.add(data.customerId);
        holds.set(data.customerId, new Set([...(holds.get(data.customerId) ?? []), data.receivableId]));
      }
      if (type === 'HoldLifted') holds.get(data.customerId)?.delete(data.receivableId);
    }
    after = page.at(-1)?.position;
    if (page.length < PAGE) break;
  }
  const heldAtEnd = [...holds].filter(([, causes]) => causes.size > 0).map(([customer]) => customer);
  return { held: [...held].sort(), heldAtEnd: heldAtEnd.sort(), blacklisted: [...blacklisted].sort(), steps };
};
