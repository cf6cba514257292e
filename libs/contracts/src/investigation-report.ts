import { z } from 'zod';
import { decimalText } from '@app/kernel/exact';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { language } from '@app/kernel/language';
import { policyStamp } from '@app/kernel/policy-stamp';
import { nonNegativeYuan } from '@app/kernel/yuan';

const text = z.string();

/** What a section is made of: on screen and on paper the same, in one language, its figures written as they are read. */
export const reportBlock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), text }),
  z.strictObject({ kind: z.literal('facts'), items: z.array(z.strictObject({ label: text, value: text })) }),
  z.strictObject({
    kind: z.literal('table'),
    caption: text.optional(),
    columns: z.array(z.strictObject({ label: text, align: z.enum(['left', 'right']), share: z.int().positive() })),
    rows: z.array(z.array(text)),
  }),
  /** Bars from zero to `most`; `mark` is what they are held against. */
  z.strictObject({
    kind: z.literal('bars'),
    caption: text,
    most: decimalText,
    mark: z.strictObject({ label: text, at: decimalText }).optional(),
    bars: z.array(z.strictObject({ label: text, length: decimalText, value: text, good: z.boolean().optional() })),
  }),
  /** Places for names and dates, to be signed by hand. */
  z.strictObject({ kind: z.literal('signatures'), places: z.array(text) }),
]);
export type ReportBlock = z.infer<typeof reportBlock>;
export type ReportTable = Extract<ReportBlock, { kind: 'table' }>;
export type ReportBars = Extract<ReportBlock, { kind: 'bars' }>;

export const reportSection = z
  .strictObject({ code: text, title: text, blocks: z.array(reportBlock) })
  .meta({ id: 'ReportSection' });
export type ReportSection = z.infer<typeof reportSection>;

/**
 * GET /api/applications/{applicationId}/investigation-report?lang=: the credit investigation report 客户资信调查报告, its
 * figures out of the assessment's own event. The same as PDF and DOCX under `.pdf` and `.docx`.
 */
export const investigationReport = z
  .strictObject({
    language,
    title: text,
    customerId: id,
    customerName: text,
    applicationId: id,
    assessmentId: id,
    assessedOn: businessDate,
    assessedBy: text,
    outcome: text,
    grade: text,
    limit: nonNegativeYuan,
    policy: policyStamp,
    policyName: text,
    sections: z.array(reportSection),
  })
  .meta({ id: 'InvestigationReport' });
export type InvestigationReport = z.infer<typeof investigationReport>;

export const reportQuery = z.strictObject({ lang: language.optional() });
