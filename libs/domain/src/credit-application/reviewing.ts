import { isBefore } from '@app/kernel/business-date';
import type { DataOf } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import { sameContent } from '@app/kernel/same-content';
import { exceeds, type Yuan } from '@app/kernel/yuan';
import { mayGrant, roleOf, type AuthorityPolicy } from '../authority/authority-policy';
import type { Application } from './application';
import type { ReviewApplication } from './commands';
import type { CreditApplicationEvent } from './events';
import { refusalLetter } from './letters';
import { requireStage } from './stages';

type Allowance = DataOf<CreditApplicationEvent, 'GreenChannelGranted'>;

/** Neither the day nor the table that it was checked against makes it another review. */
const said = (data: object): object => {
  const { on: _, authority: __, ...rest } = data as { on?: unknown; authority?: unknown };
  return rest;
};
const isRepeated = (event: CreditApplicationEvent, before: CreditApplicationEvent | undefined): boolean =>
  before?.type === event.type && sameContent(said(event.data), said(before.data));

const reviewed = ({ data }: ReviewApplication, { filed }: Application): CreditApplicationEvent => {
  const { applicationId, verdict, by, on, stamp: authority } = data;
  const which = { applicationId, customerId: filed.customerId, on };
  switch (verdict.verdict) {
    case 'refuse':
      return { type: 'ApplicationRefusedAtReview', data: { ...which, reason: verdict.reason, reviewedBy: by } };
    case 'assess':
      return { type: 'ApplicationSentToAssessment', data: { ...which, reviewedBy: by } };
    case 'green-channel': {
      const { amount, reason, expiresOn } = verdict;
      return { type: 'GreenChannelGranted', data: { ...which, amount, reason, expiresOn, authority, grantedBy: by } };
    }
  }
};

/** Shipping first is bounded: by a last day that is still to come, by what was asked for, and by who grants it. */
const requireBounded = (
  { amount, expiresOn, grantedBy: by, on }: Allowance,
  asked: Yuan,
  authority: AuthorityPolicy,
): void => {
  if (!isBefore(on, expiresOn)) throw new Problem('expiry-in-the-past', { expiresOn, today: on });
  if (exceeds(amount, asked)) throw new Problem('limit-above-asked', { limit: amount, asked });
  if (!mayGrant(by, amount, authority))
    throw new Problem('allowance-above-authority', { amount, role: roleOf(by), by });
};

export const reviewApplication = (command: ReviewApplication, application: Application): CreditApplicationEvent[] => {
  const { authority, letters, by, on } = command.data;
  const event = reviewed(command, application);
  if (isRepeated(event, application.review)) return [];
  requireStage(application, ['filed']);
  if (event.type === 'GreenChannelGranted') requireBounded(event.data, application.filed.amount, authority);
  if (event.type !== 'ApplicationRefusedAtReview') return [event];
  const { reason } = event.data;
  return [event, refusalLetter('refused-at-review', application, letters, { reason, by, on })];
};
