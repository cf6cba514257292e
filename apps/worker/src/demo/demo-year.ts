import { Tick } from '@app/cqrs/tick.command';
import type { Desk } from '@app/cqrs/start-desk';
import { addDays, addMonths, daysBetween, type BusinessDate } from '@app/kernel/business-date';
import { CollectorsDesk } from './acts/collecting';
import { apply } from './acts/applying';
import { castFor, type Story } from './cast/dealers';
import { DealerStory } from './dealer-story';
import { workday } from './season';

const DEMO_SEED = 20_260_301;
const DEMO_DEALERS = 120;

/** A year as it is shown; a test may want less. */
export type Size = Readonly<{ dealers?: number; months?: number; seed?: number }>;

export const storyEnding = (
  lastDay: BusinessDate,
  { dealers = DEMO_DEALERS, months = 12, seed = DEMO_SEED }: Size = {},
): Story => {
  const firstDay = addMonths(lastDay, -months);
  return { seed, dealers, firstDay, lastDay, days: daysBetween(firstDay, lastDay) + 1 };
};

type Stage = Readonly<{
  desk: Desk;
  moveTo: (day: BusinessDate) => void;
  /** Called as each day begins; `false` ends the story there. */
  onDay: (day: BusinessDate, done: number) => boolean;
}>;

/**
 * Plays the year day by day: the steps that are due, the business of the day, the collectors' calls. Dealers act side
 * by side, each one's commands in order; what the rules make of it is theirs.
 */
export const playYear = async (year: Story, { desk, moveTo, onDay }: Stage): Promise<void> => {
  const stories = new Map(
    castFor(year).map((dealer) => [dealer.customerId, new DealerStory(dealer, year, desk)] as const),
  );
  for (const story of stories.values()) story.on(story.dealer.firstDay, apply);
  const collectors = new CollectorsDesk(desk, stories, year.seed);
  for (let done = 0; done < year.days; done++) {
    const day = addDays(year.firstDay, done);
    if (!onDay(day, done)) return;
    moveTo(day);
    await desk.commands.execute(new Tick(day));
    await collectors.takeIn(day);
    if (workday(day) !== day) continue;
    const business = [...stories.values()].map((story) => story.play(day));
    // Today's calls are still to be made when somebody looks at the desk.
    const calls = day === year.lastDay ? [] : [collectors.work(day)];
    await Promise.all([...business, ...calls]);
    // Before the clock moves on: what the day leads to is recorded on that day.
    await desk.followers.settle();
  }
};
