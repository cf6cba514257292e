import { creditAccountEvent } from '@app/domain/credit-account/events';
import { keepUp } from '@app/domain/credit-group/keeping-up';
import type { StoredEvent } from '@app/event-store/event-store';
import { businessDate, type BusinessDate } from '@app/kernel/business-date';
import { readEvent } from '@app/kernel/event-versions';
import type { Transaction } from '@app/postgres/connect';
import { keepMembership, membershipsAmong } from '@app/read-models/queries/group-membership';
import type { Policies } from '../policies';
import type { GroupSagas } from './group-sagas';

const ACCOUNT = 'creditAccount-';

type Touched = { readonly groups: Set<string>; now: string | undefined; on: BusinessDate; causation: string };

const dayOf = ({ data }: StoredEvent): BusinessDate => businessDate.parse((data as { on: unknown }).on);

/**
 * Whatever moves the exposure of a member's account reaches its group: at least once, as the figure at a revision, so that
 * saying it twice or late changes nothing. Who is in which group is kept in rows beside the follower's own place in the
 * log, so a page costs one look at them, and a customer without a group nothing more.
 */
export const groupExposures = (sagas: GroupSagas, { check }: Policies) => {
  const touchedBy = async (events: readonly StoredEvent[], tx: Transaction): Promise<Map<string, Touched>> => {
    const ofAccounts = events.filter(({ stream }) => stream.startsWith(ACCOUNT));
    const customerOf = ({ stream }: StoredEvent) => stream.slice(ACCOUNT.length);
    if (ofAccounts.length === 0) return new Map();
    const memberships = await membershipsAmong(tx, [...new Set(ofAccounts.map(customerOf))]);
    const touched = new Map<string, Touched>();
    for (const stored of ofAccounts) {
      const customerId = customerOf(stored);
      const known = touched.get(customerId);
      const before = known === undefined ? memberships.get(customerId) : known.now;
      const moves = stored.type === 'GroupJoined' || stored.type === 'GroupLeft';
      if (before === undefined && known === undefined && !moves) continue;
      const entry: Touched = known ?? { groups: new Set(), now: before, on: dayOf(stored), causation: stored.id };
      if (before !== undefined) entry.groups.add(before);
      if (moves) {
        const { type, data } = readEvent(creditAccountEvent, stored);
        if (type === 'GroupJoined') entry.groups.add((entry.now = data.groupId));
        else entry.now = undefined;
      }
      touched.set(customerId, Object.assign(entry, { on: dayOf(stored), causation: stored.id }));
    }
    return touched;
  };

  return async (events: readonly StoredEvent[], tx: Transaction): Promise<void> => {
    const touched = [...(await touchedBy(events, tx))];
    await Promise.all(
      touched.map(async ([customerId, { groups, on, causation }]) => {
        for (const groupId of groups)
          await sagas.carryOut(keepUp({ groupId, customerId, on, counting: check.policy }), {
            by: 'reactions',
            causation,
          });
      }),
    );
    for (const [customerId, { now }] of touched) await keepMembership(tx, customerId, now);
  };
};
