import type { z } from 'zod';
import { assessmentInput } from '@app/credit-model/assessment-input';
import { assessmentResult } from '@app/credit-model/assessment-result';
import { id } from '@app/kernel/identity';
import { event } from '@app/kernel/message';
import { policyStamp } from '@app/kernel/policy-stamp';
import type { CreditAccountEvent } from '../credit-account/events';
import type { CreditApplicationEvent } from '../credit-application/events';

/**
 * `AssessmentCompleted` without what a comparison does not look at: of the result the decision alone. To check all of it
 * takes longer than to compute it. Should the event get a version 2, reading it by this fails until its past is told here too.
 */
export const assessedFact = event('AssessmentCompleted', {
  applicationId: id,
  customerId: id,
  assessmentId: id,
  policy: policyStamp,
  input: assessmentInput,
  result: assessmentResult.pick({ outcome: true, grade: true, characteristicGrade: true, limit: true }),
});
export type AssessedFact = z.infer<typeof assessedFact>;

/** What a back-test looks at of an application beside its assessments: what came of them. */
const ofApplication = ['ApplicationFiled', 'ApplicationApproved', 'AgreementSigned'] as const;
export type ApplicationFact = Extract<CreditApplicationEvent, { type: (typeof ofApplication)[number] }>;

/** And of an account: everything that moves its exposure, or says how it was paid. */
const ofAccount = [
  'AccountOpened',
  'GreenChannelAllowed',
  'ShipmentAuthorised',
  'ShipmentRefused',
  'ShipmentDispatched',
  'ReservationReleased',
  'ReceivableOpened',
  'PaymentRecorded',
  'PaymentAllocated',
  'PaymentDeallocated',
  'PaymentReversed',
  'ExtensionGranted',
  'DisputeRaised',
  'ShipmentsHeld',
  'CustomerBlacklisted',
] as const;
export type AccountFact = Extract<CreditAccountEvent, { type: (typeof ofAccount)[number] }>;

const applicationTypes: ReadonlySet<string> = new Set(ofApplication);
const accountTypes: ReadonlySet<string> = new Set(ofAccount);

export const isAssessedFact = (event: Readonly<{ type: string }>): boolean => event.type === 'AssessmentCompleted';
export const isApplicationFact = (event: Readonly<{ type: string }>): event is ApplicationFact =>
  applicationTypes.has(event.type);
export const isAccountFact = (event: Readonly<{ type: string }>): event is AccountFact => accountTypes.has(event.type);
