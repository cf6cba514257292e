import type { Sql } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import type { EventSource } from '../event-source';
import type { Follower } from '../follower';
import { lockCheckpoints, setRebuilt } from './checkpoints';

/** Larger than when following: nobody waits for the first row. */
const REBUILD_PAGE_MAX = 2_000;

export type Rebuilt = Readonly<{
  name: string;
  events: number;
  rows: number;
  /** The same before and after, unless the rows were wrong or their meaning has changed. */
  digestBefore: string;
  digestAfter: string;
}>;
type Rebuildable = Follower & Required<Pick<Follower, 'rebuildable'>>;

export const isRebuildable = (follower: Follower): follower is Rebuildable => follower.rebuildable !== undefined;

/**
 * Throws the rows away and builds them again from the log up to the checkpoint, in one transaction: readers see the old
 * rows until the new ones are all there. One that had stopped, or never started, is built up to the end of the log.
 */
export const rebuild = async (sql: Sql, source: EventSource, follower: Rebuildable): Promise<Rebuilt> => {
  const { name, prefixes, rebuildable } = follower;
  const end = await source.head();
  return transaction(sql, async (tx): Promise<Rebuilt> => {
    const [checkpoint] = await lockCheckpoints(tx, [name]);
    const until = checkpoint?.stopped === undefined ? (checkpoint?.position ?? end) : end;
    const digestBefore = await rebuildable.digest(tx);
    await rebuildable.reset(tx);
    let after: string | undefined;
    let count = 0;
    while (until !== undefined) {
      const page = await source.readAll({
        ...(after === undefined ? {} : { after }),
        prefixes,
        limit: REBUILD_PAGE_MAX,
      });
      const events = page.filter(({ position }) => source.compare(position, until) <= 0);
      if (events.length > 0) await follower.apply(events, tx);
      count += events.length;
      after = page.at(-1)?.position;
      if (page.length < REBUILD_PAGE_MAX || events.length < page.length) break;
    }
    await setRebuilt(tx, follower, until);
    const digestAfter = await rebuildable.digest(tx);
    return { name, events: count, rows: await rebuildable.rows(tx), digestBefore, digestAfter };
  });
};
