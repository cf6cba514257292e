import type { Desk } from '@app/cqrs/start-desk';
import { AskFollowUp } from '@app/cqrs/follow-up.command';
import { followUpEvent, type FollowUpEvent } from '@app/domain/follow-up/events';
import { addDays, isBefore, type BusinessDate } from '@app/kernel/business-date';
import { readEvent } from '@app/kernel/event-versions';
import { followUpId } from '@app/kernel/identity';
import type { DataOf } from '@app/kernel/message';
import type { DealerStory } from '../dealer-story';
import { dice, type Dice } from '../seeded';
import { workday } from '../season';

type Done = DataOf<FollowUpEvent, 'StepDone'>;
type Outcome = DataOf<FollowUpEvent, 'StepOutcomeRecorded'>['outcome'];
type Said = readonly [outcome: Outcome, note: string];

const PAGE = 2_000;

const CONFIRMED: readonly Said[] = [
  ['confirmed', '数量、质量与单据无误,客户满意'],
  ['confirmed', '已验收入库,回执已传真'],
  ['confirmed', '客户确认收货,单据随车已交'],
];
const SALES: readonly Said[] = [
  ['other', '走货正常,库存约十来台'],
  ['other', '三轮车走得快,四轮偏慢,库存略高'],
  ['other', '农忙前备货,资金略紧'],
  ['not-reached', '电话无人接听'],
];
const PROMISES: readonly Said[] = [
  ['will-pay', '答应到期日前付款'],
  ['will-pay', '财务已排款,本周内到账'],
  ['will-pay', '待下游回款后即付'],
];
const EXCUSES: readonly Said[] = [
  ['will-pay', '称下游补贴款未到,本月内付清'],
  ['not-reached', '负责人外出,已留言'],
  ['will-pay', '承认逾期,承诺分两笔付清'],
];
const VISITS: readonly Said[] = [['visited', '实地走访:门店照常营业,库存积压,负责人避谈还款;资料已汇集']];

const saidTo = ({ step }: Done, draw: Dice, hasComplained: boolean): Said => {
  switch (step) {
    case 'confirm-shipment':
      return hasComplained ? ['complaint', '客户提出异议,转异议处理'] : draw.pick(CONFIRMED);
    case 'check-in':
      return draw.pick(SALES);
    case 'remind':
      return draw.pick(PROMISES);
    case 'warn':
    case 'hold':
      return draw.pick(EXCUSES);
    case 'special-case':
      return draw.pick(VISITS);
  }
};

/** How many days a task lies before its outcome is on record. */
const LIES: readonly (readonly [number, number])[] = [
  [22, 0],
  [40, 1],
  [24, 2],
  [9, 3],
  [5, 5],
];

/** The collectors' desks: what the steps gave them to do, and what they have written down of it. */
export class CollectorsDesk {
  private seen: string | undefined;
  private readonly tasks = new Map<BusinessDate, Done[]>();

  constructor(
    private readonly desk: Desk,
    private readonly stories: ReadonlyMap<string, DealerStory>,
    private readonly seed: number,
  ) {}

  /** Takes in the tasks that were given out since the last look, by this morning. */
  async takeIn(today: BusinessDate): Promise<void> {
    for (;;) {
      const after = this.seen === undefined ? {} : { after: this.seen };
      const page = await this.desk.store.readAll({ ...after, prefixes: ['followUp-'], limit: PAGE });
      for (const stored of page) {
        const event = readEvent(followUpEvent, stored);
        if (event.type === 'StepDone' && event.data.task !== undefined) this.put(event.data, today);
      }
      this.seen = page.at(-1)?.position ?? this.seen;
      if (page.length < PAGE) return;
    }
  }

  async work(today: BusinessDate): Promise<void> {
    const due = this.tasks.get(today) ?? [];
    this.tasks.delete(today);
    await Promise.all(due.map((task) => this.record(task, today)));
  }

  private draw({ receivableId, step, nth }: Done): Dice {
    return dice(this.seed, 'task', receivableId, step, nth);
  }

  private put(task: Done, today: BusinessDate): void {
    const wanted = addDays(task.on, this.draw(task).weighted(LIES));
    const day = workday(isBefore(wanted, today) ? today : wanted);
    this.tasks.set(day, [...(this.tasks.get(day) ?? []), task]);
  }

  private async record(task: Done, on: BusinessDate): Promise<void> {
    const { customerId, receivableId, step, nth } = task;
    const story = this.stories.get(customerId);
    if (story === undefined) return;
    const by = story.dealer.unit.collector;
    const draw = this.draw(task);
    const [outcome, note] = saidTo(task, draw, story.complaints.has(receivableId));
    const data = { customerId, receivableId, step, nth, outcome, note, by, on };
    await this.desk.commands.execute(
      new AskFollowUp(followUpId(customerId, receivableId), { type: 'RecordStepOutcome', data }, { by }),
    );
  }
}
