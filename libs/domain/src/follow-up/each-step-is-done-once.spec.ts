import { array, assert, boolean, constantFrom, integer, property, record, type Arbitrary } from 'fast-check';
import { openFollowUp, close, extend, reopen, resume, tick } from '@test/support/follow-up-story';
import type { FollowUpCommand } from './commands';
import { followUp } from './decider';
import { followUpEvent, type FollowUpEvent } from './events';
import type { FollowUpState } from './follow-up';

// Days begin, begin twice, begin on a machine whose clock is behind, or do not begin for weeks; meanwhile it is paid
// in part, disputed, extended, paid, and owed again. Days are counted here by a calendar that shares nothing with the product.

const draw = record({
  kind: constantFrom(
    'tick',
    'tick',
    'tick',
    'tick',
    'tick',
    'late-tick',
    'pay',
    'dispute',
    'settle-dispute',
    'extend',
    'stale-extend',
    'close',
    'reopen',
    'stale-news',
  ),
  days: constantFrom(0, 0, 1, 1, 2, 5, 9, 25),
  fen: integer({ min: 1, max: 6000 }),
  nonCredit: boolean(),
  never: integer({ min: 0, max: 9 }),
});
type Draw = typeof draw extends Arbitrary<infer Drawn> ? Drawn : never;

const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const monthAfter = (day: string): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
};
const moneyOf = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const fenOf = (amount: string) => Number(amount.replace('.', ''));

/** The day that the standard policy names for a step, worked out by hand. */
const ruleDate = (step: string, nth: number, dates: { dispatch: string; due: string }): string => {
  const onWay = (day: string) => (day < dates.dispatch ? dates.dispatch : day);
  if (step === 'confirm-shipment') return dates.dispatch;
  if (step === 'check-in') return plus(dates.dispatch, 30 * nth);
  if (step === 'remind') return onWay(plus(dates.due, -7));
  if (step === 'warn') return plus(dates.due, 7);
  return step === 'hold' ? plus(dates.due, 14) : monthAfter(dates.due);
};
const everyStep = (dates: { dispatch: string; due: string }): string[] => {
  const checkIns = Array.from({ length: Math.max(0, Math.ceil(days(dates.dispatch, dates.due) / 30) - 1) });
  const once = ['confirm-shipment', 'remind', 'warn', 'hold', 'special-case'].map((step) => `${step}#1`);
  return [...once, ...checkIns.map((_, index) => `check-in#${index + 1}`)];
};

const seen = new Map<string, number>();
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
const escalating = new Set(['warn', 'hold', 'special-case']);

class Story {
  private state: FollowUpState = followUp.initial;
  private readonly done = new Set<string>();
  private withheld = new Set<string>();
  private readonly dates: { dispatch: string; due: string };
  private readonly standing = { open: 10_000, disputed: 0, nonCredit: false };
  private day: string;
  private closed = false;
  private reopenings = 0;
  private reached = '';

  constructor(dispatch: string, term: number) {
    this.dates = { dispatch, due: plus(dispatch, term) };
    this.day = dispatch;
    this.ask(openFollowUp(dispatch, this.dates.due), dispatch);
  }

  go({ kind, days: pass, fen, nonCredit, never }: Draw): void {
    this.day = plus(this.day, pass);
    const { standing, dates, day } = this;
    switch (kind) {
      case 'pay':
        standing.open = Math.max(1, standing.open - fen);
        standing.disputed = Math.min(standing.disputed, standing.open);
        break;
      case 'dispute':
        standing.disputed = never < 5 ? standing.open : Math.min(fen, standing.open);
        standing.nonCredit = nonCredit;
        break;
      case 'settle-dispute':
        Object.assign(standing, { disputed: 0, nonCredit: false });
        this.ask(resume(day), day);
        break;
      case 'extend':
        if (!this.closed) dates.due = plus(dates.due, never + 1);
        this.ask(extend(dates.due, day), day);
        break;
      case 'stale-extend':
        this.ask(extend(plus(dates.due, -never), day), day);
        break;
      case 'close':
        if (never > 0) break;
        this.ask(close(day, this.reopenings + 1), day);
        this.closed = true;
        break;
      case 'reopen':
        if (!this.closed) break;
        this.closed = false;
        this.ask(reopen(day, ++this.reopenings), day);
        break;
      case 'stale-news':
        // Told a second time of what it has heard: it was settled, and owed again, before.
        if (this.reopenings === 0) break;
        for (const news of [close(day, this.reopenings), reopen(day, this.reopenings)])
          expect(followUp.decide(news, this.state)).toEqual([]);
        break;
      case 'late-tick':
        this.tick(plus(day, -never));
        break;
      case 'tick':
        this.tick(day);
    }
  }

  private tick(on: string): void {
    const { open, disputed, nonCredit } = this.standing;
    this.ask(tick(on, { open: moneyOf(open), disputed: moneyOf(disputed), nonCredit }), on);
    if (this.closed) return;
    const due = everyStep(this.dates).filter((key) => {
      const [step = '', nth] = key.split('#');
      return ruleDate(step, Number(nth), this.dates) <= on;
    });
    expect(due.filter((key) => !this.done.has(key) && !this.withheld.has(key))).toEqual([]);
  }

  private ask(command: FollowUpCommand, on: string): void {
    const events = followUp.decide(command, this.state);
    if (this.closed) expect(events).toEqual([]);
    for (const event of events) {
      expect(followUpEvent.parse(event)).toEqual(event);
      count(event.type);
      this.enter(event, on);
    }
    this.state = events.reduce(followUp.evolve, this.state);
    expect(followUp.decide(command, this.state)).toEqual([]);
  }

  private enter({ type, data }: FollowUpEvent, on: string): void {
    if (type === 'FollowUpReplanned' || type === 'FollowUpReopened') {
      expect(data.dueDate).toBe(this.dates.due);
      this.withheld = new Set();
      this.reached = '';
    }
    if (type !== 'StepDone' && type !== 'StepWithheld') return;
    const key = `${data.step}#${data.nth}`;
    expect(this.done.has(key) || this.withheld.has(key)).toBe(false);
    expect(data.ruleDate).toBe(ruleDate(data.step, data.nth, this.dates));
    expect(data.ruleDate <= on && data.ruleDate >= this.reached).toBe(true);
    this.reached = data.ruleDate;
    if (type === 'StepWithheld') this.withheld.add(key);
    else this.stepIsRight(data, key, on);
  }

  private stepIsRight(data: Extract<FollowUpEvent, { type: 'StepDone' }>['data'], key: string, on: string): void {
    const { open, disputed, nonCredit } = this.standing;
    const escalates = escalating.has(data.step);
    count(data.step);
    this.done.add(key);
    expect([data.on, data.daysLate]).toEqual([on, days(data.ruleDate, on)]);
    expect(data.daysOverdue).toBe(Math.max(0, days(this.dates.due, on)));
    expect(fenOf(data.openAmount)).toBe(open);
    expect(fenOf(data.askedFor)).toBe(escalates ? open - disputed : open);
    expect(escalates && open === disputed).toBe(false);
    if (data.step === 'hold' || data.step === 'special-case') expect(nonCredit).toBe(false);
  }
}

test('whatever the calendar, the customer and the machines do', () => {
  const anyDay = integer({ min: 0, max: 800 }).map((days_) => plus('2026-01-01', days_));
  const term = integer({ min: 0, max: 130 });
  assert(
    property(anyDay, term, array(draw, { minLength: 40, maxLength: 40 }), (dispatch, length, draws) => {
      const story = new Story(dispatch, length);
      for (const one of draws) story.go(one);
    }),
    { numRuns: 100, seed: 20260301, unbiased: true },
  );
  // Every event and every step has come up often enough to mean something.
  const wanted = [
    'StepWithheld',
    'FollowUpReplanned',
    'FollowUpClosed',
    'FollowUpReopened',
    'check-in',
    'remind',
    'warn',
    'hold',
    'special-case',
  ];
  expect(wanted.filter((what) => (seen.get(what) ?? 0) < 10)).toEqual([]);
});
