import type { AssessmentInput, CharacteristicAnswers } from '@app/credit-model/assessment-input';
import type { Statement } from '@app/credit-model/statement';
import type { ScoringPolicy } from '@app/credit-model/policy';
import type { SaidForAssessment } from '@app/credit-model/trade-figures';
import type { Answer } from '@app/credit-model/policy/policy-shape';
import type { OfferedSecurity } from '@app/credit-model/security';
import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf, Message } from '@app/kernel/message';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import type { Yuan } from '@app/kernel/yuan';
import type { AuthorityPolicy } from '../authority/authority-policy';
import type { LetterTemplates } from '../letters/letter-templates';
import type { WorkflowPolicy } from '../workflow/workflow-policy';
import type { CreditApplicationEvent, Requirement } from './events';
import type { Stage } from './stages';
import type { EarlyPaymentReward, OnTimeReward } from '../credit-account/limit';

type Data<Type extends CreditApplicationEvent['type']> = DataOf<CreditApplicationEvent, Type>;
type Asked = { applicationId: string; by: string; on: BusinessDate };
/** The revision of the draft that the writer has seen; left out, they have seen none. */
type Drafting = Asked & { seen?: number | undefined };

/** What a renewal has to know of the application that it renews. */
export type Former = Readonly<{ customerId: string; stage: Stage; answers: CharacteristicAnswers }>;
export type FileApplication = Message<'FileApplication', Data<'ApplicationFiled'> & { former?: Former | undefined }>;

/** What it takes to write to the customer: the templates, and whom they are about. */
export type LetterMaterial = Readonly<{ templates: LetterTemplates; stamp: PolicyStamp; customerName: string }>;
type Authority = { authority: AuthorityPolicy; stamp: PolicyStamp; letters: LetterMaterial };

export type ReviewVerdict =
  | Readonly<{ verdict: 'refuse'; reason: string }>
  | Readonly<{ verdict: 'assess' }>
  | Readonly<{ verdict: 'green-channel'; amount: Yuan; reason: string; expiresOn: BusinessDate }>;
export type ReviewApplication = Message<'ReviewApplication', Asked & Authority & { verdict: ReviewVerdict }>;

export type RecordAnswers = Message<
  'RecordAnswers',
  Drafting & { answers: CharacteristicAnswers; scoring: ScoringPolicy }
>;
export type GiveOverrule = Message<
  'GiveOverrule',
  Drafting & { aspect: string; answer: Answer; reason: string; scoring: ScoringPolicy }
>;
export type WithdrawOverrule = Message<'WithdrawOverrule', Drafting & { aspect: string }>;

/** What the customer's file and the ledger know, as they stand now: each part is there only where it is known. */
export type AssessmentFacts = Readonly<
  { statements: readonly Statement[]; securities?: readonly OfferedSecurity[] | undefined } & Pick<
    AssessmentInput,
    'customerSince' | 'industry' | 'foundedOn' | 'registeredCapital' | 'guaranteesGiven' | 'trade' | 'flags'
  >
>;
export type AssessApplication = Message<
  'AssessApplication',
  Asked & {
    assessmentId: string;
    scoring: ScoringPolicy;
    stamp: PolicyStamp;
    /** What the caller said, by which a resend is known; it is among the facts too. */
    said: SaidForAssessment;
    facts: AssessmentFacts;
  }
>;

type Unsaid = 'customerId' | 'writtenBy' | 'remarkedBy';
export type WriteReport = Message<'WriteReport', Asked & Omit<Data<'ReportWritten'>, Unsaid>>;
/** What the reviewer has to say to the report. */
export type RemarkReport = Message<'RemarkReport', Asked & Omit<Data<'ReportRemarked'>, Unsaid>>;

export type Approval = Readonly<{
  verdict: 'approve';
  limit: Yuan;
  termDays: number;
  conditions: string;
  requirements?: Requirement[] | undefined;
  longerTermReason?: string | undefined;
}>;
export type DecisionVerdict =
  Approval | Readonly<{ verdict: 'return'; reason: string }> | Readonly<{ verdict: 'refuse'; reason: string }>;
export type DecideApplication = Message<'DecideApplication', Asked & Authority & { verdict: DecisionVerdict }>;

export type SignAgreement = Message<
  'SignAgreement',
  Asked & {
    agreementId: string;
    validFrom: BusinessDate;
    validTo: BusinessDate;
    security: string;
    isSecured?: boolean | undefined;
    reward?: EarlyPaymentReward | undefined;
    onTimeReward?: OnTimeReward | undefined;
  }
>;

/** Asked by the calendar every day: what is not due, or has been said, is not said. */
export type CheckReassessment = Message<
  'CheckReassessment',
  Asked & {
    workflow: WorkflowPolicy;
    stamp: PolicyStamp;
    /** The first bad credit record since the agreement was signed. */
    badCredit?: Readonly<{ receivableId: string; on: BusinessDate }> | undefined;
  }
>;

export type CreditApplicationCommand =
  | FileApplication
  | ReviewApplication
  | RecordAnswers
  | GiveOverrule
  | WithdrawOverrule
  | AssessApplication
  | WriteReport
  | RemarkReport
  | DecideApplication
  | SignAgreement
  | CheckReassessment;
