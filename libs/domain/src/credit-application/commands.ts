import type { AssessmentInput, CharacteristicAnswers } from '@app/credit-model/assessment-input';
import type { Statement } from '@app/credit-model/statement';
import type { ScoringPolicy } from '@app/credit-model/policy';
import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf, Message } from '@app/kernel/message';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import type { Yuan } from '@app/kernel/yuan';
import type { AuthorityPolicy } from '../authority/authority-policy';
import type { CreditApplicationEvent } from './events';

type Data<Type extends CreditApplicationEvent['type']> = DataOf<CreditApplicationEvent, Type>;
type Asked = { applicationId: string; by: string; on: BusinessDate };

export type FileApplication = Message<'FileApplication', Data<'ApplicationFiled'>>;

export type ReviewVerdict =
  | Readonly<{ verdict: 'refuse'; reason: string }>
  | Readonly<{ verdict: 'assess' }>
  | Readonly<{ verdict: 'green-channel'; amount: Yuan; reason: string; expiresOn: BusinessDate }>;
export type ReviewApplication = Message<'ReviewApplication', Asked & { verdict: ReviewVerdict }>;

export type RecordAnswers = Message<
  'RecordAnswers',
  Asked & { answers: CharacteristicAnswers; scoring: ScoringPolicy }
>;

export type AssessApplication = Message<
  'AssessApplication',
  Asked & {
    assessmentId: string;
    scoring: ScoringPolicy;
    stamp: PolicyStamp;
    /** From the customer's file, as it stands now. */
    statements: readonly Statement[];
    customerSince?: BusinessDate | undefined;
    industry?: string | undefined;
    flags: NonNullable<AssessmentInput['flags']>;
  }
>;

export type DecisionVerdict =
  | Readonly<{ verdict: 'approve'; limit: Yuan; termDays: number; conditions: string }>
  | Readonly<{ verdict: 'return'; reason: string }>
  | Readonly<{ verdict: 'refuse'; reason: string }>;
export type DecideApplication = Message<
  'DecideApplication',
  Asked & { verdict: DecisionVerdict; authority: AuthorityPolicy; stamp: PolicyStamp }
>;

export type SignAgreement = Message<
  'SignAgreement',
  Asked & { agreementId: string; validFrom: BusinessDate; validTo: BusinessDate; security: string }
>;

export type CreditApplicationCommand =
  FileApplication | ReviewApplication | RecordAnswers | AssessApplication | DecideApplication | SignAgreement;
