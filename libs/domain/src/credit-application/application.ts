import type { CharacteristicAnswers } from '@app/credit-model/assessment-input';
import type { DataOf } from '@app/kernel/message';
import type { CreditApplicationEvent } from './events';

type Data<Type extends CreditApplicationEvent['type']> = DataOf<CreditApplicationEvent, Type>;
type EventOf<Type extends CreditApplicationEvent['type']> = Extract<CreditApplicationEvent, { type: Type }>;

export type Stage =
  | 'filed'
  | 'refused-at-review'
  | 'in-assessment'
  | 'assessed'
  | 'approved'
  | 'returned'
  | 'refused'
  | 'agreement-signed';

export type Review = EventOf<'ApplicationRefusedAtReview' | 'ApplicationSentToAssessment' | 'GreenChannelGranted'>;
export type Decision = EventOf<'ApplicationApproved' | 'ApplicationReturned' | 'ApplicationRefused'>;

export type Application = Readonly<{
  stage: Stage;
  filed: Data<'ApplicationFiled'>;
  review: Review | undefined;
  answers: CharacteristicAnswers;
  /** Every assessment ever made of it, by its id; the last one is what a decision is made on. */
  assessments: ReadonlyMap<string, Data<'AssessmentCompleted'>>;
  decision: Decision | undefined;
  agreement: Data<'AgreementSigned'> | undefined;
}>;
export type ApplicationState = Application | undefined;

export const lastAssessment = ({ assessments }: Application): Data<'AssessmentCompleted'> | undefined =>
  [...assessments.values()].at(-1);

const evolveFiled = (
  application: Application,
  event: Exclude<CreditApplicationEvent, { type: 'ApplicationFiled' }>,
): Application => {
  switch (event.type) {
    case 'ApplicationRefusedAtReview':
      return { ...application, stage: 'refused-at-review', review: event };
    case 'ApplicationSentToAssessment':
    case 'GreenChannelGranted':
      return { ...application, stage: 'in-assessment', review: event };
    case 'AnswersRecorded': {
      // An assessment older than its answers is decided on by nobody: it has to be made again.
      const stage = application.stage === 'assessed' ? 'in-assessment' : application.stage;
      return { ...application, stage, answers: { ...application.answers, ...event.data.answers } };
    }
    case 'AssessmentCompleted': {
      const assessments = new Map(application.assessments).set(event.data.assessmentId, event.data);
      return { ...application, stage: 'assessed', assessments };
    }
    case 'ApplicationApproved':
      return { ...application, stage: 'approved', decision: event };
    case 'ApplicationReturned':
      return { ...application, stage: 'returned', decision: event };
    case 'ApplicationRefused':
      return { ...application, stage: 'refused', decision: event };
    case 'AgreementSigned':
      return { ...application, stage: 'agreement-signed', agreement: event.data };
  }
};

export const evolve = (application: ApplicationState, event: CreditApplicationEvent): ApplicationState => {
  if (event.type !== 'ApplicationFiled') return application === undefined ? undefined : evolveFiled(application, event);
  return {
    stage: 'filed',
    filed: event.data,
    review: undefined,
    answers: {},
    assessments: new Map(),
    decision: undefined,
    agreement: undefined,
  };
};
