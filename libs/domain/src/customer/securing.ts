import type { OfferedSecurity } from '@app/credit-model/security';
import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { Problem, type ProblemDetail } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import { exceeds, withCommas } from '@app/kernel/yuan';
import type { OfferSecurity, ReleaseSecurity, RevalueSecurity } from './commands';
import type { Customer, KeptSecurity } from './customer';
import type { CustomerEvent } from './events';

type Worth = Pick<OfferedSecurity, 'appraisedValue' | 'liquidationValue' | 'coveragePercent' | 'validTo'>;

/** What a security cannot be: worth more in a hurry than with time, covering more than all of itself, over already. */
const objectionsTo = (
  { appraisedValue, liquidationValue, coveragePercent, validTo }: Worth,
  today: BusinessDate,
): ProblemDetail[] => {
  const found: (ProblemDetail | false)[] = [
    exceeds(liquidationValue, appraisedValue) && {
      code: 'security-liquidation-above-appraised',
      facts: { liquidation: withCommas(liquidationValue), appraised: withCommas(appraisedValue) },
      where: 'liquidationValue',
    },
    !(exact(coveragePercent).gt(0) && exact(coveragePercent).lte(100)) && {
      code: 'percent-out-of-range',
      facts: { value: coveragePercent },
      where: 'coveragePercent',
    },
    isBefore(validTo, today) && { code: 'security-over', facts: { validTo, today }, where: 'validTo' },
  ];
  return found.filter((detail) => detail !== false);
};

const requireSense = (worth: Worth, today: BusinessDate): void => {
  const objections = objectionsTo(worth, today);
  if (objections[0] !== undefined) throw new Problem(objections[0].code, objections[0].facts, objections);
};

const securityIn = ({ securities }: Customer, securityId: string): KeptSecurity => {
  const kept = securities.get(securityId);
  if (kept === undefined) throw new Problem('unknown-security', { security: securityId });
  return kept;
};

/** Told again, an offer is held against what was offered then, whatever became of it since. */
export const offerSecurity = ({ data }: OfferSecurity, { securities }: Customer): CustomerEvent[] => {
  const { customerId: _, recordedBy: __, on, ...offered } = data;
  const kept = securities.get(data.securityId);
  if (kept !== undefined) {
    if (sameContent(kept.offered, offered)) return [];
    throw new Problem('same-id-other-content', { id: data.securityId, ...firstDifference(kept.offered, offered) });
  }
  requireSense(offered, on);
  return [{ type: 'SecurityOffered', data }];
};

export const revalueSecurity = ({ data }: RevalueSecurity, customer: Customer): CustomerEvent[] => {
  const { securityId, appraisedValue, liquidationValue, coveragePercent, validTo, on } = data;
  const { now, released } = securityIn(customer, securityId);
  const worth = { appraisedValue, liquidationValue, coveragePercent, validTo };
  if (sameContent({ ...now, ...worth }, now)) return [];
  if (released) throw new Problem('security-released', { security: securityId });
  requireSense(worth, on);
  return [{ type: 'SecurityRevalued', data }];
};

export const releaseSecurity = ({ data }: ReleaseSecurity, customer: Customer): CustomerEvent[] =>
  securityIn(customer, data.securityId).released ? [] : [{ type: 'SecurityReleased', data }];
