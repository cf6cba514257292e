import { businessDateAt, type BusinessDate } from '@app/kernel/business-date';

/** Where business days begin and end, unless configured otherwise. */
export const BUSINESS_TIME_ZONE = 'Asia/Shanghai';

/** The one place where time comes from. A simulation passes a clock that it moves by hand. */
export type BusinessClock = Readonly<{
  now: () => Date;
  today: () => BusinessDate;
  /** The business day on which an instant falls. */
  dayOf: (instant: Date) => BusinessDate;
}>;

export const businessClock = (now: () => Date, timeZone: string = BUSINESS_TIME_ZONE): BusinessClock => ({
  now,
  today: () => businessDateAt(now(), timeZone),
  dayOf: (instant) => businessDateAt(instant, timeZone),
});

/** A clock that stands at the opening hour of a day until it is set to another. */
export const handMovedClock = (): BusinessClock & { moveTo: (day: BusinessDate) => void } => {
  let instant = new Date(0);
  const clock = businessClock(() => instant);
  return { ...clock, moveTo: (day) => void (instant = new Date(`${day}T08:00:00+08:00`)) };
};
