import type { Part } from '../sharing/checkpoints';
import { byPosition, unitsIn } from '../sharing/standing';
import type { Lane } from './lane';
import { wakeUp } from './wake-up';

/** Pauses between two looks at what another process leads; the work of this one wakes by itself. */
const LOOK_FIRST_MS = 5;
const LOOK_MAX_MS = 100;

type Waiter = Readonly<{ position: string; answer: (reached: boolean) => void; deadline: number }>;

/** However many wait for the read models to come past a position, the checkpoints are read by one. */
export class Watch {
  private readonly bell = wakeUp();
  private readonly waiters = new Set<Waiter>();
  private isLooking = false;

  constructor(private readonly lane: Lane) {}

  ring(): void {
    if (this.waiters.size > 0) this.bell.ring();
  }

  reached(position: string, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        position,
        deadline: performance.now() + timeoutMs,
        answer: (reached) => {
          this.waiters.delete(waiter);
          resolve(reached);
        },
      };
      this.waiters.add(waiter);
      if (this.isLooking) this.bell.ring();
      else this.look().catch(reject);
    });
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    try {
      for (let pause = LOOK_FIRST_MS; this.waiters.size > 0; pause = Math.min(pause * 2, LOOK_MAX_MS)) {
        // A fault of the machine that time mends is not told: whoever waits is told when the time is up.
        const parts = await this.lane.standing().catch(() => []);
        this.tell(parts);
        const nearest = Math.min(...[...this.waiters].map(({ deadline }) => deadline)) - performance.now();
        if (this.waiters.size > 0) await this.bell.sleep(Math.max(1, Math.min(pause, nearest)));
      }
    } finally {
      this.isLooking = false;
    }
  }

  private tell(parts: readonly Part[]): void {
    const units = unitsIn(parts, this.lane.names);
    const furthestBehind = units.map(({ position }) => position).sort(byPosition)[0] ?? null;
    const now = performance.now();
    for (const { position, answer, deadline } of [...this.waiters]) {
      const isStopped = units.some((unit) => unit.stopped !== undefined && byPosition(unit.position, position) < 0);
      if (units.length > 0 && byPosition(furthestBehind, position) >= 0) answer(true);
      else if (now >= deadline || isStopped) answer(false);
    }
  }
}
