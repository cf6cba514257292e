import { addDays, addMonths, dateOf, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { lastAssessment, type Application } from './application';
import type { CheckReassessment } from './commands';
import type { CreditApplicationEvent, ReassessmentCause } from './events';

type Due = Readonly<{ dueOn: BusinessDate; evidence: string }>;
type Cause = (asked: CheckReassessment['data'], application: Application) => Due | undefined;

const sinceAssessment: Cause = ({ workflow: { reassessment } }, application) => {
  const assessed = lastAssessment(application);
  if (assessed === undefined) return undefined;
  return { dueOn: addMonths(assessed.on, reassessment.everyMonths), evidence: assessed.assessmentId };
};

/** The newest statement that the last assessment looked at: what has come in since then is what it lacks. */
const ofStatement: Cause = ({ workflow: { reassessment } }, application) => {
  const years = lastAssessment(application)?.input.statements.map(({ year }) => year) ?? [];
  if (years.length === 0) return undefined;
  const year = Math.max(...years);
  const dueOn = addDays(addMonths(dateOf(`${year}-12-31`), reassessment.statementOlderThanMonths), 1);
  return { dueOn, evidence: String(year) };
};

const onBadCredit: Cause = ({ workflow: { reassessment }, badCredit }) =>
  badCredit === undefined || !reassessment.onBadCredit
    ? undefined
    : { dueOn: badCredit.on, evidence: badCredit.receivableId };

const beforeAgreementEnds: Cause = ({ workflow: { reassessment } }, { agreement }) =>
  agreement === undefined
    ? undefined
    : { dueOn: addDays(agreement.validTo, -reassessment.daysBeforeAgreementEnds), evidence: agreement.agreementId };

const causes: Readonly<Record<ReassessmentCause, Cause>> = {
  calendar: sinceAssessment,
  'bad-credit': onBadCredit,
  'statement-old': ofStatement,
  'agreement-ends': beforeAgreementEnds,
};

/** Each cause is said once of an application: what comes after is the business of its renewal. */
export const checkReassessment = ({ data }: CheckReassessment, application: Application): CreditApplicationEvent[] => {
  if (application.stage !== 'agreement-signed') return [];
  const { applicationId, stamp: policy, on } = data;
  const { customerId } = application.filed;
  const said = new Set(application.reassessments.map(({ because }) => because));
  return (Object.keys(causes) as ReassessmentCause[]).flatMap((because): CreditApplicationEvent[] => {
    const due = said.has(because) ? undefined : causes[because](data, application);
    if (due === undefined || isBefore(on, due.dueOn)) return [];
    return [{ type: 'ReassessmentDue', data: { applicationId, customerId, because, ...due, policy, on } }];
  });
};
