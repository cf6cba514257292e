import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { CreditAccount } from '@app/domain/credit-account/account';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import type { CheckPolicy } from '@app/domain/credit-account/check-policy';
import { creditGroup } from '@app/domain/credit-group/decider';
import { creditGroupEvent } from '@app/domain/credit-group/events';
import type { CreditGroup } from '@app/domain/credit-group/group';
import { asHeard, type Which } from '@app/domain/credit-group/keeping-up';
import type { CustomerState } from '@app/domain/customer/customer';
import { customer } from '@app/domain/customer/decider';
import { customerEvent } from '@app/domain/customer/events';
import type { EventStore } from '@app/event-store/event-store';
import { pagesOf } from '@app/event-store/read-pages';
import type { Decider } from '@app/kernel/decider';
import { readEvent } from '@app/kernel/event-versions';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import { Problem } from '@app/kernel/problem';
import type { Policies, Stamped } from './policies';
import { EVENT_STORE, POLICIES } from './tokens';

type Folding<State, Event> = Readonly<{
  decider: Pick<Decider<State, never, Event>, 'category' | 'initial' | 'evolve'>;
  schema: z.ZodType<Event>;
  id: string;
  /** ISO; what was recorded at this very instant is known by then. */
  at: string;
}>;
type Past<State> = Readonly<{ state: State; revision: number | undefined }>;

const stampIn = (event: CreditAccountEvent): PolicyStamp | undefined =>
  'policy' in event.data ? event.data.policy : undefined;

/** What an account and its customer's file said at an instant of the past: folded from what was recorded by then. */
@Injectable()
export class AccountPast {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'read'>,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  /** Throws `unknown-customer`, also for one that was registered later. */
  async of(
    customerId: string,
    at: string,
  ): Promise<
    Readonly<{
      file: NonNullable<CustomerState>;
      account: CreditAccount;
      revision: number | undefined;
      check: Stamped<CheckPolicy>;
    }>
  > {
    const stamps: PolicyStamp[] = [];
    const [file, account] = await Promise.all([
      this.fold({ decider: customer, schema: customerEvent, id: customerId, at }),
      this.fold({ decider: creditAccount, schema: creditAccountEvent, id: customerId, at }, (event) => {
        const stamp = stampIn(event);
        if (stamp !== undefined) stamps[0] = stamp;
      }),
    ]);
    if (file.state === undefined) throw new Problem('unknown-customer', { customer: customerId });
    return {
      file: file.state,
      account: account.state,
      revision: account.revision,
      check: this.policyBy(stamps[0]),
    };
  }

  /** The group that the customer was in then, if any. */
  async groupOf(
    { customerId, on, counting }: Omit<Which, 'groupId'>,
    { account, revision }: Readonly<{ account: CreditAccount; revision: number | undefined }>,
    at: string,
  ): Promise<CreditGroup | undefined> {
    const { groupId } = account.membership ?? {};
    if (groupId === undefined) return undefined;
    const group = await this.fold({ decider: creditGroup, schema: creditGroupEvent, id: groupId, at });
    return asHeard({ groupId, customerId, on, counting }, group.state, { state: account, revision });
  }

  /** The version that the account was last judged by; of one that never was, the one in force. */
  private policyBy(stamp: PolicyStamp | undefined): Stamped<CheckPolicy> {
    if (stamp === undefined) return this.policies.check;
    return this.policies.checkShipped.find((known) => known.stamp.hash === stamp.hash) ?? this.policies.check;
  }

  private async fold<State, Event>(
    { decider, schema, id, at }: Folding<State, Event>,
    see: (event: Event) => void = () => undefined,
  ): Promise<Past<State>> {
    let past: Past<State> = { state: decider.initial, revision: undefined };
    for await (const page of pagesOf(this.store, `${decider.category}-${id}`)) {
      for (const stored of page) {
        if (stored.recordedAt > at) return past;
        const event = readEvent(schema, stored);
        see(event);
        past = { state: decider.evolve(past.state, event), revision: stored.revision };
      }
    }
    return past;
  }
}
