import { Inject, Injectable } from '@nestjs/common';
import type { CreditAccount } from '@app/domain/credit-account/account';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { agreementOn } from '@app/domain/credit-account/limit';
import type { CustomerStanding } from '@app/domain/credit-account/asked';
import type { Customer } from '@app/domain/customer/customer';
import { customer } from '@app/domain/customer/decider';
import { customerEvent } from '@app/domain/customer/events';
import { standingOf } from '@app/domain/customer/standing';
import type { Handler } from '@app/event-store/handle';
import type { BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { KnownCustomers } from './known-customers';
import type { Policies } from './policies';
import { HANDLER, POLICIES } from './tokens';

type Kept = Readonly<{ on: BusinessDate; grade: string | undefined; standing: CustomerStanding }>;

/** An account and what its customer's file has to say beside it, both as the log has them now. */
export type Standing = Readonly<{ account: CreditAccount; revision: number | undefined; standing: CustomerStanding }>;

/** What a shipment is judged by that lies on two streams: read from the log, not from a read model. */
@Injectable()
export class CustomerStandings {
  /** A file's standing is worked out once for as long as the file and the day stay what they are. */
  private readonly kept = new WeakMap<Customer, Kept>();

  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
    private readonly customers: KnownCustomers,
  ) {}

  /** Throws `unknown-customer`. */
  async of(customerId: string, on: BusinessDate): Promise<Standing> {
    const [{ state: file }, { state: account, revision }] = await Promise.all([
      this.handler.load({ decider: customer, schema: customerEvent, id: customerId }),
      this.handler.load({ decider: creditAccount, schema: creditAccountEvent, id: customerId }),
    ]);
    if (file === undefined) throw new Problem('unknown-customer', { customer: customerId });
    this.customers.note(customerId);
    return { account, revision, standing: this.standing(file, account, on) };
  }

  standing(file: Customer, account: CreditAccount, on: BusinessDate): CustomerStanding {
    const grade = agreementOn(account.agreement, on)?.grade;
    const known = this.kept.get(file);
    if (known?.on === on && known.grade === grade) return known.standing;
    const standing = standingOf(file, { on, completeness: this.policies.customerFile.policy, grade });
    this.kept.set(file, { on, grade, standing });
    return standing;
  }
}
