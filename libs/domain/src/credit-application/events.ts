import { z } from 'zod';
import { assessmentInput, characteristicAnswers } from '@app/credit-model/assessment-input';
import { assessmentResult } from '@app/credit-model/assessment-result';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { policyStamp } from '@app/kernel/policy-stamp';
import { nonNegativeYuan, positiveYuan } from '@app/kernel/yuan';

// What is on disk; see customer/events.
const on = businessDate;
const by = z.string();
const reason = z.string().min(1).max(500);
const which = { applicationId: id, customerId: id };

export const creditApplicationEvent = z.discriminatedUnion('type', [
  event('ApplicationFiled', {
    ...which,
    amount: positiveYuan,
    termDays: z.int().positive(),
    products: z.string().max(200),
    reason: z.string().max(500),
    expectedMonthlySales: nonNegativeYuan.optional(),
    sellingUnit: z.string(),
    filedBy: by,
    on,
  }),
  event('ApplicationRefusedAtReview', { ...which, reason, reviewedBy: by, on }),
  event('ApplicationSentToAssessment', { ...which, reviewedBy: by, on }),
  event('GreenChannelGranted', { ...which, amount: positiveYuan, reason, expiresOn: businessDate, grantedBy: by, on }),
  event('AnswersRecorded', { ...which, answers: characteristicAnswers, answeredBy: by, on }),
  event('AssessmentCompleted', {
    ...which,
    assessmentId: id,
    /** The policy it was made under, and everything that went in: enough to compute it again to the last digit. */
    policy: policyStamp,
    input: assessmentInput,
    result: assessmentResult,
    assessedBy: by,
    on,
  }),
  event('ApplicationApproved', {
    ...which,
    assessmentId: id,
    limit: positiveYuan,
    termDays: z.int().positive(),
    grade: z.string(),
    conditions: z.string().max(500),
    authority: policyStamp,
    decidedBy: by,
    on,
  }),
  event('ApplicationReturned', { ...which, reason, decidedBy: by, on }),
  event('ApplicationRefused', { ...which, reason, decidedBy: by, on }),
  event('AgreementSigned', {
    ...which,
    agreementId: id,
    limit: positiveYuan,
    termDays: z.int().positive(),
    grade: z.string(),
    validFrom: businessDate,
    validTo: businessDate,
    security: z.string().max(200),
    signedBy: by,
    on,
  }),
]);
export type CreditApplicationEvent = z.infer<typeof creditApplicationEvent>;
