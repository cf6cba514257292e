import { Inject } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { FollowUpEvent } from '@app/domain/follow-up/events';
import type { TickReply } from '@app/contracts/follow-up';
import type { BusinessDate } from '@app/kernel/business-date';
import { followUpId } from '@app/kernel/identity';
import type { Metadata } from '@app/kernel/message';
import { sameContent } from '@app/kernel/same-content';
import type { Sql } from '@app/postgres/connect';
import type { Followers } from '@app/read-models/runner';
import { dueReassessments, type DueReassessment } from '@app/read-models/queries/due-reassessments';
import { dueSteps, type DueFollowUp } from '@app/read-models/queries/due-steps';
import { AccountCalendar } from './account-calendar';
import { AskCreditApplication } from './credit-application.command';
import { ReviewGroups } from './groups/review-groups.command';
import { AskFollowUp } from './follow-up.command';
import type { Policies } from './policies';
import { FOLLOWERS, POLICIES, SQL } from './tokens';

/** How many follow-ups are looked up and carried out together. */
const BATCH = 200;
const BY: Metadata = { by: 'calendar' };

/** The beginning of a business day: every step whose day has come is done, each once; what was missed is caught up. */
export class Tick extends Command<TickReply> {
  constructor(readonly until: BusinessDate) {
    super();
  }
}

type Tally = { steps: Record<string, number>; withheld: number; late: number };

const count = (tally: Tally, events: readonly FollowUpEvent[]): void => {
  for (const { type, data } of events) {
    if (type === 'StepWithheld') tally.withheld++;
    if (type !== 'StepDone') continue;
    tally.steps[data.step] = (tally.steps[data.step] ?? 0) + 1;
    if (data.daysLate > 0) tally.late++;
  }
};

@CommandHandler(Tick)
export class TickHandler implements ICommandHandler<Tick> {
  constructor(
    private readonly bus: CommandBus,
    private readonly accounts: AccountCalendar,
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(FOLLOWERS) private readonly followers: Followers,
  ) {}

  async execute({ until }: Tick): Promise<TickReply> {
    await this.followers.settle();
    const tally: Tally = { steps: {}, withheld: 0, late: 0 };
    for (let after: DueFollowUp | undefined; ;) {
      const due = await dueSteps(this.sql, { until, limit: BATCH, after });
      const done = await Promise.all(due.map((one) => this.carryOut(one, until)));
      for (const events of done) count(tally, events);
      after = due.at(-1);
      if (due.length < BATCH) break;
    }
    const reservationsExpired = await this.accounts.expireReservations(until);
    await this.accounts.reviewHolds(until);
    await this.bus.execute(new ReviewGroups(until, { withMembers: true }));
    // A bad credit record of today is on its way through the reactions: it is seen once they have settled.
    await this.followers.settle();
    const reassessmentsDue = await this.openReassessments(until);
    await this.followers.settle();
    return { until, ...tally, reservationsExpired, reassessmentsDue };
  }

  private async carryOut(due: DueFollowUp, on: BusinessDate): Promise<readonly FollowUpEvent[]> {
    const { customerId, receivableId } = due;
    const { policy: ladder } = this.policies.ladder;
    const which = { customerId, receivableId, ladder, on };
    const id = followUpId(customerId, receivableId);
    const standing = await this.accounts.standing(due);
    const data = { ...which, ...standing };
    const { events } = await this.bus.execute(new AskFollowUp(id, { type: 'DoDueSteps', data }, BY));
    const withheld = events.some(({ type }) => type === 'StepWithheld');
    // A dispute that ended while this was under way has asked for its steps before they were withheld.
    if (withheld && !sameContent(standing, await this.accounts.standing(due))) {
      const again = { ...which, because: 'dispute-closed' as const };
      await this.bus.execute(new AskFollowUp(id, { type: 'ReplanFollowUp', data: again }, BY));
    }
    return events;
  }

  private async openReassessments(until: BusinessDate): Promise<number> {
    const { policy: workflow } = this.policies.workflow;
    let opened = 0;
    for (let after: string | undefined; ;) {
      const due = await dueReassessments(this.sql, { until, workflow, limit: BATCH, after });
      for (const one of due) opened += await this.checkReassessment(one, until);
      after = due.at(-1)?.applicationId;
      if (due.length < BATCH) return opened;
    }
  }

  private async checkReassessment(due: DueReassessment, on: BusinessDate): Promise<number> {
    const { applicationId, badCreditOn, receivableId } = due;
    const { policy: workflow, stamp } = this.policies.workflow;
    const badCredit = badCreditOn === null || receivableId === null ? undefined : { receivableId, on: badCreditOn };
    const data = { applicationId, workflow, stamp, badCredit, by: BY.by, on };
    const { events } = await this.bus.execute(
      new AskCreditApplication(applicationId, { type: 'CheckReassessment', data }, BY),
    );
    return events.length;
  }
}
