import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf } from '@app/kernel/message';
import { emptyDraft, redrafted, type Draft, type DraftEvent } from './draft';
import type { CreditApplicationEvent } from './events';
import type { Stage } from './stages';

type Data<Type extends CreditApplicationEvent['type']> = DataOf<CreditApplicationEvent, Type>;
type EventOf<Type extends CreditApplicationEvent['type']> = Extract<CreditApplicationEvent, { type: Type }>;

export type Review = EventOf<'ApplicationRefusedAtReview' | 'ApplicationSentToAssessment' | 'GreenChannelGranted'>;
export type Decision = EventOf<'ApplicationApproved' | 'ApplicationReturned' | 'ApplicationRefused'>;

export type Application = Readonly<{
  stage: Stage;
  /** The day from which the days of this stage count. */
  since: BusinessDate;
  filed: Data<'ApplicationFiled'>;
  review: Review | undefined;
  /** The day from which the assessment's days count: of the review, or of the last return. */
  assessFrom: BusinessDate;
  draft: Draft;
  /** Every assessment ever made of it, by its id; the last one is what a decision is made on. */
  assessments: ReadonlyMap<string, Data<'AssessmentCompleted'>>;
  /** On the last assessment: a new assessment asks for a new one. */
  report: Data<'ReportWritten'> | undefined;
  remarks: readonly Data<'ReportRemarked'>[];
  /** Everybody who answered, overruled, assessed or wrote the report: they decide on none of it. */
  hands: readonly string[];
  /** The first of two approvals, while it waits for the second. */
  proposal: Data<'ApprovalProposed'> | undefined;
  decision: Decision | undefined;
  letter: Data<'LetterIssued'> | undefined;
  agreement: Data<'AgreementSigned'> | undefined;
  reassessments: readonly Data<'ReassessmentDue'>[];
}>;
export type ApplicationState = Application | undefined;

export const lastAssessment = ({ assessments }: Application): Data<'AssessmentCompleted'> | undefined =>
  [...assessments.values()].at(-1);

const withHand = (application: Application, by: string): Application =>
  application.hands.includes(by) ? application : { ...application, hands: [...application.hands, by] };

const moved = (application: Application, stage: Stage, since: BusinessDate): Application => ({
  ...application,
  stage,
  since,
});

/** An assessment older than its answers is decided on by nobody: it has to be made again, and its days go on counting. */
const drafted = (application: Application, event: DraftEvent): Application => {
  const isStale = application.stage === 'assessed' || application.stage === 'reported';
  const back = isStale ? moved(application, 'in-assessment', application.assessFrom) : application;
  return { ...back, draft: redrafted(application.draft, event), proposal: undefined };
};

const decidedBy = (application: Application, event: Decision): Application => {
  const { on } = event.data;
  const decided = { ...application, decision: event, proposal: undefined };
  switch (event.type) {
    case 'ApplicationApproved':
      return moved(decided, 'approved', on);
    case 'ApplicationReturned':
      return moved({ ...decided, assessFrom: on }, 'returned', on);
    case 'ApplicationRefused':
      return moved(decided, 'refused', on);
  }
};

const evolveFiled = (
  application: Application,
  event: Exclude<CreditApplicationEvent, { type: 'ApplicationFiled' }>,
): Application => {
  const { on } = event.data;
  switch (event.type) {
    case 'ApplicationRefusedAtReview':
      return moved({ ...application, review: event }, 'refused-at-review', on);
    case 'ApplicationSentToAssessment':
    case 'GreenChannelGranted':
      return moved({ ...application, review: event, assessFrom: on }, 'in-assessment', on);
    case 'AnswersRecorded':
      return withHand(drafted(application, event), event.data.answeredBy);
    case 'AnswersCarriedOver':
      return drafted(application, event);
    case 'OverruleGiven':
      return withHand(drafted(application, event), event.data.givenBy);
    case 'OverruleWithdrawn':
      return withHand(drafted(application, event), event.data.withdrawnBy);
    case 'AssessmentCompleted': {
      const assessments = new Map(application.assessments).set(event.data.assessmentId, event.data);
      const assessed = { ...application, assessments, report: undefined, proposal: undefined };
      return withHand(moved(assessed, 'assessed', on), event.data.assessedBy);
    }
    case 'ReportWritten': {
      const reported = { ...application, report: event.data, proposal: undefined };
      return withHand(moved(reported, 'reported', on), event.data.writtenBy);
    }
    case 'ReportRemarked':
      return { ...application, remarks: [...application.remarks, event.data] };
    case 'ApprovalProposed':
      return { ...application, proposal: event.data };
    case 'ApplicationApproved':
    case 'ApplicationReturned':
    case 'ApplicationRefused':
      return decidedBy(application, event);
    case 'LetterIssued':
      return { ...application, letter: event.data };
    case 'AgreementSigned':
      return moved({ ...application, agreement: event.data }, 'agreement-signed', on);
    case 'ReassessmentDue':
      return { ...application, reassessments: [...application.reassessments, event.data] };
  }
};

export const evolve = (application: ApplicationState, event: CreditApplicationEvent): ApplicationState => {
  if (event.type !== 'ApplicationFiled') return application === undefined ? undefined : evolveFiled(application, event);
  return {
    stage: 'filed',
    since: event.data.on,
    filed: event.data,
    review: undefined,
    assessFrom: event.data.on,
    draft: emptyDraft,
    assessments: new Map(),
    report: undefined,
    remarks: [],
    hands: [],
    proposal: undefined,
    decision: undefined,
    letter: undefined,
    agreement: undefined,
    reassessments: [],
  };
};
