import { ruleSentence } from '@app/contracts/rule-sentences';
import type { AuthorisationReply, ReservationReply, RuleView, WayOutView } from '@app/contracts/shipment';
import { wayOutSentence } from '@app/contracts/way-out-words';
import type { AuthorityPolicy } from '@app/domain/authority/authority-policy';
import type { CreditAccount } from '@app/domain/credit-account/account';
import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { refusalKey } from '@app/domain/credit-account/evolve-shipments';
import { exposureOfAccount } from '@app/domain/credit-account/standing-rules';
import { reservationOf } from '@app/domain/credit-account/items';
import type { Asked } from '@app/domain/credit-account/asked';
import { checkShipment } from '@app/domain/credit-account/shipment-rules';
import { waysOut, type WayOut } from '@app/domain/credit-account/ways-out';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import type { RuleOutcome } from '@app/kernel/rule-outcome';

// What an account answers, from the state that it was left in: a resend is answered like the first time.

/** What a rule said is put into words once in each language: an account says most of it of every order. */
const views = new WeakMap<RuleOutcome, Partial<Record<Language, RuleView>>>();

const ruleView = (said: RuleOutcome, language: Language): RuleView => {
  const known = views.get(said) ?? {};
  if (known[language] !== undefined) return known[language];
  const { rule, outcome, facts } = said;
  const view = { rule, outcome, text: ruleSentence(said, language), facts };
  views.set(said, { ...known, [language]: view });
  return view;
};

export const ruleViews = (rules: readonly RuleOutcome[], language: Language): RuleView[] =>
  rules.map((rule) => ruleView(rule, language));

export const wayOutViews = (ways: readonly WayOut[], language: Language): WayOutView[] =>
  ways.map((way) => ({
    ...way,
    ...('roles' in way && { roles: [...way.roles] }),
    text: wayOutSentence(way, language),
  })) as WayOutView[];

type Judged = Readonly<{
  asked: Asked & Readonly<{ shipmentId: string }>;
  policy: CheckPolicy;
  authority: AuthorityPolicy;
  language: Language;
}>;

const groupAnswerIn = (rules: readonly RuleOutcome[]): Asked['group'] => {
  const said = rules.find(({ rule }) => rule === 'group-limit');
  return said && { hasRoom: said.outcome === 'pass', facts: said.facts };
};

/** The reply to an authorisation. */
export const authorisationOf = (
  account: CreditAccount,
  events: readonly CreditAccountEvent[],
  { asked, policy, authority, language }: Judged,
): AuthorisationReply => {
  const { shipmentId, amount, on } = asked;
  const { available } = exposureOfAccount(account, on, policy);
  const reservation = reservationOf(account, shipmentId);
  const shipment = { shipmentId, amount, available };
  if (reservation === undefined) {
    const rules = account.refusals.get(shipmentId)?.rules ?? [];
    // The account has not moved since it said no, so the ways out are those of that answer; of the group it has kept it.
    const again = { ...asked, group: groupAnswerIn(rules) };
    const ways = waysOut(again, checkShipment(again, account, policy), account, { policy, authority });
    const views = { rules: ruleViews(rules, language), waysOut: wayOutViews(ways, language) };
    return { decision: 'refused', ...shipment, ...views };
  }
  const authorised = events.find(({ type }) => type === 'ShipmentAuthorised');
  const approval = authorised?.type === 'ShipmentAuthorised' ? authorised.data.approval : undefined;
  const { expiresOn, isPlanned = false } = reservation;
  const decision = isPlanned ? 'planned' : 'authorised';
  return { decision, ...shipment, expiresOn, ...(approval !== undefined && { approval }), rules: [], waysOut: [] };
};

type OfReservation = Readonly<{
  shipmentId: string;
  /** Beside the shipment's number, what a refusal is kept under. */
  step?: string;
  on: BusinessDate;
  policy: CheckPolicy;
  language: Language;
}>;

/** What has become of a reservation that stands. */
export const reservationReplyOf = (
  account: CreditAccount,
  events: readonly CreditAccountEvent[],
  { shipmentId, step, on, policy, language }: OfReservation,
): ReservationReply => {
  const reservation = reservationOf(account, shipmentId);
  if (reservation === undefined) throw new Error(`shipment ${shipmentId} was decided on and is not there`);
  const { amount, open, expiresOn } = reservation;
  // A refusal goes with what passes after it: one that is there is the last word.
  const refusal = account.refusals.get(refusalKey(shipmentId, step));
  return {
    decision: refusal === undefined ? 'accepted' : 'refused',
    ...{ shipmentId, amount, open, expiresOn },
    available: exposureOfAccount(account, on, policy).available,
    rules: ruleViews(refusal?.rules ?? [], language),
    recorded: events.map(({ type }) => type),
  };
};
