import type { FileFact } from '@app/credit-model/customer-file/file-facts';
import { dateOf, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import type { CompleteDetails, RecordFact, WithdrawFact } from './commands';
import { completed, type Customer } from './customer';
import type { CustomerEvent } from './events';

/** The last word counts, so a correction needs no more than the right value; what the file says already is not said again. */
export const completeDetails = ({ data }: CompleteDetails, { identity }: Customer): CustomerEvent[] =>
  sameContent(completed(identity, data), identity) ? [] : [{ type: 'CustomerDetailsCompleted', data }];

const DAYS: readonly string[] = ['filedOn', 'askedOn', 'asOf', 'since'];
/** What lies in the days to come nobody knows yet: it is a slip. */
const requireHappened = (fact: FileFact, today: BusinessDate): void => {
  for (const [field, day] of Object.entries(fact)) {
    if (typeof day !== 'string' || !DAYS.includes(field) || !isBefore(today, dateOf(day))) continue;
    const facts = { first: day, second: today };
    throw new Problem('date-order', facts, [{ code: 'date-order', facts, where: `fact.${field}` }]);
  }
};

/** Another content under an id that is taken is a slip, unless it says that it corrects what stands there. */
export const recordFact = ({ data }: RecordFact, { facts }: Customer): CustomerEvent[] => {
  const { factId, fact, correction, on } = data;
  const kept = facts.get(factId);
  if (kept !== undefined && sameContent(kept.fact, fact)) return [];
  requireHappened(fact, on);
  if (kept === undefined) return [{ type: 'FileFactRecorded', data }];
  if (kept.withdrawn) throw new Problem('fact-withdrawn', { fact: factId });
  if (correction === undefined || kept.fact.kind !== fact.kind)
    throw new Problem('same-id-other-content', { id: factId, ...firstDifference(kept.fact, fact) });
  return [{ type: 'FileFactRecorded', data }];
};

export const withdrawFact = ({ data }: WithdrawFact, { facts }: Customer): CustomerEvent[] => {
  const kept = facts.get(data.factId);
  if (kept === undefined) throw new Problem('unknown-fact', { fact: data.factId });
  return kept.withdrawn ? [] : [{ type: 'FileFactWithdrawn', data }];
};
