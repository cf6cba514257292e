import type { BusinessDate } from '@app/kernel/business-date';
import type { BusinessClock } from '../business-clock';

const MS_PER_MINUTE = 60_000;
/** No zone is further from that of London; so far on both sides the end of a day is looked for. */
const HOURS_AROUND = 16;

/** The last instant of a business day in the time zone of the clock. */
export const endOfDay = ({ dayOf }: Pick<BusinessClock, 'dayOf'>, day: BusinessDate): Date => {
  const midnight = Date.parse(`${day}T00:00:00Z`) / MS_PER_MINUTE;
  // Days begin on a full minute: the first one that belongs to a later day.
  let [within, after] = [midnight - HOURS_AROUND * 60, midnight + (24 + HOURS_AROUND) * 60];
  while (after - within > 1) {
    const between = Math.floor((within + after) / 2);
    if (dayOf(new Date(between * MS_PER_MINUTE)) > day) after = between;
    else within = between;
  }
  return new Date(after * MS_PER_MINUTE - 1);
};
