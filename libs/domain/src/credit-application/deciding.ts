import { isBefore } from '@app/kernel/business-date';
import type { DataOf } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import { exceeds, type Yuan } from '@app/kernel/yuan';
import { lastAssessment, type Application, type Decision } from './application';
import { mayApprove, roleOf } from '../authority/authority-policy';
import type { DecideApplication, DecisionVerdict, ReviewApplication, SignAgreement } from './commands';
import type { CreditApplicationEvent } from './events';
import { requireStage } from './stages';

type Allowance = DataOf<CreditApplicationEvent, 'GreenChannelGranted'>;

const withoutDay = ({ on, ...rest }: { on?: unknown }): object => rest;
const isRepeated = (event: CreditApplicationEvent, before: CreditApplicationEvent | undefined): boolean =>
  before?.type === event.type && sameContent(withoutDay(event.data), withoutDay(before.data));

const reviewed = ({ data }: ReviewApplication, { filed }: Application): CreditApplicationEvent => {
  const { applicationId, verdict, by, on } = data;
  const which = { applicationId, customerId: filed.customerId, on };
  switch (verdict.verdict) {
    case 'refuse':
      return { type: 'ApplicationRefusedAtReview', data: { ...which, reason: verdict.reason, reviewedBy: by } };
    case 'assess':
      return { type: 'ApplicationSentToAssessment', data: { ...which, reviewedBy: by } };
    case 'green-channel': {
      const { amount, reason, expiresOn } = verdict;
      return { type: 'GreenChannelGranted', data: { ...which, amount, reason, expiresOn, grantedBy: by } };
    }
  }
};

/** Shipping first is bounded: by a last day that is still to come, and by what was asked for. */
const requireBounded = ({ amount, expiresOn, on }: Allowance, asked: Yuan): void => {
  if (!isBefore(on, expiresOn)) throw new Problem('expiry-in-the-past', { expiresOn, today: on });
  if (exceeds(amount, asked)) throw new Problem('limit-above-asked', { limit: amount, asked });
};

export const reviewApplication = (command: ReviewApplication, application: Application): CreditApplicationEvent[] => {
  const event = reviewed(command, application);
  if (isRepeated(event, application.review)) return [];
  requireStage(application, ['filed']);
  if (event.type === 'GreenChannelGranted') requireBounded(event.data, application.filed.amount);
  return [event];
};

const requireApprovable = (
  { data: { by, authority } }: DecideApplication,
  verdict: Extract<DecisionVerdict, { verdict: 'approve' }>,
  application: Application,
): { assessmentId: string; grade: string } => {
  const { assessmentId, result } = lastAssessment(application) ?? {};
  if (assessmentId === undefined || result?.grade === undefined) throw new Problem('declined-needs-refusal');
  const { amount } = application.filed;
  if (exceeds(verdict.limit, amount)) throw new Problem('limit-above-asked', { limit: verdict.limit, asked: amount });
  if (!mayApprove(by, verdict.limit, authority))
    throw new Problem('limit-above-authority', { limit: verdict.limit, role: roleOf(by), by });
  return { assessmentId, grade: result.grade };
};

const decided = (command: DecideApplication, application: Application): CreditApplicationEvent => {
  const { applicationId, verdict, by: decidedBy, on, stamp: authority } = command.data;
  const which = { applicationId, customerId: application.filed.customerId, decidedBy, on };
  switch (verdict.verdict) {
    case 'approve': {
      const { limit, termDays, conditions } = verdict;
      const approvable = requireApprovable(command, verdict, application);
      return {
        type: 'ApplicationApproved',
        data: { ...which, ...approvable, limit, termDays, conditions, authority },
      };
    }
    case 'return':
      return { type: 'ApplicationReturned', data: { ...which, reason: verdict.reason } };
    case 'refuse':
      return { type: 'ApplicationRefused', data: { ...which, reason: verdict.reason } };
  }
};

/** The same person saying the same again, on whatever day, and whatever the authority table has become since. */
const isResent = ({ data: { verdict, by } }: DecideApplication, { type, data }: Decision): boolean => {
  if (data.decidedBy !== by) return false;
  switch (verdict.verdict) {
    case 'approve': {
      if (type !== 'ApplicationApproved') return false;
      const { limit, termDays, conditions } = data;
      return sameContent({ verdict: 'approve', limit, termDays, conditions }, verdict);
    }
    case 'return':
      return type === 'ApplicationReturned' && data.reason === verdict.reason;
    case 'refuse':
      return type === 'ApplicationRefused' && data.reason === verdict.reason;
  }
};

/** Four eyes: nobody decides on what they filed or assessed themselves. */
export const decideApplication = (command: DecideApplication, application: Application): CreditApplicationEvent[] => {
  const { by } = command.data;
  const { decision, filed, stage } = application;
  if (decision !== undefined && stage !== 'assessed' && isResent(command, decision)) return [];
  requireStage(application, ['assessed']);
  if (by === filed.filedBy || by === lastAssessment(application)?.assessedBy)
    throw new Problem('own-assessment', { by });
  return [decided(command, application)];
};

export const signAgreement = ({ data }: SignAgreement, application: Application): CreditApplicationEvent[] => {
  const { applicationId, agreementId, validFrom, validTo, security, by: signedBy, on } = data;
  const { agreement, decision } = application;
  const terms = { agreementId, validFrom, validTo, security };
  if (agreement !== undefined) {
    const { agreementId: id, validFrom: from, validTo: to, security: given } = agreement;
    const before = { agreementId: id, validFrom: from, validTo: to, security: given };
    if (sameContent(terms, before)) return [];
    throw new Problem('same-id-other-content', { id: applicationId, ...firstDifference(before, terms) });
  }
  requireStage(application, ['approved']);
  if (decision?.type !== 'ApplicationApproved') return [];
  if (!isBefore(validFrom, validTo)) throw new Problem('agreement-ends-too-early', { validFrom, validTo });
  const { customerId, limit, termDays, grade } = decision.data;
  const signed = { applicationId, customerId, ...terms, limit, termDays, grade, signedBy, on };
  return [{ type: 'AgreementSigned', data: signed }];
};
