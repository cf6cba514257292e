import { isBefore, offsetFrom, type BusinessDate } from '@app/kernel/business-date';
import type { LadderPolicy, LadderStep, PlannedStep } from './ladder-policy';

/** A runaway repeat on a far due date stops here. */
const REPEATS_MAX = 60;

export type Anchors = Readonly<{ dispatchDate: BusinessDate; dueDate: BusinessDate }>;

const repeated = ({ step, offset, repeat }: LadderStep, from: BusinessDate, until: BusinessDate): PlannedStep[] => {
  const planned: PlannedStep[] = [];
  let date = offsetFrom(from, offset);
  while (repeat !== undefined && isBefore(date, until) && planned.length < REPEATS_MAX) {
    planned.push({ step, nth: planned.length + 1, date });
    date = offsetFrom(date, repeat);
  }
  return planned;
};

/**
 * Every step of a receivable with its day. A repeating step stands between its anchor and the due date, both
 * excluded; with a term of 30 days there is thus no check-in after 30. A reminder whose day lies before the
 * dispatch (a term shorter than a week) falls on the day of dispatch.
 */
export const planOf = (ladder: LadderPolicy, { dispatchDate, dueDate }: Anchors): PlannedStep[] =>
  ladder.steps.flatMap((rule) => {
    const from = rule.anchor === 'dispatch' ? dispatchDate : dueDate;
    if (rule.repeat !== undefined) return repeated(rule, from, dueDate);
    const date = offsetFrom(from, rule.offset);
    return [{ step: rule.step, nth: 1, date: isBefore(date, dispatchDate) ? dispatchDate : date }];
  });
