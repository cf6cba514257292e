import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { decimalText } from '@app/kernel/exact';
import { nonNegativeYuan } from '@app/kernel/yuan';

const percent = decimalText;
const times = z.int().min(0).max(1_000_000);

/**
 * What our own books say of trading with the customer: each figure is there only where the books know it. The first
 * group is from the ledger of its credit account, the second from sales, entered with the application.
 */
export const tradeFigures = z
  .strictObject({
    /** Twelve months back from here. */
    asOf: businessDate,
    /** 近12月按期付款率: of what fell due in the twelve months, the share by amount that was paid on time. */
    onTimePercent: percent.optional(),
    /** Days late of what fell due in the twelve months, weighted by amount; paid early counts as 0. */
    averageDaysLate: decimalText.optional(),
    longestDaysOverdue: times.optional(),
    /** Disputes, bounced bills and broken promises in the twelve months. */
    disputesAndBrokenPromises: times.optional(),
    /** Of the twelve months, those with at least one dispatch. */
    monthsWithOrders: z.int().min(0).max(12).optional(),
    /** Of everything we sold in the twelve months. */
    shareOfOurSalesPercent: percent.optional(),

    returnsPercent: percent.optional(),
    grossMarginPercent: percent.optional(),
    targetMarginPercent: percent.optional(),
    /** What is left of the margin when the capital tied up in the credit period is paid for. */
    marginAfterCarryingPercent: percent.optional(),
  })
  .meta({ id: 'TradeFigures' });
export type TradeFigures = z.infer<typeof tradeFigures>;

/** Those that the ledger cannot know: sales says them with the application. */
export const tradeSaidBySales = tradeFigures
  .pick({
    shareOfOurSalesPercent: true,
    returnsPercent: true,
    grossMarginPercent: true,
    targetMarginPercent: true,
    marginAfterCarryingPercent: true,
  })
  .meta({ id: 'TradeSaidBySales' });

/** What the analyst says beside the file, and sales of the deal; what the file knows better is not asked for. */
export const saidForAssessment = z.strictObject({
  suedBySupplier: z.boolean().optional(),
  securityCoverage: nonNegativeYuan.optional(),
  trade: tradeSaidBySales.optional(),
});
export type SaidForAssessment = z.infer<typeof saidForAssessment>;
