import { z } from 'zod';
import { assessmentInput, characteristicAnswers } from '@app/credit-model/assessment-input';
import { answer } from '@app/credit-model/policy/policy-shape';
import { assessmentResult } from '@app/credit-model/assessment-result';
import { saidForAssessment } from '@app/credit-model/trade-figures';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { bilingual } from '@app/kernel/language';
import { decimalText } from '@app/kernel/exact';
import { event } from '@app/kernel/message';
import { policyStamp } from '@app/kernel/policy-stamp';
import { nonNegativeYuan, positiveYuan } from '@app/kernel/yuan';
import { letterKind } from '../letters/letter-templates';

// What is on disk; see customer/events.
const on = businessDate;
const by = z.string();
const reason = z.string().min(1).max(500);
const aspect = z.string().max(8);
const which = { applicationId: id, customerId: id };

/** What the analyst proposes; the approver decides. */
export const recommendation = z.enum(['approve', 'approve-with-conditions', 'refuse']);

export const REQUIREMENTS_MAX = 10;
/** What has to be so before, or for as long as, the customer buys on credit. */
export const requirement = z.strictObject({
  kind: z.enum(['security', 'payment', 'documents', 'other']),
  text: z.string().min(1).max(200),
});
export type Requirement = z.infer<typeof requirement>;

/** Why an application in force has to be assessed anew. */
export const reassessmentCause = z.enum(['calendar', 'bad-credit', 'statement-old', 'agreement-ends']);
export type ReassessmentCause = z.infer<typeof reassessmentCause>;

const approval = {
  assessmentId: id,
  limit: positiveYuan,
  termDays: z.int().positive(),
  grade: z.string(),
  conditions: z.string().max(500),
  requirements: z.array(requirement).max(REQUIREMENTS_MAX).optional(),
  /** Said when the term is longer than the one asked for. */
  longerTermReason: reason.optional(),
  authority: policyStamp,
};

/** Paid within so many days of the invoice date, an invoice costs so many percent less. */
const earlyPaymentReward = z.object({ percent: decimalText, withinDays: z.int().positive() });
const onTimeReward = z.object({ percent: decimalText });

export const creditApplicationEvent = z.discriminatedUnion('type', [
  event('ApplicationFiled', {
    ...which,
    amount: positiveYuan,
    termDays: z.int().positive(),
    products: z.string().max(200),
    reason: z.string().max(500),
    expectedMonthlySales: nonNegativeYuan.optional(),
    sellingUnit: z.string(),
    /** The application whose agreement this one is to follow. */
    renews: id.optional(),
    filedBy: by,
    on,
  }),
  event('ApplicationRefusedAtReview', { ...which, reason, reviewedBy: by, on }),
  event('ApplicationSentToAssessment', { ...which, reviewedBy: by, on }),
  event('GreenChannelGranted', {
    ...which,
    amount: positiveYuan,
    reason,
    expiresOn: businessDate,
    authority: policyStamp.optional(),
    grantedBy: by,
    on,
  }),
  event('AnswersRecorded', { ...which, answers: characteristicAnswers, answeredBy: by, on }),
  /** A renewal starts from the answers of the application that it renews. */
  event('AnswersCarriedOver', { ...which, from: id, answers: characteristicAnswers, carriedOverBy: by, on }),
  event('OverruleGiven', { ...which, aspect, answer, reason, givenBy: by, on }),
  event('OverruleWithdrawn', { ...which, aspect, withdrawnBy: by, on }),
  event('AssessmentCompleted', {
    ...which,
    assessmentId: id,
    /** The policy it was made under, and everything that went in: enough to compute it again to the last digit. */
    policy: policyStamp,
    input: assessmentInput,
    /** What the caller said beside the file. */
    said: saidForAssessment.optional(),
    result: assessmentResult,
    assessedBy: by,
    on,
  }),
  event('ReportWritten', {
    ...which,
    assessmentId: id,
    opinion: z.string().min(1).max(4000),
    recommendation,
    recommendedLimit: positiveYuan.optional(),
    recommendedTermDays: z.int().positive().optional(),
    conditions: z.string().max(500),
    writtenBy: by,
    on,
  }),
  event('ReportRemarked', {
    ...which,
    assessmentId: id,
    remarkId: id,
    remark: z.string().min(1).max(1000),
    remarkedBy: by,
    on,
  }),
  /** The first of the two approvals that a result near a step of the strategy takes. */
  event('ApprovalProposed', { ...which, ...approval, proposedBy: by, on }),
  event('ApplicationApproved', {
    ...which,
    ...approval,
    /** Who approved first, where it took two. */
    proposedBy: by.optional(),
    decidedBy: by,
    on,
  }),
  event('ApplicationReturned', { ...which, reason, decidedBy: by, on }),
  event('ApplicationRefused', { ...which, reason, decidedBy: by, on }),
  /** What the decision was told in: the customer's letter and the selling unit's notice, as they were sent. */
  event('LetterIssued', {
    ...which,
    about: letterKind,
    templates: policyStamp,
    letter: bilingual,
    notice: bilingual,
    issuedBy: by,
    on,
  }),
  event('AgreementSigned', {
    ...which,
    agreementId: id,
    limit: positiveYuan,
    termDays: z.int().positive(),
    grade: z.string(),
    validFrom: businessDate,
    validTo: businessDate,
    security: z.string().max(200),
    /** The account is open against security only: it ships nothing once all of it has lapsed. */
    isSecured: z.boolean().optional(),
    reward: earlyPaymentReward.optional(),
    onTimeReward: onTimeReward.optional(),
    signedBy: by,
    on,
  }),
  event('ReassessmentDue', {
    ...which,
    because: reassessmentCause,
    /** What it is seen by: the last assessment, the receivable, the year of the statement, the agreement. */
    evidence: z.string(),
    dueOn: businessDate,
    policy: policyStamp,
    on,
  }),
]);
export type CreditApplicationEvent = z.infer<typeof creditApplicationEvent>;
