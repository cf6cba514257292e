import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { currency } from '@app/kernel/currency';
import { decimalText } from '@app/kernel/exact';
import { pageOf, paging } from './paging';

const DIGITS_MAX = 10;
const isFineEnough = (text: string): boolean =>
  (text.split('.')[1]?.length ?? 0) <= DIGITS_MAX && (text.split('.')[0]?.length ?? 0) <= DIGITS_MAX;
const rate = decimalText
  .refine(isFineEnough, { params: { problem: 'rate-too-fine' } })
  .meta({ description: 'CNY for one unit of the other currency, as text', example: '7.1234' });

export const currencyPath = z.strictObject({ currency });
export const ratePath = z.strictObject({ currency, day: businessDate });
export const rateQuery = z.strictObject(paging);

/** PUT /api/rates/{currency}/{day} */
export const setRate = z
  .strictObject({
    rate,
    /** Where it was read. */
    source: z.string().trim().min(1).max(140),
    /** To put a rate right that was set for that day: the one that stands. */
    replaces: decimalText.optional(),
  })
  .meta({ id: 'SetRate' });

/** GET /api/rates/{currency}/{day}: the rate that counts on a day, and of which day it is. */
export const rateView = z
  .strictObject({ currency, on: businessDate, rate: decimalText, source: z.string(), setBy: z.string() })
  .meta({ id: 'Rate' });
export type RateView = z.infer<typeof rateView>;

/** GET /api/rates/{currency}: the latest day first. */
export const ratePage = pageOf(rateView).meta({ id: 'Rates' });
export type RatePage = z.infer<typeof ratePage>;
