import { addDays, isBefore } from '@app/kernel/business-date';
import type { RuleName, RuleOutcome } from '@app/kernel/rule-outcome';
import { exceeds, isPositive, nil, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount } from './account';
import type { Asked } from './asked';
import type { CheckPolicy, CheckRule } from './check-policy';
import type { Exposure } from './exposure';
import * as finding from './rule-findings';
import { approvalFor, type ApprovalUse } from './special-approval';
import { exposureOfAccount, isOfTheAccount, keptRules } from './standing-rules';

const findingOf = (rule: CheckRule, asked: Asked, seen: finding.Seen): finding.Finding => {
  switch (rule.rule) {
    case 'agreement-valid':
      return finding.agreementIsValid(asked, seen);
    case 'not-on-hold':
      return finding.accountIsNotOnHold(asked, seen);
    case 'not-blacklisted':
      return finding.customerIsNotBlacklisted(asked, seen);
    case 'free-limit':
      return finding.amountFitsTheLimit(asked, seen);
    case 'component-maximum':
      return finding.componentsFit(asked, seen, rule);
    case 'group-limit':
      return finding.groupHasRoom(asked);
    case 'single-document-maximum':
      return finding.documentIsNotTooLarge(asked, rule);
    case 'oldest-overdue':
      return finding.nothingIsLongOverdue(asked, seen, rule);
    case 'overdue-share':
      return finding.littleIsOverdue(asked, seen, rule);
    case 'overdue-amount':
      return finding.notTooMuchIsOverdue(asked, seen, rule);
    case 'follow-up-step':
      return finding.followUpIsNotFar(asked, seen, rule);
    case 'prior-batch':
      return finding.earlierBatchesArePaid(asked, seen, rule);
    case 'security-valid':
      return finding.securityIsValid(asked, seen);
    case 'grade-allowed':
      return finding.gradeIsAllowed(asked, seen, rule);
    case 'terms-not-worsened':
      return finding.termsAreNotWorsened(asked, seen);
    case 'statement-fresh':
      return finding.statementIsFresh(asked, seen, rule);
    case 'data-complete':
      return finding.dataIsComplete(asked, seen, rule);
  }
};

export type ShipmentAnswer = Readonly<{
  allowed: boolean;
  exposure: Exposure;
  rules: readonly RuleOutcome[];
  /** It is to be delivered beyond the horizon, and takes no room before it is called off. */
  isPlanned: boolean;
  /** What would have to be let through beyond the rules; zero when nothing has to be. */
  needed: Yuan;
  /** The special approval that lets it through. */
  approval: ApprovalUse | undefined;
}>;

type Judged = Readonly<{ outcome: RuleOutcome; above: Yuan | undefined }>;

/** A green channel 绿色通道 ships before there is an agreement: within its allowance its lack is no breach. */
const isExcused = (rule: RuleName, { exposure }: finding.Seen): boolean =>
  rule === 'agreement-valid' && exceeds(exposure.greenChannel, nil);

const isBeyondHorizon = ({ on, deliverOn }: Asked, { rules }: CheckPolicy): boolean =>
  deliverOn !== undefined &&
  rules.some(
    (rule) =>
      rule.rule === 'free-limit' &&
      rule.horizonDays !== undefined &&
      isBefore(addDays(on, rule.horizonDays), deliverOn),
  );

/** 同时: what stops a shipment only together does not stop it while one of them is kept, or is not looked at. */
const softened = (judged: readonly Judged[], together: readonly RuleName[]): readonly Judged[] => {
  const isTogether = ({ outcome }: Judged) => together.includes(outcome.rule);
  const set = judged.filter(isTogether);
  if (set.length === together.length && set.every(({ outcome }) => outcome.outcome !== 'pass')) return judged;
  return judged.map((one) =>
    isTogether(one) && one.outcome.outcome === 'block'
      ? { ...one, outcome: { ...one.outcome, outcome: 'warn' as const } }
      : one,
  );
};

/** What would have to be let through beyond the rules; all of the order where a rule lets nothing through. */
const aboveTheRules = (blocked: readonly Judged[], amount: Yuan): Yuan =>
  blocked.reduce((most, { above = amount }) => (exceeds(above, most) ? above : most), nil);

const excused = ({ outcome, above }: Judged, { approvalId }: ApprovalUse): Judged => ({
  above,
  outcome: { ...outcome, outcome: 'warn', facts: { ...outcome.facts, approval: approvalId } },
});

const judgeOne = (rule: CheckRule, asked: Asked, seen: finding.Seen): Judged => {
  const { breached, facts, above } = findingOf(rule, asked, seen);
  const reaction = isExcused(rule.rule, seen) ? 'warn' : rule.reaction;
  const outcome: RuleOutcome = { rule: rule.rule, outcome: breached ? reaction : 'pass', facts: { ...facts } };
  return { outcome, above };
};

const keptOf = keptRules<Judged>();

const judge = (
  asked: Asked,
  seen: finding.Seen,
  policy: CheckPolicy,
  only?: readonly RuleName[],
): readonly Judged[] => {
  const rules = only === undefined ? policy.rules : policy.rules.filter(({ rule }) => only.includes(rule));
  const kept = keptOf(seen.account, { on: asked.on, policy, standing: asked.standing });
  const judged = rules.map((rule): Judged => {
    const known = kept.get(rule.rule);
    if (known !== undefined) return known;
    const said = judgeOne(rule, asked, seen);
    if (isOfTheAccount(rule.rule)) kept.set(rule.rule, said);
    return said;
  });
  return policy.together.length === 0 ? judged : softened(judged, policy.together);
};

/** May N be shipped to this customer today? The query shows this answer, the decider acts by it. */
export const checkShipment = (
  asked: Asked,
  account: CreditAccount,
  policy: CheckPolicy,
  only?: readonly RuleName[],
): ShipmentAnswer => {
  const exposure = exposureOfAccount(account, asked.on, policy);
  const isPlanned = isBeyondHorizon(asked, policy);
  const judged = judge(asked, { account, exposure, isPlanned }, policy, only);
  const blocked = judged.filter(({ outcome }) => outcome.outcome === 'block');
  const needed = aboveTheRules(blocked, asked.amount);
  const approval = isPositive(needed)
    ? approvalFor(asked, account, { needed, rules: blocked.map(({ outcome }) => outcome.rule) })
    : undefined;
  const told =
    approval === undefined ? judged : judged.map((one) => (blocked.includes(one) ? excused(one, approval) : one));
  const rules = told.map(({ outcome }) => outcome);
  return { allowed: blocked.length === 0 || approval !== undefined, exposure, isPlanned, rules, needed, approval };
};
