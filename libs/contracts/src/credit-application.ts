import { z } from 'zod';
import { characteristicAnswers } from '@app/credit-model/assessment-input';
import { assessmentResult } from '@app/credit-model/assessment-result';
import { saidForAssessment } from '@app/credit-model/trade-figures';
import { explanationNode } from '@app/credit-model/explanation/explanation-node';
import { businessDate } from '@app/kernel/business-date';
import { decimalText } from '@app/kernel/exact';
import { id } from '@app/kernel/identity';
import { language } from '@app/kernel/language';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';
import { pageOf, paging } from './paging';

const reason = z.string().trim().min(1).max(500);

export const applicationPath = z.strictObject({ applicationId: id });
export const applicationStage = z.enum([
  'filed',
  'refused-at-review',
  'in-assessment',
  'assessed',
  'reported',
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
    /** The application whose agreement this one is to follow: its answers are carried over. */
    renews: id.optional(),
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

const answer = z.enum(['good', 'fair', 'poor', 'none']);
export const aspectPath = z.strictObject({ applicationId: id, aspect: z.string().regex(/^[A-Z]\d{1,2}\.\d$/) });
/** PUT /api/applications/{applicationId}/overrules/{aspect}: the analyst's word against the system's. */
export const giveOverrule = z.strictObject({ answer, reason }).meta({ id: 'GiveOverrule' });

const given = z.record(
  z.string(),
  z.strictObject({ by: z.string(), on: businessDate, carriedOverFrom: id.optional() }),
);
const overrules = z.record(
  z.string(),
  z.strictObject({ answer, reason: z.string(), by: z.string(), on: businessDate }),
);
/** GET /api/applications/{applicationId}/answers: the draft as it is now; its revision is the ETag. */
export const answerDraft = z
  .strictObject({ revision: z.int(), answers: z.record(z.string(), answer), given, overrules })
  .meta({ id: 'AnswerDraft' });
export type AnswerDraft = z.infer<typeof answerDraft>;

/** PUT /api/applications/{applicationId}/assessment: the id makes a resend harmless. */
export const assessApplication = z
  .strictObject({
    assessmentId: id,
    flags: saidForAssessment.default({}),
  })
  .meta({ id: 'AssessApplication' });

const recommendation = z.enum(['approve', 'approve-with-conditions', 'refuse']);
const remark = z.string().trim().min(1).max(1000);

/** PUT /api/applications/{applicationId}/report: the opinion on the assessment that it names. */
export const writeReport = z
  .strictObject({
    assessmentId: id,
    opinion: z.string().trim().min(1).max(4000),
    recommendation,
    recommendedLimit: positiveYuan.optional(),
    recommendedTermDays: z.int().min(1).max(720).optional(),
    conditions: z.string().max(500).default(''),
  })
  .meta({ id: 'WriteReport' });

export const remarkPath = z.strictObject({ applicationId: id, remarkId: id });
/** PUT /api/applications/{applicationId}/remarks/{remarkId} */
export const remarkReport = z.strictObject({ assessmentId: id, remark }).meta({ id: 'RemarkReport' });

const REQUIREMENTS_MAX = 10;
const requirement = z.strictObject({
  kind: z.enum(['security', 'payment', 'documents', 'other']),
  text: z.string().trim().min(1).max(200),
});

/** PUT /api/applications/{applicationId}/decision: near a step of the strategy it takes two who say the same. */
export const decideApplication = z
  .discriminatedUnion('verdict', [
    z.strictObject({
      verdict: z.literal('approve'),
      limit: positiveYuan,
      termDays: z.int().min(1).max(720),
      conditions: z.string().max(500).default(''),
      requirements: z.array(requirement).min(1).max(REQUIREMENTS_MAX).optional(),
      longerTermReason: reason.optional(),
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
    /** The account ships nothing once all security in the customer file has lapsed. */
    isSecured: z.boolean().optional(),
    reward: z.strictObject({ percent: decimalText, withinDays: z.int().positive().max(720) }).optional(),
    /** Paid by its due date, an invoice costs so much less, where the early reward is not earned. */
    onTimeReward: z.strictObject({ percent: decimalText }).optional(),
  })
  .meta({ id: 'SignAgreement' });

export const applicationQuery = z.strictObject({
  ...paging,
  stage: applicationStage.optional(),
  /** Only those that wait for somebody: filed, in assessment, assessed, reported, returned. */
  waiting: z.enum(['true', 'false']).optional(),
  /** Only those whose stage should have been done by yesterday, or only the others. */
  late: z.enum(['true', 'false']).optional(),
  /** Only those whose customer has to be assessed anew and that nobody has filed a renewal of. */
  reassessment: z.literal('true').optional(),
  /** What moved last first, or what is due first. */
  sort: z.enum(['changed', 'due']).default('changed'),
});

const letterKind = z.enum(['refused-at-review', 'refused', 'approved-with-conditions']);

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
    /** The last day on which what the stage waits for is in time, and by how many calendar days it has passed. */
    dueOn: businessDate.optional(),
    lateDays: z.int().optional(),
    /** Near a step of the strategy one has approved, and a second one has to. */
    awaitsSecondApprover: z.boolean(),
    renews: id.optional(),
    /** From this day on the customer has to be assessed anew. */
    reassessFrom: businessDate.optional(),
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
    draftRevision: z.int(),
    answers: z.record(z.string(), answer),
    given,
    overrules,
    assessment: z
      .strictObject({
        assessmentId: id,
        on: businessDate,
        by: z.string(),
        policy: z.string(),
        result: assessmentResult,
      })
      .optional(),
    report: z
      .strictObject({
        assessmentId: id,
        opinion: z.string(),
        recommendation,
        recommendedLimit: yuan.optional(),
        recommendedTermDays: z.int().optional(),
        conditions: z.string(),
        by: z.string(),
        on: businessDate,
      })
      .optional(),
    remarks: z.array(
      z.strictObject({ remarkId: id, assessmentId: id, remark: z.string(), by: z.string(), on: businessDate }),
    ),
    proposal: z
      .strictObject({
        limit: yuan,
        termDays: z.int(),
        conditions: z.string(),
        by: z.string(),
        on: businessDate,
      })
      .optional(),
    decision: z
      .strictObject({
        verdict: z.string(),
        by: z.string(),
        on: businessDate,
        limit: yuan.optional(),
        termDays: z.int().optional(),
        conditions: z.string().optional(),
        requirements: z.array(requirement).optional(),
        longerTermReason: z.string().optional(),
        /** Who approved first, where it took two. */
        proposedBy: z.string().optional(),
        reason: z.string().optional(),
      })
      .optional(),
    letter: letterKind.optional(),
    reassessments: z.array(
      z.strictObject({
        because: z.enum(['calendar', 'bad-credit', 'statement-old', 'agreement-ends']),
        evidence: z.string(),
        dueOn: businessDate,
        on: businessDate,
      }),
    ),
    agreementId: id.optional(),
  })
  .meta({ id: 'ApplicationFile' });
export type ApplicationFile = z.infer<typeof applicationFile>;

/** GET /api/applications/{applicationId}/explanation: every figure from the statements to the grade. */
export const assessmentExplanation = z
  .strictObject({ assessmentId: id, on: businessDate, explanation: explanationNode })
  .meta({ id: 'AssessmentExplanation' });
export type AssessmentExplanation = z.infer<typeof assessmentExplanation>;

/** GET /api/applications/{applicationId}/letter?lang=: what the last decision was told in, as it was issued. */
export const letterQuery = z.strictObject({ lang: language.optional() });
export const issuedLetter = z
  .strictObject({
    about: letterKind,
    language,
    on: businessDate,
    by: z.string(),
    templates: z.string(),
    /** To the customer. */
    letter: z.string(),
    /** To the selling unit. */
    notice: z.string(),
  })
  .meta({ id: 'IssuedLetter' });
export type IssuedLetter = z.infer<typeof issuedLetter>;
