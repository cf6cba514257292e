import { businessDateAt, type BusinessDate } from '@app/kernel/business-date';

/** Where business days begin and end, unless configured otherwise. */
export const BUSINESS_TIME_ZONE = 'Asia/Shanghai';

const MS_PER_MINUTE = 60_000;

/** The one place where time comes from. A simulation passes a clock that it moves by hand. */
export type BusinessClock = Readonly<{
  now: () => Date;
  today: () => BusinessDate;
  /** The business day on which an instant falls. */
  dayOf: (instant: Date) => BusinessDate;
}>;

export const businessClock = (now: () => Date, timeZone: string = BUSINESS_TIME_ZONE): BusinessClock => {
  let known: Readonly<{ minute: number; day: BusinessDate }> | undefined;
  const today = (): BusinessDate => {
    const instant = now();
    // Days begin on a full minute, and the calendar of a time zone takes a tenth of a millisecond to say which it is.
    const minute = Math.floor(instant.getTime() / MS_PER_MINUTE);
    if (known?.minute !== minute) known = { minute, day: businessDateAt(instant, timeZone) };
    return known.day;
  };
  return { now, today, dayOf: (instant) => businessDateAt(instant, timeZone) };
};

/** A clock that stands at the opening hour of a day until it is set to another. */
export const handMovedClock = (): BusinessClock & { moveTo: (day: BusinessDate) => void } => {
  let instant = new Date(0);
  const clock = businessClock(() => instant);
  return { ...clock, moveTo: (day) => void (instant = new Date(`${day}T08:00:00+08:00`)) };
};
