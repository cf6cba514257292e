import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import type {
  chargeInterest,
  InterestChargeView,
  InterestDueView,
  interestPath,
  interestQuery,
} from '@app/contracts/interest';
import {
  interestCorrections,
  interestDue,
  type InterestDue,
  type InterestLine,
} from '@app/domain/credit-account/arrears-interest';
import { creditAccountEvent, type CreditAccountEvent } from '@app/domain/credit-account/events';
import { owedOverTime } from '@app/domain/credit-account/owed-over-time';
import { creditAccount } from '@app/domain/credit-account/decider';
import type { EventStore } from '@app/event-store/event-store';
import { pagesOf } from '@app/event-store/read-pages';
import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import { readEvent } from '@app/kernel/event-versions';
import type { DataOf, Metadata } from '@app/kernel/message';
import { Problem } from '@app/kernel/problem';
import type { Yuan } from '@app/kernel/yuan';
import type { BusinessClock } from './business-clock';
import { AskCreditAccount } from './credit-account.command';
import { KnownCustomers } from './known-customers';
import type { Policies } from './policies';
import { BUSINESS_CLOCK, EVENT_STORE, POLICIES } from './tokens';

/** One charge has no more lines than fit into an event; what is left over is charged under another number. */
export const INTEREST_LINES_MAX = 2_000;

const TRIES_MAX = 3;

/** Whole receivables, as many as fit. */
const fitting = (lines: readonly InterestLine[]): readonly InterestLine[] => {
  const next = lines[INTEREST_LINES_MAX];
  return next === undefined
    ? lines
    : lines.slice(0, INTEREST_LINES_MAX).filter(({ receivableId }) => receivableId !== next.receivableId);
};

type Charged = DataOf<CreditAccountEvent, 'InterestCharged'>;
type Path = z.infer<typeof interestPath>;
type History = Readonly<{ events: readonly CreditAccountEvent[]; ledger: Yuan }>;

/** 逾期利息 of one account, worked out from its own events. */
@Injectable()
export class InterestDesk {
  constructor(
    private readonly commands: CommandBus,
    private readonly customers: KnownCustomers,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'read'>,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  async due(customerId: string, wish: z.infer<typeof interestQuery>): Promise<InterestDueView> {
    const to = this.dayOf(wish.to);
    const { page, size } = wish;
    const { policy } = this.policies.arrearsInterest;
    const owed = owedOverTime((await this.history(customerId)).events);
    const { lines, amount, isBelowMinimum } = interestDue(owed, to, policy);
    const { annualRatePercent: ratePercent, dayBasis, graceDays } = policy;
    return {
      ...{ customerId, to, ratePercent, dayBasis, graceDays, amount, isBelowMinimum },
      rows: lines.slice((page - 1) * size, page * size).map((line) => ({ ...line })),
      ...{ page, size, total: lines.length },
      corrections: interestCorrections(owed, policy).map((one) => ({ ...one })),
    };
  }

  /** Sent again, it answers what was charged then. Worked out anew when the account moves in between. */
  async charge(path: Path, body: z.infer<typeof chargeInterest>, by: Metadata): Promise<InterestChargeView> {
    for (let nth = 1; ; nth++) {
      try {
        return await this.chargeOnce(path, body, by);
      } catch (error) {
        const hasMoved = error instanceof Problem && error.code === 'interest-moved';
        if (!hasMoved || nth === TRIES_MAX) throw error;
      }
    }
  }

  private async chargeOnce(
    path: Path,
    body: z.infer<typeof chargeInterest>,
    by: Metadata,
  ): Promise<InterestChargeView> {
    const { customerId, interestId } = path;
    const history = await this.history(customerId);
    const known = this.chargedAs(history, interestId);
    if (known !== undefined) {
      if (body.to === undefined || body.to === known.to) return this.view(history, known);
      throw new Problem('same-id-other-content', { id: interestId, before: known.to, now: body.to });
    }
    const to = this.dayOf(body.to);
    const due = interestDue(owedOverTime(history.events), to, this.policies.arrearsInterest.policy);
    await this.ask(path, { due, to, ledger: history.ledger }, by);
    const then = await this.history(customerId);
    const charged = this.chargedAs(then, interestId);
    if (charged === undefined) throw new Problem('no-interest-due', { customer: customerId, to });
    return this.view(then, charged);
  }

  private async ask(
    path: Path,
    { due, to, ledger }: Readonly<{ due: InterestDue; to: BusinessDate; ledger: Yuan }>,
    by: Metadata,
  ): Promise<void> {
    const { customerId } = path;
    if (due.isBelowMinimum) throw new Problem('no-interest-due', { customer: customerId, to });
    const { annualRatePercent: ratePercent, dueAfterDays } = this.policies.arrearsInterest.policy;
    const about = { ratePercent, lines: fitting(due.lines), to, dueAfterDays, ledger };
    const data = { ...path, ...about, chargedBy: by.by, on: this.clock.today() };
    await this.commands.execute(new AskCreditAccount(customerId, { type: 'ChargeInterest', data }, by));
  }

  private dayOf(wanted: BusinessDate | undefined): BusinessDate {
    const today = this.clock.today();
    const to = wanted ?? today;
    if (isBefore(today, to)) throw new Problem('date-order', { first: to, second: today });
    return to;
  }

  private chargedAs({ events }: History, interestId: string): Charged | undefined {
    for (const { type, data } of events) if (type === 'InterestCharged' && data.interestId === interestId) return data;
    return undefined;
  }

  private view({ events }: History, { customerId: _, on: __, ...charged }: Charged): InterestChargeView {
    const opened = events.find(({ data }) => 'receivableId' in data && data.receivableId === charged.interestId);
    const dueDate = opened?.type === 'ReceivableOpened' ? opened.data.dueDate : charged.to;
    return { ...charged, dueDate };
  }

  /** All of it: interest is reckoned seldom, and only over one account. */
  private async history(customerId: string): Promise<History> {
    await this.customers.require(customerId);
    const events: CreditAccountEvent[] = [];
    for await (const page of pagesOf(this.store, `${creditAccount.category}-${customerId}`))
      for (const stored of page) events.push(readEvent(creditAccountEvent, stored));
    const ledger = events.reduce(creditAccount.evolve, creditAccount.initial).ledger;
    return { events, ledger };
  }
}
