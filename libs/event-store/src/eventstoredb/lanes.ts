import type { CheckedAppend } from '../checked-append';
import type { Appended } from '../event-store';
import { busy, closed } from '../store-errors';
import { Lane, type LaneParts } from './lane';
import { Waiting } from './waiting';

export const APPEND_TIMEOUT_MS = 10_000;
const QUEUE_MAX = 10_000;
const QUEUE_BYTES_MAX = 64 * 1_048_576;
/** Streams that are written to at the same moment. */
const IN_FLIGHT_MAX = 64;

export type LaneLimits = Readonly<{ queueMax?: number; inFlightMax?: number }>;

/** Every stream has its lane; so many of them move at a time, the others wait for their turn. */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly turns: (readonly [stream: string, lane: Lane])[] = [];
  private readonly running = new Set<Promise<void>>();
  private readonly queueMax: number;
  private readonly inFlightMax: number;
  private waiting = 0;
  private bytes = 0;
  private isClosed = false;

  constructor(
    private readonly parts: LaneParts,
    { queueMax = QUEUE_MAX, inFlightMax = IN_FLIGHT_MAX }: LaneLimits = {},
  ) {
    this.queueMax = queueMax;
    this.inFlightMax = inFlightMax;
  }

  async add(append: CheckedAppend, timeoutMs: number = APPEND_TIMEOUT_MS): Promise<Appended> {
    if (this.isClosed) throw closed();
    if (this.waiting >= this.queueMax || this.bytes + append.bytes > QUEUE_BYTES_MAX) throw busy();
    const waiting = new Waiting(append, timeoutMs);
    this.waiting += 1;
    this.bytes += append.bytes;
    this.laneOf(append.stream).push(waiting);
    this.move();
    try {
      return await waiting.answer;
    } finally {
      this.waiting -= 1;
      this.bytes -= append.bytes;
    }
  }

  /** Refuses what comes from now on and waits for what is under way. */
  async close(): Promise<void> {
    this.isClosed = true;
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private laneOf(stream: string): Lane {
    const known = this.lanes.get(stream);
    if (known !== undefined) return known;
    const lane = new Lane(stream, this.parts);
    this.lanes.set(stream, lane);
    this.turns.push([stream, lane]);
    return lane;
  }

  private move(): void {
    while (this.running.size < this.inFlightMax) {
      const next = this.turns.shift();
      if (next === undefined) return;
      const [stream, lane] = next;
      const run = lane
        .run(() => this.lanes.delete(stream))
        .finally(() => {
          this.running.delete(run);
          this.move();
        });
      this.running.add(run);
    }
  }
}
