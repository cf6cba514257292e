import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import type { ApplicationState } from './application';
import type { FileApplication, Former } from './commands';
import type { CreditApplicationEvent } from './events';

type Filed = Extract<CreditApplicationEvent, { type: 'ApplicationFiled' }>['data'];

/** What is renewed is an agreement of the same customer. */
const requireRenewable = ({ renews, customerId }: Filed, former: Former | undefined): Former => {
  if (former === undefined) throw new Problem('unknown-application', { application: renews ?? '' });
  if (former.customerId !== customerId)
    throw new Problem('customer-mismatch', { before: former.customerId, now: customerId });
  if (former.stage !== 'agreement-signed')
    throw new Problem('renewal-of-unsigned', { application: renews ?? '', stage: former.stage });
  return former;
};

export const fileApplication = (
  { data: { former, ...filed } }: FileApplication,
  application: ApplicationState,
): CreditApplicationEvent[] => {
  if (application !== undefined) {
    const known = application.filed;
    const again = { ...filed, on: known.on };
    if (sameContent(again, known)) return [];
    throw new Problem('same-id-other-content', { id: filed.applicationId, ...firstDifference(known, again) });
  }
  const begun: CreditApplicationEvent = { type: 'ApplicationFiled', data: filed };
  if (filed.renews === undefined) return [begun];
  const { applicationId, customerId, renews: from, filedBy: carriedOverBy, on } = filed;
  const { answers } = requireRenewable(filed, former);
  if (Object.keys(answers).length === 0) return [begun];
  const carried = { applicationId, customerId, from, answers, carriedOverBy, on };
  return [begun, { type: 'AnswersCarriedOver', data: carried }];
};
