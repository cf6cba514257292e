import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { PeriodPage, periodPath, periodQuery, reopenPeriod } from '@app/contracts/periods';
import { LEDGER, ledgerPeriod, type LedgerPeriodCommand } from '@app/domain/ledger-period/decider';
import { ledgerPeriodEvent } from '@app/domain/ledger-period/events';
import { openFrom, type Closure, type LedgerPeriod } from '@app/domain/ledger-period/ledger-period';
import type { PostingPeriod } from '@app/domain/ledger-period/posting-period';
import type { Handler } from '@app/event-store/handle';
import type { Metadata } from '@app/kernel/message';
import type { BusinessClock } from './business-clock';
import { GatheredReading } from './gathered-reading';
import type { Policies } from './policies';
import { BUSINESS_CLOCK, HANDLER, POLICIES } from './tokens';

const THE_LEDGER = { decider: ledgerPeriod, schema: ledgerPeriodEvent, id: LEDGER };

const rowOf = ({ month, closedBy, on: closedOn, reopened }: Closure): PeriodPage['rows'][number] => ({
  ...{ month, state: reopened === undefined ? 'closed' : 'reopened', closedBy, closedOn },
  ...(reopened !== undefined && { reopening: reopened }),
});

/** Which months of the ledger are closed; asked of the log each time, so that no server goes on by an older answer. */
@Injectable()
export class PeriodDesk {
  /** An import posts thousands of invoices into months that have passed. */
  private readonly reading = new GatheredReading(async () => (await this.handler.load(THE_LEDGER)).state);

  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  close({ month }: z.infer<typeof periodPath>, by: Metadata): Promise<PeriodPage> {
    return this.ask({ type: 'ClosePeriod', data: { month, closedBy: by.by, ...this.decided() } }, by);
  }

  reopen(
    { month }: z.infer<typeof periodPath>,
    { reason }: z.infer<typeof reopenPeriod>,
    by: Metadata,
  ): Promise<PeriodPage> {
    return this.ask({ type: 'ReopenPeriod', data: { month, reason, by: by.by, ...this.decided() } }, by);
  }

  async list({ page, size }: z.infer<typeof periodQuery>, known?: LedgerPeriod): Promise<PeriodPage> {
    const period = known ?? (await this.period());
    const all = [...period.closed, ...period.reopened].sort((a, b) => b.month.localeCompare(a.month));
    const from = openFrom(period);
    const rows = all.slice((page - 1) * size, page * size).map(rowOf);
    return { rows, page, size, total: all.length, ...(from !== undefined && { openFrom: from }) };
  }

  /** What a posting by somebody is held against. */
  async postingBy(by: string): Promise<PostingPeriod> {
    return { period: await this.period(), by, authority: this.policies.authority.policy };
  }

  private period(): Promise<LedgerPeriod> {
    return this.reading.ask();
  }

  private async ask(command: LedgerPeriodCommand, metadata: Metadata): Promise<PeriodPage> {
    const { state } = await this.handler.handle({ ...THE_LEDGER, command, metadata });
    return this.list({ page: 1, size: 50 }, state);
  }

  private decided() {
    return { authority: this.policies.authority.policy, on: this.clock.today() };
  }
}
