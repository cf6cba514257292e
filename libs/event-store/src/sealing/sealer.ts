import type { Sql, Transaction } from '@app/postgres/connect';
import { transaction } from '@app/postgres/transaction';
import type { EventStore, SealedEvent } from '../event-store';
import { BLOCK_EVENTS, LogTree } from './log-tree';
import { blockBefore, lastBlock, moveBlock, type SealedBlock, rootsBetween, writeBlock } from './seal-book';
import type { SealKeys } from './seal-keys';

const LOCK = 'xay-seal';
/** What one transaction seals at most, so that none stays open for long. */
const STEP_EVENTS = 4 * BLOCK_EVENTS;

/** The log does not hold any more what was sealed. Nothing more is sealed over it until somebody has looked. */
export class SealBroken extends Error {
  constructor(readonly block: number) {
    super(`the log no longer holds what root ${block} covers: xay verify says what has changed`);
    this.name = 'SealBroken';
  }
}

export type Sealing = Readonly<{ store: Pick<EventStore, 'sealed'>; sql: Sql; keys: SealKeys; now: () => Date }>;

const hashesOf = (events: readonly SealedEvent[]): readonly string[] => events.map(({ hash }) => hash);
const beginsWith = (events: readonly SealedEvent[], { hashes }: SealedBlock): boolean =>
  hashes.every((hash, index) => events[index]?.hash === hash);

/** Seals what has been appended since the last root. Where the log stands is in the database, so anybody may go on. */
export class Sealer {
  /** Roots do not change once their block is full, so they are fetched once. */
  private roots: string[] = [];
  /** Roots do not go away either: whoever takes one away wants another one over other events. */
  private seen: Pick<SealedBlock, 'number' | 'events'> = { number: 0, events: 0 };

  constructor(private readonly sealing: Sealing) {}

  /** Resolves when the end of the log is sealed or somebody else is at it. Rejects with `SealBroken`. */
  async seal(isStopping: () => boolean = () => false): Promise<void> {
    while (!isStopping() && (await transaction(this.sealing.sql, (tx) => this.step(tx))));
  }

  /** Whether more is to be done. */
  private async step(tx: Transaction): Promise<boolean> {
    const [lock] = await tx<{ got: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended(${LOCK}, 0)) as got`;
    if (lock?.got !== true) return false;
    const last = await lastBlock(tx);
    if ((last?.events ?? 0) < this.seen.events) throw new SealBroken(this.seen.number);
    if (last !== undefined) this.seen = { number: last.number, events: last.events };
    const events = await this.eventsFrom(await blockBefore(tx, last?.number ?? 0));
    if (last !== undefined && !beginsWith(events, last)) {
      await this.findAgain(tx);
      return true;
    }
    if (last === undefined || events.length > last.hashes.length || !this.isSigned(last))
      await this.write(tx, last?.number ?? 0, events, last);
    return events.length === STEP_EVENTS;
  }

  private eventsFrom(before: Pick<SealedBlock, 'lastPosition'> | undefined): Promise<readonly SealedEvent[]> {
    return this.sealing.store.sealed({
      limit: STEP_EVENTS,
      ...(before !== undefined && { after: before.lastPosition }),
    });
  }

  private isSigned({ keyId }: SealedBlock): boolean {
    const { signStatement, publicKey } = this.sealing.keys;
    return signStatement === undefined || keyId === publicKey?.keyId;
  }

  private async write(
    tx: Transaction,
    first: number,
    events: readonly SealedEvent[],
    last: SealedBlock | undefined,
  ): Promise<void> {
    this.roots = this.roots.slice(0, first);
    this.roots.push(...(await rootsBetween(tx, this.roots.length, first)));
    const tree = LogTree.behind(this.roots);
    for (let start = 0; start < events.length; start += BLOCK_EVENTS) {
      const covered = events.slice(start, start + BLOCK_EVENTS);
      for (const { hash } of covered) tree.add(hash);
      const block = this.blockOf(first + start / BLOCK_EVENTS, covered, tree);
      const isThere = block.number === last?.number && block.events === last.events && this.isSigned(last);
      if (!isThere) await writeBlock(tx, block);
    }
  }

  private blockOf(number: number, events: readonly SealedEvent[], tree: LogTree): SealedBlock {
    const { keys, now } = this.sealing;
    const statement = { events: tree.events, head: tree.head(), sealedAt: now().toISOString() };
    return {
      number,
      ...statement,
      firstPosition: events[0]?.position ?? '',
      lastPosition: events.at(-1)?.position ?? '',
      hashes: hashesOf(events),
      root: tree.blockRoot(),
      keyId: undefined,
      signature: undefined,
      ...keys.signStatement?.(statement),
    };
  }

  /** The log may have moved to another store, which gives other positions; then every block is found again, in order. */
  private async findAgain(tx: Transaction): Promise<void> {
    let before: Pick<SealedBlock, 'lastPosition'> | undefined;
    for (let number = 0; ; number++) {
      const block = await blockBefore(tx, number + 1);
      if (block?.number !== number) return;
      const events = (await this.eventsFrom(before)).slice(0, block.hashes.length);
      if (!beginsWith(events, block)) throw new SealBroken(number);
      const [firstPosition, lastPosition] = [events[0]?.position ?? '', events.at(-1)?.position ?? ''];
      await moveBlock(tx, number, firstPosition, lastPosition);
      before = { lastPosition };
    }
  }
}
