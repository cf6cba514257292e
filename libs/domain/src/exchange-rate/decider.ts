import type { Decider } from '@app/kernel/decider';
import type { ExchangeRateEvent } from './events';
import { evolve, setRate, type RateBook, type SetRate } from './rate-book';

/** The rates of one currency, on the stream `exchangeRate-<currency>`. */
export const exchangeRates: Decider<RateBook, SetRate, ExchangeRateEvent> = {
  category: 'exchangeRate',
  initial: [],
  evolve,
  decide: setRate,
};
