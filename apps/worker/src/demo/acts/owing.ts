import { addDays, daysBetween, isBefore, type BusinessDate } from '@app/kernel/business-date';
import type { DataOf } from '@app/kernel/message';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import type { DealerStory } from '../dealer-story';
import { complain, quarrelOpenly } from './disputing';
import { askForTime } from './extending';
import { pay } from './paying';

type Receivable = DataOf<CreditAccountEvent, 'ReceivableOpened'>;

/** Whoever is later than this is blacklisted a calendar month after the due date, and February has 28 days. */
const LATEST = 26;
/** From here on before the end of the year, those who are short of cash keep it. */
const SQUEEZE_DAYS = 27;

const daysLate = ({ dealer, dice }: DealerStory): number => {
  switch (dealer.role.temper) {
    case 'early':
      return -dice.between(6, 18);
    case 'prompt':
    case 'defaults-early':
    case 'defaults-late':
    case 'recovers':
      return dice.between(-4, 1);
    case 'slow':
      return dice.between(0, 11);
    case 'late':
    case 'squeezed':
      return dice.between(4, 22);
  }
};

/** The days between which what falls due is not paid any more; of whoever recovers, not until it does. */
const silenceOf = ({ dealer, year }: DealerStory): readonly [BusinessDate, BusinessDate] | undefined => {
  const { firstDay, lastDay } = year;
  switch (dealer.role.temper) {
    case 'defaults-early':
      return [addDays(firstDay, 140), lastDay];
    case 'defaults-late':
      return [addDays(lastDay, -78), lastDay];
    case 'recovers':
      return [addDays(firstDay, 165), addDays(firstDay, 230)];
    case 'squeezed':
      return [addDays(lastDay, -SQUEEZE_DAYS), lastDay];
    case 'early':
    case 'prompt':
    case 'slow':
    case 'late':
      return undefined;
  }
};

const isSilent = (story: DealerStory, dueDate: BusinessDate): boolean => {
  const silence = silenceOf(story);
  return silence !== undefined && !isBefore(dueDate, silence[0]) && !isBefore(silence[1], dueDate);
};

/** The incident of a dealer happens once, to the first receivable that it can happen to. */
const incidentFor = (story: DealerStory, { dueDate, invoiceDate }: Receivable): boolean => {
  const { incident } = story.dealer.role;
  if (incident === undefined || story.incidentHappened) return false;
  const left = daysBetween(dueDate, story.year.lastDay);
  if (incident === 'our-fault-open') return left > 18 && left < 60;
  return daysBetween(story.year.firstDay, invoiceDate) > 70 && left > 40;
};

/** What becomes of a receivable, planned on the day on which it opens. */
export const follow = (story: DealerStory, receivable: Receivable): void => {
  const { receivableId, dueDate } = receivable;
  if (incidentFor(story, receivable)) {
    story.incidentHappened = true;
    if (happen(story, receivable) === 'and-that-is-all') return;
  }
  if (isSilent(story, dueDate)) return;
  const late = daysLate(story);
  const how = story.dice.weighted([
    [80, 'whole'],
    [14, 'in-parts'],
    [6, 'too-much'],
  ] as const);
  story.on(addDays(dueDate, late), pay(receivableId, how, addDays(dueDate, Math.min(LATEST, late + 9))));
};

const happen = (story: DealerStory, { receivableId, dueDate }: Receivable): 'and-that-is-all' | 'goes-on' => {
  switch (story.dealer.role.incident) {
    case 'our-fault':
    case 'price-quarrel':
      story.complaints.add(receivableId);
      story.later(story.dice.between(3, 6), complain(receivableId));
      return 'goes-on';
    case 'our-fault-open':
      story.on(addDays(dueDate, 2), quarrelOpenly(receivableId));
      return 'and-that-is-all';
    case 'flood':
    case 'flood-refused':
      story.on(addDays(dueDate, -6), askForTime(receivableId, dueDate));
      return 'and-that-is-all';
    case 'flood-asked-late':
      story.on(addDays(dueDate, 4), askForTime(receivableId, dueDate));
      return 'and-that-is-all';
    case 'hold-lifted-by-hand':
      story.on(addDays(dueDate, 21), pay(receivableId, 'whole', addDays(dueDate, 24), 'hold-is-lifted-first'));
      return 'and-that-is-all';
    case undefined:
      return 'goes-on';
  }
};
