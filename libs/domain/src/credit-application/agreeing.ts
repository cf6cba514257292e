import { isBefore } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import type { Application } from './application';
import type { SignAgreement } from './commands';
import type { CreditApplicationEvent } from './events';
import { requireStage } from './stages';

export const signAgreement = ({ data }: SignAgreement, application: Application): CreditApplicationEvent[] => {
  const { applicationId, agreementId, validFrom, validTo, security, by: signedBy, on } = data;
  const { isSecured, reward, onTimeReward } = data;
  const { agreement, decision } = application;
  const more = {
    ...(isSecured === true && { isSecured }),
    ...(reward !== undefined && { reward }),
    ...(onTimeReward !== undefined && { onTimeReward }),
  };
  const terms = { agreementId, validFrom, validTo, security, ...more };
  if (agreement !== undefined) {
    const { agreementId: id, validFrom: from, validTo: to, security: given } = agreement;
    const { isSecured: wasSecured, reward: agreed, onTimeReward: agreedOnTime } = agreement;
    const before = {
      ...{ agreementId: id, validFrom: from, validTo: to, security: given },
      ...(wasSecured === true && { isSecured: wasSecured }),
      ...(agreed !== undefined && { reward: agreed }),
      ...(agreedOnTime !== undefined && { onTimeReward: agreedOnTime }),
    };
    if (sameContent(terms, before)) return [];
    throw new Problem('same-id-other-content', { id: applicationId, ...firstDifference(before, terms) });
  }
  requireStage(application, ['approved']);
  if (decision?.type !== 'ApplicationApproved') return [];
  if (!isBefore(validFrom, validTo)) throw new Problem('agreement-ends-too-early', { validFrom, validTo });
  if (!isBefore(on, validTo)) throw new Problem('expiry-in-the-past', { expiresOn: validTo, today: on });
  const { customerId, limit, termDays, grade } = decision.data;
  const signed = { applicationId, customerId, ...terms, limit, termDays, grade, signedBy, on };
  return [{ type: 'AgreementSigned', data: signed }];
};
