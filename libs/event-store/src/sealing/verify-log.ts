import type { Sql } from '@app/postgres/connect';
import type { EventStore, SealedEvent } from '../event-store';
import { BlockCheck } from './block-check';
import type { LogFault } from './log-fault';
import { BLOCK_EVENTS, LogTree } from './log-tree';
import { blocksFrom, lastBlock, type SealedBlock } from './seal-book';
import type { PublicKey, Statement } from './seal-keys';
import { sealedPages } from './sealed-pages';
import { SignatureCheck } from './signature-check';
import { StreamChains } from './stream-chains';

const FAULTS_MAX = 100;
const FAULTS_GATHERED_MAX = 10_000;
/** Blocks that are fetched at once: 32 KiB each. */
const BLOCKS_PAGE = 32;

/** What is held against the log besides itself; `root` comes from outside the database. */
export type Held = Readonly<{
  seals?: Sql;
  publicKey?: PublicKey | undefined;
  root?: Pick<Statement, 'events' | 'head'>;
}>;

export type LogVerdict = Readonly<{
  events: number;
  streams: number;
  /** The root over all events, as any other machine would compute it. */
  head: string;
  lastPosition: string | undefined;
  sealed: Readonly<{ blocks: number; events: number; signed: number }>;
  /** The first one first; no more than 100. */
  faults: readonly LogFault[];
}>;

type Store = Pick<EventStore, 'sealed' | 'head' | 'compare' | 'positionAfter'>;

/** The blocks as they were at the beginning: what is appended and sealed meanwhile is left to the next time. */
class BlockSource {
  private fetched: readonly SealedBlock[] = [];

  constructor(
    private readonly sql: Sql | undefined,
    readonly last: SealedBlock | undefined,
  ) {}

  async block(number: number): Promise<SealedBlock | undefined> {
    if (this.sql === undefined || this.last === undefined || number > this.last.number) return undefined;
    if (number === this.last.number) return this.last;
    const [first] = this.fetched;
    if (first === undefined || number >= first.number + BLOCKS_PAGE)
      this.fetched = await blocksFrom(this.sql, number, BLOCKS_PAGE);
    return this.fetched.find((block) => block.number === number);
  }
}

class LogCheck {
  readonly tree = new LogTree();
  readonly chains: StreamChains;
  readonly blocks: BlockCheck;
  readonly signatures: SignatureCheck;
  private last: SealedEvent | undefined;
  private headAtRoot: string | undefined;

  constructor(
    private readonly store: Store,
    private readonly source: BlockSource,
    private readonly held: Held,
    private readonly report: (fault: LogFault) => void,
  ) {
    this.chains = new StreamChains(report);
    this.blocks = new BlockCheck(report);
    this.signatures = new SignatureCheck(held.publicKey, report);
  }

  get lastPosition(): string | undefined {
    return this.last?.position;
  }

  async page(events: readonly SealedEvent[]): Promise<void> {
    this.inPlace(events);
    for (const event of events) {
      const { events: before } = this.tree;
      if (before % BLOCK_EVENTS === 0) await this.enter(before / BLOCK_EVENTS);
      this.tree.add(event.hash);
      this.chains.check(event, before + 1);
      this.blocks.check(event, this.tree);
      if (this.tree.events === this.held.root?.events) this.headAtRoot = this.tree.head();
      this.last = event;
    }
  }

  /** `head`: what the store said before the first event was read. */
  async end(head: string | undefined): Promise<void> {
    const { events } = this.tree;
    for (let number = Math.ceil(events / BLOCK_EVENTS); number <= (this.source.last?.number ?? -1); number++)
      await this.enter(number);
    this.blocks.end(events);
    this.signatures.end(this.source.last);
    const isShort = head !== undefined && (this.last === undefined || this.store.compare(this.last.position, head) < 0);
    if (isShort) this.report({ kind: 'cut-off', event: events + 1, by: 'head' });
    const now = await this.store.head();
    if (this.last !== undefined && (now === undefined || this.store.compare(this.last.position, now) > 0))
      this.report({ kind: 'inserted', event: events, ...placeOf(this.last), by: 'head' });
    this.endRoot(events);
  }

  private async enter(number: number): Promise<void> {
    const block = await this.source.block(number);
    if (block === undefined && number < (this.source.last?.number ?? -1))
      this.report({ kind: 'root-missing', event: number * BLOCK_EVENTS + 1, by: 'root', block: number });
    if (block !== undefined) this.signatures.check(block);
    this.blocks.enter(block, number === this.source.last?.number);
  }

  /** Positions sort as texts. Where they have no gaps, a page without one ends so many events behind the page before. */
  private inPlace(events: readonly SealedEvent[]): void {
    const { store, tree } = this;
    const end = store.positionAfter?.(this.last?.position, events.length);
    const isWhole = end === undefined || end === events.at(-1)?.position;
    let before = this.last?.position;
    for (const [index, event] of events.entries()) {
      const place = tree.events + index + 1;
      if (before !== undefined && before >= event.position)
        this.report({ kind: 'reordered', event: place, ...placeOf(event), by: 'position' });
      const expected = isWhole ? undefined : store.positionAfter?.(before, 1);
      if (expected !== undefined && expected < event.position)
        this.report({ kind: 'deleted', event: place, position: expected, by: 'position' });
      before = event.position;
    }
  }

  private endRoot(events: number): void {
    const { root } = this.held;
    if (root === undefined || root.events === 0) return;
    if (root.events > events) this.report({ kind: 'cut-off', event: events + 1, by: 'exported-root' });
    else if (this.headAtRoot !== root.head) this.report({ kind: 'changed', event: root.events, by: 'exported-root' });
  }
}

const placeOf = ({ position, stream, revision, id }: SealedEvent) => ({ position, stream, revision, id });

/** Reads the log once, from the first event to the last, and holds everything against it that there is. */
export const verifyLog = async (
  store: Store,
  held: Held,
  onProgress: (events: number) => void = () => undefined,
): Promise<LogVerdict> => {
  const faults: LogFault[] = [];
  const head = await store.head();
  const source = new BlockSource(held.seals, held.seals === undefined ? undefined : await lastBlock(held.seals));
  const check = new LogCheck(store, source, held, (fault) => {
    if (faults.length < FAULTS_GATHERED_MAX) faults.push(fault);
  });
  for await (const page of sealedPages(store)) {
    await check.page(page);
    onProgress(check.tree.events);
  }
  await check.end(head);
  return {
    events: check.tree.events,
    streams: check.chains.streams,
    head: check.tree.head(),
    lastPosition: check.lastPosition,
    sealed: {
      blocks: (source.last?.number ?? -1) + 1,
      events: source.last?.events ?? 0,
      signed: check.signatures.signed,
    },
    faults: faults.toSorted((a, b) => a.event - b.event).slice(0, FAULTS_MAX),
  };
};
