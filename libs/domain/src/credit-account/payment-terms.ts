import { z } from 'zod';
import { addDays, addMonths, endOfMonth, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { decimalText, exact } from '@app/kernel/exact';
import { bilingual } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import { isPositive, minus, nil, ofYuan, plus, type Yuan } from '@app/kernel/yuan';

/** More than this are no terms but a slip of the pen. */
export const INSTALMENTS_MAX = 60;
const DAYS_MAX = 720;
const MONTHS_MAX = 24;

const days = z.int().min(0).max(DAYS_MAX);
/** From which day an instalment is due; each is never before the invoice date. */
const due = z.discriminatedUnion('from', [
  /** Net: so many days after the invoice date. */
  z.strictObject({ from: z.literal('invoice-date'), days }),
  /** 月结: so many days after the last day of the invoice's month. */
  z.strictObject({ from: z.literal('month-end'), days }),
  /** On a day of the month, so many months after the invoice's; the last day of a month that does not have it. */
  z.strictObject({
    from: z.literal('day-of-month'),
    day: z.int().min(1).max(31),
    monthsLater: z.int().min(0).max(MONTHS_MAX),
  }),
]);
type Due = z.infer<typeof due>;

const percent = decimalText.refine((text) => exact(text).gt(0), { params: { problem: 'policy-not-above-zero' } });
const instalment = z.strictObject({ percent, due });

const paymentTerms = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  name: bilingual,
  instalments: z
    .array(instalment)
    .min(1)
    .max(INSTALMENTS_MAX)
    .refine((all) => all.reduce((sum, one) => sum.plus(one.percent), exact(0)).cmp(100) === 0, {
      params: { problem: 'terms-percent-sum' },
    }),
});
/** 付款条件 */
export type PaymentTerms = z.infer<typeof paymentTerms>;

export const termsPolicy = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source: z.string(),
  terms: z.array(paymentTerms).min(1),
});
export type TermsPolicy = z.infer<typeof termsPolicy>;

/** Throws `unknown-terms`. */
export const termsOf = ({ terms }: TermsPolicy, id: string): PaymentTerms => {
  const found = terms.find((one) => one.id === id);
  if (found === undefined)
    throw new Problem('unknown-terms', { terms: id, known: terms.map((one) => one.id).join(', ') });
  return found;
};

export type Instalment = Readonly<{ dueDate: BusinessDate; amount: Yuan }>;

/** The day of the month that lies so many months on; 31 in a month of 30 days is its last day. */
const dayIn = (date: BusinessDate, day: number, months: number): BusinessDate => {
  const last = endOfMonth(addMonths(date, months));
  const wanted = `${last.slice(0, 8)}${String(day).padStart(2, '0')}` as BusinessDate;
  // A day that the month has not would sort behind its last one.
  return isBefore(last, wanted) ? last : wanted;
};

const dueDateOf = (invoiceDate: BusinessDate, due: Due): BusinessDate => {
  switch (due.from) {
    case 'invoice-date':
      return addDays(invoiceDate, due.days);
    case 'month-end':
      return addDays(endOfMonth(invoiceDate), due.days);
    case 'day-of-month': {
      const first = dayIn(invoiceDate, due.day, due.monthsLater);
      // The 15th of this month, invoiced on the 20th: the 15th of the next.
      return isBefore(first, invoiceDate) ? dayIn(invoiceDate, due.day, due.monthsLater + 1) : first;
    }
  }
};

/**
 * What is due when. Every instalment but the last is rounded down to the fen and the last takes the rest, so that they add
 * up to the amount and none is less than nothing; of an amount too small for all of them, those that come to nothing are
 * left out.
 */
export const dueDatesOf = (
  { instalments }: Pick<PaymentTerms, 'instalments'>,
  invoiceDate: BusinessDate,
  amount: Yuan,
): Instalment[] => {
  let given = nil;
  return instalments
    .map((one, index): Instalment => {
      const isLast = index === instalments.length - 1;
      const share = isLast ? minus(amount, given) : ofYuan(exact(amount).times(one.percent).divToInt(1).div(100));
      given = plus(given, share);
      return { dueDate: dueDateOf(invoiceDate, one.due), amount: share };
    })
    .filter((one) => isPositive(one.amount));
};
