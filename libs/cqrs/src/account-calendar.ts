import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { creditAccount } from '@app/domain/credit-account/decider';
import { creditAccountEvent } from '@app/domain/credit-account/events';
import { disputedOf, hasNonCreditReason, receivableOf } from '@app/domain/credit-account/items';
import type { Handler } from '@app/event-store/handle';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Metadata } from '@app/kernel/message';
import { nil, type Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { accountsToReview } from '@app/read-models/queries/accounts-to-review';
import { expiringReservations } from '@app/read-models/queries/expiring-reservations';
import { AskCreditAccount } from './credit-account.command';
import { CustomerStandings } from './customer-standings';
import { HANDLER, SQL } from './tokens';

/** How many accounts are looked up and asked together. */
const BATCH = 200;
const BY: Metadata = { by: 'calendar' };

/** What a follow-up goes by: how much of its receivable is open, and whether that is a credit matter. */
export type ReceivableStanding = Readonly<{ openAmount: Yuan; disputed: Yuan; nonCredit: boolean }>;

/** What the beginning of a day does to accounts, though nobody asks them for anything. */
@Injectable()
export class AccountCalendar {
  constructor(
    private readonly bus: CommandBus,
    private readonly standings: CustomerStandings,
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(SQL) private readonly sql: Sql,
  ) {}

  /** The account itself is asked, not a read model: a step must never dun for what has just been paid. */
  async standing({
    customerId,
    receivableId,
  }: Readonly<{ customerId: string; receivableId: string }>): Promise<ReceivableStanding> {
    const { state: account } = await this.handler.load({
      decider: creditAccount,
      schema: creditAccountEvent,
      id: customerId,
    });
    return {
      openAmount: receivableOf(account, receivableId)?.open ?? nil,
      disputed: disputedOf(account, receivableId),
      nonCredit: hasNonCreditReason(account, receivableId),
    };
  }

  async expireReservations(on: BusinessDate): Promise<number> {
    const expiring = await expiringReservations(this.sql, on);
    for (const { customerId, shipmentId } of expiring) {
      const data = { customerId, shipmentId, on };
      await this.bus.execute(new AskCreditAccount(customerId, { type: 'ExpireReservation', data }, BY));
    }
    return expiring.length;
  }

  /** Causes of a hold that come or go with the day alone are recorded on that day. */
  async reviewHolds(on: BusinessDate): Promise<void> {
    for (let after: string | undefined; ;) {
      const due = await accountsToReview(this.sql, { on, limit: BATCH, after });
      await Promise.all(due.map((customerId) => this.review(customerId, on)));
      after = due.at(-1);
      if (due.length < BATCH) return;
    }
  }

  private async review(customerId: string, on: BusinessDate): Promise<void> {
    const { standing } = await this.standings.of(customerId, on);
    const data = { customerId, standing, on };
    await this.bus.execute(new AskCreditAccount(customerId, { type: 'ReviewHolds', data }, BY));
  }
}
