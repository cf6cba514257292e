import type { ApplicationFile, ApplicationStage } from '@app/contracts/credit-application';
import {
  evolve,
  lastAssessment,
  type Application,
  type ApplicationState,
  type Decision,
} from '@app/domain/credit-application/application';
import { creditApplicationEvent, type CreditApplicationEvent } from '@app/domain/credit-application/events';
import type { Json } from '@app/postgres/connect';
import type { RowsPerStream } from '../projection';
import { draftShown } from './draft-shown';

export type ApplicationTableRow = {
  application_id: string;
  customer_id: string;
  selling_unit: string;
  stage: ApplicationStage;
  stage_since: string;
  green_until: string | null;
  amount: string;
  term_days: number;
  grade: string | null;
  suggested_limit: string | null;
  filed_on: string;
  changed_on: string;
  products: string;
  reason: string;
  filed_by: string;
  renews: string | null;
  draft_revision: number;
  answered: number;
  answers: Json;
  given: Json;
  overrules: Json;
  assessment: Json;
  assessed_on: string | null;
  statement_year: number | null;
  report: Json;
  remarks: Json;
  proposal: Json;
  decision: Json;
  letter: string | null;
  agreement_id: string | null;
  signed_on: string | null;
  valid_to: string | null;
  reassessments: Json;
  reassessed_for: string[];
  reassess_on: string | null;
  revision: number;
};

const assessmentShown = (application: Application): ApplicationFile['assessment'] => {
  const assessed = lastAssessment(application);
  if (assessed === undefined) return undefined;
  const { assessmentId, on, assessedBy: by, policy, result } = assessed;
  return { assessmentId, on, by, policy: `${policy.id}@${policy.version}`, result };
};

const reportShown = ({ report }: Application): ApplicationFile['report'] => {
  if (report === undefined) return undefined;
  const { applicationId: _, customerId: __, writtenBy: by, ...said } = report;
  return { ...said, by };
};

const proposalShown = ({ proposal }: Application): ApplicationFile['proposal'] => {
  if (proposal === undefined) return undefined;
  const { limit, termDays, conditions, proposedBy: by, on } = proposal;
  return { limit, termDays, conditions, by, on };
};

const decided = ({ type, data }: Decision): NonNullable<ApplicationFile['decision']> => {
  const { decidedBy: by, on } = data;
  switch (type) {
    case 'ApplicationApproved': {
      const { limit, termDays, conditions, requirements, longerTermReason, proposedBy } = data;
      const said = {
        ...(requirements !== undefined && { requirements }),
        ...(longerTermReason !== undefined && { longerTermReason }),
        ...(proposedBy !== undefined && { proposedBy }),
      };
      return { verdict: 'approved', by, on, limit, termDays, conditions, ...said };
    }
    case 'ApplicationReturned':
      return { verdict: 'returned', by, on, reason: data.reason };
    case 'ApplicationRefused':
      return { verdict: 'refused', by, on, reason: data.reason };
  }
};

const decisionShown = ({ decision, review }: Application): ApplicationFile['decision'] => {
  if (decision !== undefined) return decided(decision);
  if (review?.type !== 'ApplicationRefusedAtReview') return undefined;
  const { reviewedBy: by, on, reason } = review.data;
  return { verdict: 'refused-at-review', by, on, reason };
};

const reassessmentsShown = ({ reassessments }: Application): ApplicationFile['reassessments'] =>
  reassessments.map(({ because, evidence, dueOn, on }) => ({ because, evidence, dueOn, on }));

const asked = ({ filed }: Application) => ({
  application_id: filed.applicationId,
  customer_id: filed.customerId,
  selling_unit: filed.sellingUnit,
  amount: filed.amount,
  term_days: filed.termDays,
  filed_on: filed.on,
  products: filed.products,
  reason: filed.reason,
  filed_by: filed.filedBy,
  renews: filed.renews ?? null,
});

const drafted = ({ draft }: Application) => {
  const { revision: draft_revision, answers, ...shown } = draftShown(draft);
  const answered = Object.values(answers).filter((answer) => answer !== 'none').length;
  return { draft_revision, answered, answers, ...shown };
};

/** What a reassessment is looked for by, and which causes have been said. */
const ahead = (application: Application) => {
  const { agreement, reassessments } = application;
  const assessed = lastAssessment(application);
  return {
    assessed_on: assessed?.on ?? null,
    statement_year: assessed === undefined ? null : Math.max(...assessed.input.statements.map(({ year }) => year)),
    agreement_id: agreement?.agreementId ?? null,
    signed_on: agreement?.on ?? null,
    valid_to: agreement?.validTo ?? null,
    reassessments: reassessmentsShown(application),
    reassessed_for: reassessments.map(({ because }) => because),
    reassess_on: reassessments.map(({ dueOn }) => dueOn).sort()[0] ?? null,
  };
};

const rowOf = (application: Application, changedOn: string, revision: number): ApplicationTableRow => {
  const { stage, since, review, remarks, letter } = application;
  const assessment = assessmentShown(application);
  return {
    ...asked(application),
    stage,
    stage_since: since,
    green_until: review?.type === 'GreenChannelGranted' ? review.data.expiresOn : null,
    grade: assessment?.result.grade ?? null,
    suggested_limit: assessment?.result.limit ?? null,
    changed_on: changedOn,
    ...drafted(application),
    assessment: assessment ?? null,
    report: reportShown(application) ?? null,
    remarks: remarks.map(({ remarkId, assessmentId, remark, remarkedBy: by, on }) => ({
      remarkId,
      assessmentId,
      remark,
      by,
      on,
    })),
    proposal: proposalShown(application) ?? null,
    decision: decisionShown(application) ?? null,
    letter: letter?.about ?? null,
    ...ahead(application),
    revision,
  };
};

/** Every application with where it stands and all that led there: the aggregate's own state, as it is shown. */
export const application: RowsPerStream<ApplicationState, CreditApplicationEvent, ApplicationTableRow> = {
  kind: 'rows-per-stream',
  name: 'application',
  version: 2,
  table: 'application',
  key: ['stream'],
  category: 'creditApplication',
  schema: creditApplicationEvent,
  initial: undefined,
  evolve,
  render: (state, { revision, data }) => (state === undefined ? [] : [rowOf(state, data.on, revision)]),
};
