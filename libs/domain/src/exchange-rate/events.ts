import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { currency } from '@app/kernel/currency';
import { decimalText } from '@app/kernel/exact';
import { event } from '@app/kernel/message';

// What is on disk; see customer/events.
export const exchangeRateEvent = z.discriminatedUnion('type', [
  /** So many yuan for one unit, on that day. Of two for the same day the later one counts. */
  event('RateSet', {
    currency,
    on: businessDate,
    rate: decimalText,
    /** Where it was read, such as the central parity of the People's Bank. */
    source: z.string().min(1).max(140),
    setBy: z.string(),
  }),
]);
export type ExchangeRateEvent = z.infer<typeof exchangeRateEvent>;
