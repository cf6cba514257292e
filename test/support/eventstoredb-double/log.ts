export type Proposal = Readonly<{ id: string; type: string; isJson: boolean; data: Buffer; metadata: Buffer }>;
export type Kept = Proposal & Readonly<{ stream: string; revision: number; position: bigint; createdMs: number }>;
export type Expected = number | 'any' | 'no_stream' | 'stream_exists';
export type Result =
  | Readonly<{ kind: 'written'; revision: number; position: bigint | undefined }>
  | Readonly<{ kind: 'wrong'; current: number | undefined }>
  | Readonly<{ kind: 'deleted' }>;

const FIRST_POSITION = 1_000n;
const HEADER_BYTES = 64;

/** The server's log and its rules: optimistic concurrency, idempotency, positions with gaps. It is kept through a crash. */
export class DoubleLog {
  readonly all: Kept[] = [];
  private readonly streams = new Map<string, Kept[]>();
  private readonly deleted = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private tail = FIRST_POSITION;

  events(stream: string): readonly Kept[] {
    return this.streams.get(stream) ?? [];
  }

  isDeleted(stream: string): boolean {
    return this.deleted.has(stream);
  }

  tombstone(stream: string): void {
    this.deleted.add(stream);
  }

  append(stream: string, expected: Expected, proposals: readonly Proposal[]): Result {
    if (this.deleted.has(stream)) return { kind: 'deleted' };
    const past = this.events(stream);
    const current = past.at(-1)?.revision;
    const repeated = this.repeated(past, expected, proposals);
    if (repeated !== undefined) return { kind: 'written', revision: repeated.revision, position: undefined };
    if (!this.agrees(expected, current)) return { kind: 'wrong', current };
    for (const proposal of proposals) this.keep(stream, proposal);
    const last = this.all.at(-1);
    for (const listener of [...this.listeners]) listener();
    return { kind: 'written', revision: last?.revision ?? 0, position: last?.position };
  }

  /** Something that the server writes for itself, as it does all the time. */
  writeStatistics(): void {
    const data = Buffer.from('{"proc-cpu":1}');
    this.append('$stats-127.0.0.1:2113', 'any', [
      { id: crypto.randomUUID(), type: '$statsCollected', isJson: true, data, metadata: Buffer.alloc(0) },
    ]);
  }

  /** Returns how to hear no more. */
  onGrowth(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** The last of the events when exactly these were written before, at exactly this place or, with `any`, wherever. */
  private repeated(past: readonly Kept[], expected: Expected, proposals: readonly Proposal[]): Kept | undefined {
    const place =
      expected === 'no_stream'
        ? 0
        : typeof expected === 'number'
          ? expected + 1
          : past.findIndex(({ id }) => id === proposals[0]?.id);
    const there = place < 0 ? [] : past.slice(place, place + proposals.length);
    return proposals.every(({ id }, index) => there[index]?.id === id) ? there.at(-1) : undefined;
  }

  private agrees(expected: Expected, current: number | undefined): boolean {
    if (expected === 'any') return true;
    if (expected === 'no_stream') return current === undefined;
    return expected === 'stream_exists' ? current !== undefined : current === expected;
  }

  private keep(stream: string, proposal: Proposal): void {
    const past = this.streams.get(stream) ?? [];
    this.streams.set(stream, past);
    const kept = { ...proposal, stream, revision: past.length, position: this.tail, createdMs: Date.now() };
    this.tail += BigInt(HEADER_BYTES + proposal.data.length + proposal.metadata.length + stream.length);
    past.push(kept);
    this.all.push(kept);
  }
}
