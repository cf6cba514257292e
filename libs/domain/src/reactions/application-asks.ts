import type { CreditApplicationEvent } from '../credit-application/events';
import type { Ask } from './asks';

/** A signed agreement opens the credit account; a green channel lets one shipment through before that. */
export const asksOfApplication = (event: CreditApplicationEvent): Ask[] => {
  switch (event.type) {
    case 'AgreementSigned': {
      const { customerId, agreementId, limit, grade, termDays, validFrom, validTo, on } = event.data;
      const { isSecured, reward, onTimeReward } = event.data;
      const terms = { limit, grade, termDays, validFrom, validTo };
      const more = {
        ...(isSecured !== undefined && { isSecured }),
        ...(reward !== undefined && { reward }),
        ...(onTimeReward !== undefined && { onTimeReward }),
      };
      const data = { customerId, agreementId, ...terms, ...more, on };
      return [{ aggregate: 'creditAccount', id: customerId, command: { type: 'OpenAccount', data } }];
    }
    case 'GreenChannelGranted': {
      const { customerId, applicationId: allowanceId, amount, expiresOn, on } = event.data;
      const data = { customerId, allowanceId, amount, expiresOn, on };
      return [{ aggregate: 'creditAccount', id: customerId, command: { type: 'AllowGreenChannel', data } }];
    }
    case 'ApplicationFiled':
    case 'ApplicationRefusedAtReview':
    case 'ApplicationSentToAssessment':
    case 'AnswersRecorded':
    case 'AnswersCarriedOver':
    case 'OverruleGiven':
    case 'OverruleWithdrawn':
    case 'AssessmentCompleted':
    case 'ReportWritten':
    case 'ReportRemarked':
    case 'ApprovalProposed':
    case 'ApplicationApproved':
    case 'ApplicationReturned':
    case 'ApplicationRefused':
    case 'LetterIssued':
    case 'ReassessmentDue':
      return [];
  }
};
