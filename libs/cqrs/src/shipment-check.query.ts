import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AuthorisationReply, PaymentReply, RuleView, ShipmentCheck } from '@app/contracts/credit-account';
import { ruleSentence } from '@app/contracts/rule-sentences';
import type { CreditAccount } from '@app/domain/credit-account/account';
import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { paymentOf, reservationOf } from '@app/domain/credit-account/items';
import { exposureOn, positionOf } from '@app/domain/credit-account/exposure';
import { creditGroup } from '@app/domain/credit-group/decider';
import { creditGroupEvent } from '@app/domain/credit-group/events';
import { roomShown, type Which } from '@app/domain/credit-group/keeping-up';
import { checkShipment } from '@app/domain/credit-account/shipment-rules';
import type { Handler } from '@app/event-store/handle';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import type { RuleOutcome } from '@app/kernel/rule-outcome';
import type { Yuan } from '@app/kernel/yuan';
import { KnownCustomers } from './known-customers';
import type { Policies } from './policies';
import { HANDLER, POLICIES } from './tokens';

/** May N be shipped to this customer today? Answered from the account itself, by the rules that would refuse it. */
export class CheckShipment extends Query<ShipmentCheck> {
  constructor(
    readonly customerId: string,
    readonly amount: Yuan,
    readonly on: BusinessDate,
    readonly language: Language,
  ) {
    super();
  }
}

const viewOf = (rules: readonly RuleOutcome[], language: Language): RuleView[] =>
  rules.map((rule) => ({ ...rule, text: ruleSentence(rule, language) }));

@QueryHandler(CheckShipment)
export class CheckShipmentHandler implements IQueryHandler<CheckShipment> {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
    private readonly customers: KnownCustomers,
  ) {}

  async execute({ customerId, amount, on, language }: CheckShipment): Promise<ShipmentCheck> {
    await this.customers.require(customerId);
    const account = await this.handler.load({ decider: creditAccount, schema: creditAccountEvent, id: customerId });
    const { policy } = this.policies.check;
    const group = await this.groupFor(account, { customerId, on, counting: policy }, amount);
    const { allowed, exposure, rules } = checkShipment({ amount, group, on }, account.state, policy);
    return { decision: allowed ? 'yes' : 'no', amount, asOf: on, exposure, rules: viewOf(rules, language) };
  }

  private async groupFor(
    account: Readonly<{ state: CreditAccount; revision: number | undefined }>,
    which: Omit<Which, 'groupId'>,
    amount: Yuan,
  ) {
    const { groupId } = account.state.membership ?? {};
    if (groupId === undefined) return undefined;
    const { state } = await this.handler.load({ decider: creditGroup, schema: creditGroupEvent, id: groupId });
    return roomShown({ ...which, groupId }, state, account, amount);
  }
}

type AuthorisationAsked = Readonly<{
  shipmentId: string;
  amount: Yuan;
  on: BusinessDate;
  policy: CheckPolicy;
  language: Language;
}>;

/** The reply to an authorisation, from the state it left: a resend is answered like the first time. */
export const authorisationOf = (
  account: CreditAccount,
  { shipmentId, amount, on, policy, language }: AuthorisationAsked,
): AuthorisationReply => {
  const { available } = exposureOn(positionOf(account), on, policy);
  const reservation = reservationOf(account, shipmentId);
  if (reservation === undefined) {
    const rules = account.refusals.get(shipmentId)?.rules ?? [];
    return { decision: 'refused', shipmentId, amount, available, rules: viewOf(rules, language) };
  }
  return { decision: 'authorised', shipmentId, amount, available, expiresOn: reservation.expiresOn, rules: [] };
};

/** Where a payment went, from the state it left: a resend is answered like the first time. */
export const paymentReplyOf = (
  account: CreditAccount,
  paymentId: string,
  on: BusinessDate,
  policy: CheckPolicy,
): PaymentReply => {
  const payment = paymentOf(account, paymentId);
  if (payment === undefined) throw new Error(`payment ${paymentId} was recorded and is not there`);
  const { unallocated, allocations } = payment;
  const { available } = exposureOn(positionOf(account), on, policy);
  return { paymentId, allocations: [...allocations], unallocated, available };
};
