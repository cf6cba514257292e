import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ShipmentCheck } from '@app/contracts/shipment';
import type { CreditAccount } from '@app/domain/credit-account/account';
import type { Asked } from '@app/domain/credit-account/asked';
import { checkShipment } from '@app/domain/credit-account/shipment-rules';
import { groupRoomFor } from '@app/domain/credit-group/group-room';
import { waysOut } from '@app/domain/credit-account/ways-out';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import { requireKnownApproval } from '@app/domain/credit-account/shipping';
import { AccountPast } from './account-past';
import type { BusinessClock } from './business-clock';
import { CustomerStandings } from './customer-standings';
import { GroupOfAccount } from './groups/group-of-account';
import type { Policies } from './policies';
import { ruleViews, wayOutViews } from './shipment-views';
import { BUSINESS_CLOCK, POLICIES } from './tokens';

/** What is asked of a shipment, apart from the day and from what other streams know. */
export type WouldShip = Omit<Asked, 'on' | 'standing' | 'group' | 'whole'>;

/** May N be shipped to this customer? Answered from the account itself, by the rules that would refuse it. */
export class CheckShipment extends Query<ShipmentCheck> {
  constructor(
    readonly customerId: string,
    readonly asked: WouldShip,
    readonly language: Language,
    /** An instant of the past, ISO: what the answer would have been then. */
    readonly at?: string,
  ) {
    super();
  }
}

type Known = Pick<ShipmentCheck, 'revision' | 'policy'> &
  Readonly<{ asked: Asked; account: CreditAccount; policies: Parameters<typeof waysOut>[3]; knownAt?: string }>;

const answered = (
  { asked, account, policies, policy, revision, knownAt }: Known,
  language: Language,
): ShipmentCheck => {
  requireKnownApproval(account, asked.approvalId);
  const answer = checkShipment(asked, account, policies.policy);
  const { allowed, exposure, rules, isPlanned, approval } = answer;
  return {
    decision: allowed ? 'yes' : 'no',
    amount: asked.amount,
    asOf: asked.on,
    ...(knownAt !== undefined && { knownAt }),
    ...{ revision, policy, exposure, isPlanned },
    rules: ruleViews(rules, language),
    ...(approval !== undefined && { approval }),
    waysOut: wayOutViews(waysOut(asked, answer, account, policies), language),
  };
};

@QueryHandler(CheckShipment)
export class CheckShipmentHandler implements IQueryHandler<CheckShipment> {
  constructor(
    private readonly standings: CustomerStandings,
    private readonly past: AccountPast,
    private readonly groups: GroupOfAccount,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  execute(query: CheckShipment): Promise<ShipmentCheck> {
    return query.at === undefined ? this.now(query) : this.inThePast(query, new Date(query.at));
  }

  private async now({ customerId, asked, language }: CheckShipment): Promise<ShipmentCheck> {
    const on = this.clock.today();
    const known = await this.standings.of(customerId, on);
    const { account, revision = -1, standing } = known;
    const inGroup = await this.groups.of(customerId, known, on);
    const group = inGroup && groupRoomFor(inGroup, customerId, asked.amount);
    const { policy, stamp } = this.policies.check;
    const policies = { policy, authority: this.policies.authority.policy };
    return answered({ asked: { ...asked, on, standing, group }, account, policies, policy: stamp, revision }, language);
  }

  /** By the rules that the account was judged by then, on the business day that it was. */
  private async inThePast({ customerId, asked, language }: CheckShipment, at: Date): Promise<ShipmentCheck> {
    const knownAt = at.toISOString();
    const on: BusinessDate = this.clock.dayOf(at);
    const past = await this.past.of(customerId, knownAt);
    const { file, account, revision = -1, check } = past;
    const inGroup = await this.past.groupOf({ customerId, on, counting: check.policy }, past, knownAt);
    const group = inGroup && groupRoomFor(inGroup, customerId, asked.amount);
    const standing = this.standings.standing(file, account, on);
    const policies = { policy: check.policy, authority: this.policies.authority.policy };
    const known = {
      asked: { ...asked, on, standing, group },
      account,
      policies,
      policy: check.stamp,
      revision,
      knownAt,
    };
    return answered(known, language);
  }
}
