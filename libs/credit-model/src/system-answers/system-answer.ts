import { z } from 'zod';
import { decimalText } from '@app/kernel/exact';
import { businessDate } from '@app/kernel/business-date';
import { overrule } from '../assessment-input';
import { measure, measuredFigure } from '../policy/measure';
import { answer } from '../policy/policy-shape';
import { unavailable } from '../unavailable';

/** What a measured figure is worked out from, beside the lines of the statements. */
export const sourceFigure = z.enum([
  'netWorth',
  'intangibles',
  'totalAssets',
  'paidInCapital',
  'registeredCapital',
  'guaranteesGiven',
  'asked',
  'termDays',
  'standardTermDays',
  'grossMarginPercent',
  'targetMarginPercent',
  'months',
  'foundedOn',
  'customerSince',
  'assessedOn',
]);
export type SourceFigure = z.infer<typeof sourceFigure>;

export const figureUnit = z.enum(['times', 'percent', 'yuan', 'days', 'months', 'years', 'count', 'date']);
export type FigureUnit = z.infer<typeof figureUnit>;

const evidence = z.object({
  figure: z.union([measuredFigure, sourceFigure]),
  value: z.union([decimalText, businessDate]),
  unit: figureUnit,
});
export type Evidence = z.infer<typeof evidence>;

/** What one aspect's figure says by the policy's edges, and with what right. */
export const systemAnswer = z.object({
  aspect: z.string(),
  /** `none` where the figure is missing: there the analyst's answer counts. */
  answer,
  measure,
  /** The measured figure first, then what it was worked out from. A ratio's own figures stand with the ratios. */
  evidence: z.array(evidence),
  missing: unavailable.optional(),
  /** The analyst's word, which counts instead. */
  overruled: overrule.optional(),
});
export type SystemAnswer = z.infer<typeof systemAnswer>;
