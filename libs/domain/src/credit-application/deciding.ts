import { Problem } from '@app/kernel/problem';
import { sameContent } from '@app/kernel/same-content';
import { exceeds } from '@app/kernel/yuan';
import { mayApprove, roleOf } from '../authority/authority-policy';
import { lastAssessment, type Application, type Decision } from './application';
import type { Approval, DecideApplication } from './commands';
import type { CreditApplicationEvent } from './events';
import { approvalLetter, refusalLetter } from './letters';
import { requireStage } from './stages';

const termsOf = ({ limit, termDays, conditions, requirements, longerTermReason }: Omit<Approval, 'verdict'>) => ({
  limit,
  termDays,
  conditions,
  ...(requirements !== undefined && requirements.length > 0 && { requirements }),
  ...(longerTermReason !== undefined && { longerTermReason }),
});
const isOnSameTerms = (approval: Approval, said: Omit<Approval, 'verdict'>): boolean =>
  sameContent(termsOf(approval), termsOf(said));

const requireApprovable = (
  { data: { by, authority } }: DecideApplication,
  said: Approval,
  application: Application,
) => {
  const { assessmentId, result } = lastAssessment(application) ?? {};
  if (assessmentId === undefined || result?.grade === undefined) throw new Problem('declined-needs-refusal');
  const { amount, termDays: asked } = application.filed;
  const { limit, termDays, longerTermReason } = said;
  if (exceeds(limit, amount)) throw new Problem('limit-above-asked', { limit, asked: amount });
  if (termDays > asked && longerTermReason === undefined) throw new Problem('term-above-asked', { termDays, asked });
  if (!mayApprove(by, limit, authority)) throw new Problem('limit-above-authority', { limit, role: roleOf(by), by });
  return { assessmentId, grade: result.grade, takesTwo: result.secondApprover };
};

/**
 * Near a step of the strategy a small slip in one answer moves the limit a long way: there it takes two who say the same
 * of the same terms. Other terms are a proposal of their own, for somebody else to second.
 */
const approve = (command: DecideApplication, said: Approval, application: Application): CreditApplicationEvent[] => {
  const { applicationId, by, on, stamp: authority, letters } = command.data;
  const { takesTwo, ...approvable } = requireApprovable(command, said, application);
  const which = { applicationId, customerId: application.filed.customerId };
  const terms = { ...which, ...approvable, ...termsOf(said), authority, on };
  const first = application.proposal;
  const isSeconding = first !== undefined && isOnSameTerms(said, first);
  if (takesTwo && first?.proposedBy === by && isSeconding) return [];
  if (takesTwo && !isSeconding) return [{ type: 'ApprovalProposed', data: { ...terms, proposedBy: by } }];
  const proposed = takesTwo && first !== undefined ? { proposedBy: first.proposedBy } : {};
  return [
    { type: 'ApplicationApproved', data: { ...terms, ...proposed, decidedBy: by } },
    ...approvalLetter(said, application, letters, { by, on }),
  ];
};

const decided = (command: DecideApplication, application: Application): CreditApplicationEvent[] => {
  const { applicationId, verdict, by, on, letters } = command.data;
  const which = { applicationId, customerId: application.filed.customerId, decidedBy: by, on };
  switch (verdict.verdict) {
    case 'approve':
      return approve(command, verdict, application);
    case 'return':
      return [{ type: 'ApplicationReturned', data: { ...which, reason: verdict.reason } }];
    case 'refuse': {
      const { reason } = verdict;
      const letter = refusalLetter('refused', application, letters, { reason, by, on });
      return [{ type: 'ApplicationRefused', data: { ...which, reason } }, letter];
    }
  }
};

/** The same person saying the same again, on whatever day, and whatever the authority table has become since. */
const isResent = ({ data: { verdict, by } }: DecideApplication, { type, data }: Decision): boolean => {
  switch (verdict.verdict) {
    case 'approve':
      return (
        type === 'ApplicationApproved' &&
        (data.decidedBy === by || data.proposedBy === by) &&
        isOnSameTerms(verdict, data)
      );
    case 'return':
      return type === 'ApplicationReturned' && data.decidedBy === by && data.reason === verdict.reason;
    case 'refuse':
      return type === 'ApplicationRefused' && data.decidedBy === by && data.reason === verdict.reason;
  }
};

/** Four eyes: nobody decides on what they have filed, or had a hand in. */
const requireOtherPerson = ({ filed, hands }: Application, by: string): void => {
  if (by === filed.filedBy || hands.includes(by)) throw new Problem('own-assessment', { by });
};

export const decideApplication = (command: DecideApplication, application: Application): CreditApplicationEvent[] => {
  const { by } = command.data;
  const { decision, stage } = application;
  const isRoundAgain = stage === 'in-assessment' || stage === 'assessed' || stage === 'reported';
  if (decision !== undefined && !isRoundAgain && isResent(command, decision)) return [];
  // Without a report on the last assessment there is nothing to decide on.
  requireStage(application, ['reported']);
  requireOtherPerson(application, by);
  return decided(command, application);
};
