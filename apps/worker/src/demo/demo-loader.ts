import { Inject, Injectable } from '@nestjs/common';
import type { DemoState } from '@app/contracts/desk';
import { businessClock, handMovedClock, type BusinessClock } from '@app/cqrs/business-clock';
import type { DeskParts } from '@app/cqrs/desk.module';
import { startDesk } from '@app/cqrs/start-desk';
import { BUSINESS_CLOCK, DESK_BESIDE, EVENT_STORE, FOLLOWERS } from '@app/cqrs/tokens';
import { customerEvent } from '@app/domain/customer/events';
import type { EventStore } from '@app/event-store/event-store';
import type { BusinessDate } from '@app/kernel/business-date';
import { readEvent } from '@app/kernel/event-versions';
import type { Followers } from '@app/read-models/runner';
import { playYear, storyEnding, type Size } from './demo-year';

/** How often the terminal hears how far the year has come. */
const SAID_EVERY = 10;

type Progress = Readonly<{ state: 'loading' | 'loaded'; done: number; of: number; day?: BusinessDate }>;

/**
 * Loads the made-up year into an empty store, in the background and once. It writes through a desk of its own whose
 * clock it moves, so that everything is recorded when it happened in the story.
 */
@Injectable()
export class DemoLoader {
  private progress: Progress | undefined;
  private running: Promise<void> = Promise.resolve();
  private interrupted = false;

  constructor(
    @Inject(DESK_BESIDE) private readonly openBeside: DeskParts['beside'],
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(FOLLOWERS) private readonly followers: Followers,
  ) {}

  /** `loaded` when demo customers are there, also when an earlier load was cut short. */
  async state(): Promise<DemoState> {
    if (this.progress !== undefined) return { ...this.progress };
    if ((await this.store.head()) === undefined) return { state: 'offered', done: 0, of: 0 };
    const [first] = await this.store.readAll({ prefixes: ['customer-'], limit: 1 });
    const event = first === undefined ? undefined : readEvent(customerEvent, first);
    const isDemo = event?.type === 'CustomerRegistered' && event.data.demo === true;
    return { state: isDemo ? 'loaded' : 'not-empty', done: 0, of: 0 };
  }

  /** Starts loading when the store is empty, and says at once how things stand. */
  async begin(size: Size = {}): Promise<DemoState> {
    const before = await this.state();
    // Between this look and the next line nothing waits, so that two who ask at once start it once.
    if (before.state !== 'offered' || this.progress !== undefined || this.interrupted) return this.state();
    const year = storyEnding(this.clock.today(), size);
    this.progress = { state: 'loading', done: 0, of: year.days, day: year.firstDay };
    this.running = this.load(year).catch((error: unknown) => {
      this.say(`demo data stopped: ${error instanceof Error ? error.message : String(error)}`);
      this.progress = undefined;
    });
    return this.state();
  }

  /** Resolves when no load is under way, however it ended. */
  finished(): Promise<void> {
    return this.running;
  }

  /** Ends the story with the day that is being played. */
  interrupt(): void {
    this.interrupted = true;
  }

  private async load(year: ReturnType<typeof storyEnding>): Promise<void> {
    const began = performance.now();
    // Reactions write too: they have to do so on the story's clock, hence through the demo's own followers.
    await this.followers.stop();
    const moved = handMovedClock();
    // The last day is today, and its opening hour may still lie ahead.
    const clock = businessClock(() => new Date(Math.min(moved.now().getTime(), this.clock.now().getTime())));
    const log = (line: string) => this.say(line);
    try {
      const desk = await startDesk(await this.openBeside({ clock, log }));
      try {
        await playYear(year, { desk, moveTo: moved.moveTo, onDay: (day, done) => this.reached(day, done, year.days) });
      } finally {
        await desk.close();
      }
    } finally {
      await this.followers.start();
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    this.say(`demo data ${this.interrupted ? 'cut short' : 'loaded'}: ${year.dealers} dealers, ${seconds} s`);
    this.progress = this.interrupted
      ? undefined
      : { state: 'loaded', done: year.days, of: year.days, day: year.lastDay };
  }

  private reached(day: BusinessDate, done: number, of: number): boolean {
    if (this.interrupted) return false;
    this.progress = { state: 'loading', done, of, day };
    const tenth = Math.floor((done * SAID_EVERY) / of);
    if (tenth > Math.floor(((done - 1) * SAID_EVERY) / of)) this.say(`demo data ${tenth * SAID_EVERY} % ${day}`);
    return true;
  }

  private say(line: string): void {
    process.stderr.write(`${line}\n`);
  }
}
