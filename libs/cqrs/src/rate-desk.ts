import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { currencyPath, ratePath, RatePage, rateQuery, RateView, setRate } from '@app/contracts/rates';
import type { Rate } from '@app/domain/credit-account/foreign';
import { exchangeRates } from '@app/domain/exchange-rate/decider';
import { exchangeRateEvent } from '@app/domain/exchange-rate/events';
import { rateOn, requireKnownCurrency, type RateBook } from '@app/domain/exchange-rate/rate-book';
import type { Handler } from '@app/event-store/handle';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import type { BusinessClock } from './business-clock';
import type { Policies } from './policies';
import { BUSINESS_CLOCK, HANDLER, POLICIES } from './tokens';

const booksOf = (currency: string) => ({ decider: exchangeRates, schema: exchangeRateEvent, id: currency });

/**
 * The book of exchange rates. It asks the log each time, as everything does that is decided by: a rate that was put right
 * through one server counts on all of them at once.
 */
@Injectable()
export class RateDesk {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  async set(path: z.infer<typeof ratePath>, body: z.infer<typeof setRate>, by: Metadata): Promise<RateView> {
    const { currency, day: on } = path;
    const { policy } = this.policies.exchangeRate;
    const data = { ...body, currency, on, setBy: by.by, policy, today: this.clock.today() };
    await this.handler.handle({ ...booksOf(currency), command: { type: 'SetRate', data }, metadata: by });
    return this.on(path);
  }

  /** Throws `unknown-currency` and `rate-missing`. */
  async on({ currency, day }: z.infer<typeof ratePath>): Promise<RateView> {
    const found = rateOn(await this.bookOf(currency), day, this.policies.exchangeRate.policy.maximumAgeDays);
    if (found === undefined) throw new Problem('rate-missing', { currency, day });
    return { currency, ...found };
  }

  async list({ currency }: z.infer<typeof currencyPath>, wish: z.infer<typeof rateQuery>): Promise<RatePage> {
    const { page, size } = wish;
    const newestFirst = [...(await this.bookOf(currency))].reverse();
    const rows = newestFirst.slice((page - 1) * size, page * size).map((one) => ({ currency, ...one }));
    return { rows, page, size, total: newestFirst.length };
  }

  /** The rate that a document of that day is booked by; undefined where the book has none, which the account then says. */
  async rateFor(currency: string, day: BusinessDate): Promise<Rate | undefined> {
    return rateOn(await this.bookOf(currency), day, this.policies.exchangeRate.policy.maximumAgeDays);
  }

  private async bookOf(currency: string): Promise<RateBook> {
    requireKnownCurrency(currency, this.policies.exchangeRate.policy);
    return (await this.handler.load(booksOf(currency))).state;
  }
}
