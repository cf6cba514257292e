import { z } from 'zod';
import { characteristicAnswers } from '@app/credit-model/assessment-input';
import { assessmentResult } from '@app/credit-model/assessment-result';
import { explanationNode } from '@app/credit-model/explanation/explanation-node';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';
import { pageOf, paging } from './paging';

const reason = z.string().trim().min(1).max(500);

export const applicationPath = z.strictObject({ applicationId: id });
export const applicationStage = z.enum([
  'filed',
  'refused-at-review',
  'in-assessment',
  'assessed',
  'approved',
  'returned',
  'refused',
  'agreement-signed',
]);
export type ApplicationStage = z.infer<typeof applicationStage>;

/** PUT /api/applications/{applicationId} */
export const fileApplication = z
  .strictObject({
    customerId: id,
    amount: positiveYuan,
    termDays: z.int().min(1).max(720),
    products: z.string().max(200).default(''),
    reason: z.string().max(500).default(''),
    expectedMonthlySales: nonNegativeYuan.optional(),
  })
  .meta({ id: 'FileApplication' });

/** PUT /api/applications/{applicationId}/preliminary-review */
export const preliminaryReview = z
  .discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.literal('refuse'), reason }),
    z.strictObject({ verdict: z.literal('assess') }),
    z.strictObject({ verdict: z.literal('green-channel'), amount: positiveYuan, reason, expiresOn: businessDate }),
  ])
  .meta({ id: 'PreliminaryReview' });

/** PUT /api/applications/{applicationId}/answers: aspect code → answer, or item code → four digits of points. */
export const recordAnswers = z.strictObject({ answers: characteristicAnswers }).meta({ id: 'RecordAnswers' });

/** PUT /api/applications/{applicationId}/assessment: the id makes a resend harmless. */
export const assessApplication = z
  .strictObject({
    assessmentId: id,
    flags: z
      .strictObject({ suedBySupplier: z.boolean().optional(), securityCoverage: nonNegativeYuan.optional() })
      .default({}),
  })
  .meta({ id: 'AssessApplication' });

/** PUT /api/applications/{applicationId}/decision */
export const decideApplication = z
  .discriminatedUnion('verdict', [
    z.strictObject({
      verdict: z.literal('approve'),
      limit: positiveYuan,
      termDays: z.int().min(1).max(720),
      conditions: z.string().max(500).default(''),
    }),
    z.strictObject({ verdict: z.literal('return'), reason }),
    z.strictObject({ verdict: z.literal('refuse'), reason }),
  ])
  .meta({ id: 'DecideApplication' });

/** PUT /api/applications/{applicationId}/agreement: opens the credit account. */
export const signAgreement = z
  .strictObject({
    agreementId: id,
    validFrom: businessDate,
    validTo: businessDate,
    security: z.string().max(200).default(''),
  })
  .meta({ id: 'SignAgreement' });

export const applicationQuery = z.strictObject({
  ...paging,
  stage: applicationStage.optional(),
  /** Only those that wait for somebody: filed, in assessment, assessed, returned. */
  waiting: z.enum(['true', 'false']).optional(),
});

export const applicationRow = z
  .strictObject({
    applicationId: id,
    customerId: id,
    customerName: z.string(),
    sellingUnit: z.string(),
    stage: applicationStage,
    amount: yuan,
    termDays: z.int(),
    grade: z.string().optional(),
    suggestedLimit: yuan.optional(),
    filedOn: businessDate,
    changedOn: businessDate,
  })
  .meta({ id: 'ApplicationRow' });
export type ApplicationRow = z.infer<typeof applicationRow>;
export const applicationPage = pageOf(applicationRow).meta({ id: 'ApplicationPage' });
export type ApplicationPage = z.infer<typeof applicationPage>;

export const applicationFile = z
  .strictObject({
    ...applicationRow.shape,
    products: z.string(),
    reason: z.string(),
    filedBy: z.string(),
    answered: z.int(),
    answers: z.record(z.string(), z.enum(['good', 'fair', 'poor', 'none'])),
    assessment: z
      .strictObject({
        assessmentId: id,
        on: businessDate,
        by: z.string(),
        policy: z.string(),
        result: assessmentResult,
      })
      .optional(),
    decision: z
      .strictObject({
        verdict: z.string(),
        by: z.string(),
        on: businessDate,
        limit: yuan.optional(),
        reason: z.string().optional(),
      })
      .optional(),
    agreementId: id.optional(),
  })
  .meta({ id: 'ApplicationFile' });
export type ApplicationFile = z.infer<typeof applicationFile>;

/** GET /api/applications/{applicationId}/explanation: every figure from the statements to the grade. */
export const assessmentExplanation = z
  .strictObject({ assessmentId: id, on: businessDate, explanation: explanationNode })
  .meta({ id: 'AssessmentExplanation' });
export type AssessmentExplanation = z.infer<typeof assessmentExplanation>;
