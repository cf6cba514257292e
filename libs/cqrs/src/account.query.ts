import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AccountView, ComponentPage, ExposureComponent } from '@app/contracts/credit-limit';
import type { TimelinePage } from '@app/contracts/customer';
import { causeSentence } from '@app/contracts/hold-cause-words';
import type { CreditAccount } from '@app/domain/credit-account/account';
import { itemsOf } from '@app/domain/credit-account/component-items';
import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { exposureOfAccount } from '@app/domain/credit-account/standing-rules';
import { causesOn, isByItself } from '@app/domain/credit-account/hold-causes';
import { agreementOn, isInForce, limitInForceOn } from '@app/domain/credit-account/limit';
import type { CustomerStanding } from '@app/domain/credit-account/asked';
import { isLive } from '@app/domain/credit-account/special-approval';
import type { Handler } from '@app/event-store/handle';
import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import type { Language } from '@app/kernel/language';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import type { Sql } from '@app/postgres/connect';
import { customerTimeline } from '@app/read-models/queries/customer-timeline';
import { AccountPast } from './account-past';
import type { BusinessClock } from './business-clock';
import { CustomerStandings } from './customer-standings';
import { KnownCustomers } from './known-customers';
import type { Policies } from './policies';
import { BUSINESS_CLOCK, HANDLER, POLICIES, SQL } from './tokens';

type Seen = Readonly<{
  customerId: string;
  account: CreditAccount;
  revision: number;
  on: BusinessDate;
  standing: CustomerStanding;
  policy: CheckPolicy;
  stamp: PolicyStamp;
  knownAt: string | undefined;
}>;

/** An account with its limits, approvals and causes of a hold, now or at an instant of the past. */
export class LookAtAccount extends Query<AccountView> {
  constructor(
    readonly customerId: string,
    readonly language: Language,
    readonly at?: string,
  ) {
    super();
  }
}

const limitsOf = ({ account, on }: Seen): Pick<AccountView, 'limits' | 'temporaries' | 'allowances'> => {
  const inForce = limitInForceOn(account.limits, on);
  const timeOf = (from: BusinessDate, to: BusinessDate) =>
    isBefore(on, from) ? ('to-come' as const) : isBefore(to, on) ? ('over' as const) : ('in-force' as const);
  return {
    limits: account.limits.map(({ changeId, limit, from, to }) => ({
      ...{ changeId, limit, from, inForce: inForce?.changeId === changeId },
      ...(to !== undefined && { to }),
    })),
    temporaries: [...account.temporaries].map(([raiseId, { amount, from, to, withdrawn }]) => ({
      ...{ raiseId, amount, from, to },
      state: withdrawn ? 'withdrawn' : timeOf(from, to),
    })),
    allowances: [...account.allowances].map(([allowanceId, { amount, expiresOn }]) => ({
      ...{ allowanceId, amount, expiresOn, live: !isBefore(expiresOn, on) },
    })),
  };
};

const approvalsOf = ({ account, on }: Seen): AccountView['approvals'] =>
  [...account.approvals].map(([approvalId, approval]) => {
    const { amount, left, uses, usesLeft, expiresOn, excuses, goods, shipmentId, grantedBy, withdrawn } = approval;
    const ended = isBefore(expiresOn, on) ? ('lapsed' as const) : ('used-up' as const);
    return {
      ...{ approvalId, amount, left, uses, usesLeft, expiresOn, excuses: [...excuses], grantedBy },
      ...(goods !== undefined && { goods }),
      ...(shipmentId !== undefined && { shipmentId }),
      state: withdrawn ? 'withdrawn' : isLive(approval, on) ? 'live' : ended,
    };
  });

const agreementView = ({ account, on }: Seen): Pick<AccountView, 'agreement'> => {
  const agreement = agreementOn(account.agreement, on);
  if (agreement === undefined) return {};
  const { agreementId, grade, termDays, validFrom, validTo, isSecured = false, reward, onTimeReward } = agreement;
  const terms = { agreementId, grade, termDays, validFrom, validTo, isSecured, inForce: isInForce(agreement, on) };
  const rewards = { ...(reward !== undefined && { reward }), ...(onTimeReward !== undefined && { onTimeReward }) };
  return { agreement: { ...terms, ...rewards } };
};

const viewOf = (seen: Seen, language: Language): AccountView => {
  const { customerId, account, revision, on, policy, stamp, knownAt, standing } = seen;
  const causes = causesOn(account, on, { policy, standing });
  return {
    ...{ customerId, asOf: on, revision, policy: stamp },
    ...(knownAt !== undefined && { knownAt }),
    exposure: exposureOfAccount(account, on, policy),
    ...agreementView(seen),
    ...limitsOf(seen),
    approvals: approvalsOf(seen),
    causes: causes.map(({ cause, id, reason, since }) => ({
      ...{ cause, id, text: causeSentence(cause, reason, language), byItself: isByItself(cause) },
      ...(since !== undefined && { since }),
    })),
  };
};

@QueryHandler(LookAtAccount)
class AccountHandler implements IQueryHandler<LookAtAccount> {
  constructor(
    private readonly standings: CustomerStandings,
    private readonly past: AccountPast,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  async execute({ customerId, language, at }: LookAtAccount): Promise<AccountView> {
    return viewOf(
      at === undefined ? await this.now(customerId) : await this.inThePast(customerId, new Date(at)),
      language,
    );
  }

  private async now(customerId: string): Promise<Seen> {
    const on = this.clock.today();
    const { revision = -1, ...standing } = await this.standings.of(customerId, on);
    return { customerId, on, revision, ...standing, ...this.policies.check, knownAt: undefined };
  }

  private async inThePast(customerId: string, at: Date): Promise<Seen> {
    const [knownAt, on] = [at.toISOString(), this.clock.dayOf(at)];
    const { file, account, revision = -1, check } = await this.past.of(customerId, knownAt);
    const standing = this.standings.standing(file, account, on);
    return { customerId, on, revision, account, standing, ...check, knownAt };
  }
}

/** What one component of an exposure is made of. */
export class LookAtComponent extends Query<ComponentPage> {
  constructor(
    readonly customerId: string,
    readonly component: ExposureComponent,
    readonly wish: Readonly<{ page: number; size: number; at?: string | undefined }>,
  ) {
    super();
  }
}

@QueryHandler(LookAtComponent)
class ComponentHandler implements IQueryHandler<LookAtComponent> {
  constructor(
    private readonly customers: KnownCustomers,
    private readonly past: AccountPast,
    @Inject(HANDLER) private readonly handler: Handler,
  ) {}

  async execute({ customerId, component, wish: { page, size, at } }: LookAtComponent): Promise<ComponentPage> {
    await this.customers.require(customerId);
    const account = at === undefined ? await this.now(customerId) : await this.inThePast(customerId, at);
    const items = itemsOf(account, component);
    const rows = items.slice((page - 1) * size, page * size);
    return { component, sum: account.sums[component], rows, page, size, total: items.length };
  }

  private async now(id: string): Promise<CreditAccount> {
    return (await this.handler.load({ decider: creditAccount, schema: creditAccountEvent, id })).state;
  }

  private async inThePast(customerId: string, at: string): Promise<CreditAccount> {
    return (await this.past.of(customerId, new Date(at).toISOString())).account;
  }
}

/** Every hold and blacklisting that there was, newest first. */
export class LookAtHolds extends Query<TimelinePage> {
  constructor(
    readonly customerId: string,
    readonly wish: Readonly<{ page: number; size: number }>,
    readonly language: Language,
  ) {
    super();
  }
}

const OF_HOLDS = [
  'ShipmentsHeld',
  'HoldLifted',
  'HoldPlaced',
  'HoldRemoved',
  'CustomerBlacklisted',
  'BlacklistLifted',
] as const;

@QueryHandler(LookAtHolds)
class HoldsHandler implements IQueryHandler<LookAtHolds> {
  constructor(
    private readonly customers: KnownCustomers,
    @Inject(SQL) private readonly sql: Sql,
  ) {}

  async execute({ customerId, wish, language }: LookAtHolds): Promise<TimelinePage> {
    await this.customers.require(customerId);
    return customerTimeline(this.sql, { customerId, ...wish, language, types: OF_HOLDS });
  }
}

export const accountQueryHandlers = [AccountHandler, ComponentHandler, HoldsHandler];
