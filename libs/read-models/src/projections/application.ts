import type { ApplicationFile, ApplicationStage } from '@app/contracts/credit-application';
import type { CharacteristicAnswers } from '@app/credit-model/assessment-input';
import { creditApplicationEvent, type CreditApplicationEvent } from '@app/domain/credit-application/events';
import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf } from '@app/kernel/message';
import type { Json } from '@app/postgres/connect';
import type { RowsPerStream } from '../projection';

type Filed = DataOf<CreditApplicationEvent, 'ApplicationFiled'>;
type Application = Readonly<{
  filed: Filed;
  stage: ApplicationStage;
  changedOn: BusinessDate;
  answers: ApplicationFile['answers'];
  assessment?: ApplicationFile['assessment'];
  decision?: ApplicationFile['decision'];
  agreementId?: string;
}>;
type State = Application | undefined;

export type ApplicationTableRow = {
  application_id: string;
  customer_id: string;
  selling_unit: string;
  stage: ApplicationStage;
  amount: string;
  term_days: number;
  grade: string | null;
  suggested_limit: string | null;
  filed_on: string;
  changed_on: string;
  products: string;
  reason: string;
  filed_by: string;
  answered: number;
  answers: Json;
  assessment: Json;
  decision: Json;
  agreement_id: string | null;
  revision: number;
};

const CARD: Readonly<Record<string, 'good' | 'fair' | 'poor'>> = { '5': 'good', '3': 'fair', '1': 'poor' };

/** The four digits of a paper card spelled out aspect by aspect, so that a screen has one form to show. */
const spelledOut = (answers: CharacteristicAnswers): ApplicationFile['answers'] => {
  const spelled: ApplicationFile['answers'] = {};
  for (const [code, given] of Object.entries(answers)) {
    if (code.includes('.')) spelled[code] = given === 'good' || given === 'fair' || given === 'poor' ? given : 'none';
    else Array.from(given).forEach((digit, index) => (spelled[`${code}.${index + 1}`] = CARD[digit] ?? 'none'));
  }
  return spelled;
};

const evolveFiled = (
  application: Application,
  event: Exclude<CreditApplicationEvent, { type: 'ApplicationFiled' }>,
): Application => {
  const { type, data } = event;
  const { on } = data;
  const moved = (stage: ApplicationStage): Application => ({ ...application, stage, changedOn: on });
  switch (type) {
    case 'ApplicationRefusedAtReview': {
      const { reviewedBy: by, reason } = data;
      return { ...moved('refused-at-review'), decision: { verdict: 'refused-at-review', by, on, reason } };
    }
    case 'ApplicationSentToAssessment':
      return moved('in-assessment');
    case 'GreenChannelGranted':
      return moved('in-assessment');
    case 'AnswersRecorded': {
      const stage = application.stage === 'assessed' ? 'in-assessment' : application.stage;
      return { ...moved(stage), answers: { ...application.answers, ...spelledOut(data.answers) } };
    }
    case 'AssessmentCompleted': {
      const { assessmentId, assessedBy: by, policy, result } = data;
      const assessment = { assessmentId, on, by, policy: `${policy.id}@${policy.version}`, result };
      return { ...moved('assessed'), assessment };
    }
    case 'ApplicationApproved':
      return { ...moved('approved'), decision: { verdict: 'approved', by: data.decidedBy, on, limit: data.limit } };
    case 'ApplicationReturned':
      return { ...moved('returned'), decision: { verdict: 'returned', by: data.decidedBy, on, reason: data.reason } };
    case 'ApplicationRefused':
      return { ...moved('refused'), decision: { verdict: 'refused', by: data.decidedBy, on, reason: data.reason } };
    case 'AgreementSigned':
      return { ...moved('agreement-signed'), agreementId: data.agreementId };
  }
};

const evolve = (application: State, event: CreditApplicationEvent): State => {
  if (event.type !== 'ApplicationFiled') return application === undefined ? undefined : evolveFiled(application, event);
  return { answers: {}, ...application, filed: event.data, stage: 'filed', changedOn: event.data.on };
};

/** Every application with where it stands and all that led there. */
export const application: RowsPerStream<State, CreditApplicationEvent, ApplicationTableRow> = {
  kind: 'rows-per-stream',
  name: 'application',
  version: 1,
  table: 'application',
  key: ['stream'],
  category: 'creditApplication',
  schema: creditApplicationEvent,
  initial: undefined,
  evolve,
  render: (state, { revision }) => {
    if (state === undefined) return [];
    const { filed, stage, changedOn, answers, assessment, decision, agreementId } = state;
    const { applicationId, customerId, amount, termDays, products, reason, sellingUnit, filedBy, on } = filed;
    const row: ApplicationTableRow = {
      application_id: applicationId,
      customer_id: customerId,
      selling_unit: sellingUnit,
      stage,
      amount,
      term_days: termDays,
      grade: assessment?.result.grade ?? null,
      suggested_limit: assessment?.result.limit ?? null,
      filed_on: on,
      changed_on: changedOn,
      products,
      reason,
      filed_by: filedBy,
      answered: Object.values(answers).filter((answer) => answer !== 'none').length,
      answers,
      assessment: assessment ?? null,
      decision: decision ?? null,
      agreement_id: agreementId ?? null,
      revision,
    };
    return [row];
  },
};
