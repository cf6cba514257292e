import { isPositive, ofYuan } from '@app/kernel/yuan';
import { receivableOf, undisputedOf } from '@app/domain/credit-account/items';
import { exact } from '@app/kernel/exact';
import type { Act, DealerStory } from '../dealer-story';
import { perMilleOf } from '../season';
import { pay } from './paying';

type Quarrel = Readonly<{ reason: string; outcome: string; nonCredit: boolean }>;

const OUR_FAULT: readonly Quarrel[] = [
  { reason: '到货三轮车后桥异响,要求处理', outcome: '技术员上门更换后桥总成,客户确认', nonCredit: true },
  { reason: '少发随车工具与蓄电池', outcome: '已补发,客户签收', nonCredit: true },
  { reason: '发票抬头与营业执照不一致,无法入账', outcome: '发票已红冲重开并寄达', nonCredit: true },
  { reason: '运输途中驾驶室漆面刮伤', outcome: '补漆并由承运方赔付,客户接受', nonCredit: true },
];
const PRICE_QUARREL: readonly Quarrel[] = [
  { reason: '称降价前提货应补差价', outcome: '核实合同,无补差价条款,客户同意照付', nonCredit: false },
  { reason: '称市场滞销,要求退回部分车辆', outcome: '不符合退车条件,客户撤回', nonCredit: false },
];

const raise = async (story: DealerStory, receivableId: string, quarrel: Quarrel, perMille: number): Promise<string> => {
  const { dealer, today: on, account } = story;
  const raisedBy = dealer.unit.collector;
  const disputeId = `YY-${dealer.number}-${String(account.disputes.size + 1)}`;
  const free = undisputedOf(account, receivableId);
  const amount = perMille === 1000 ? free : ofYuan(exact(perMilleOf(free, perMille)).divToInt(10).times(10));
  const { reason, nonCredit } = quarrel;
  const data = { customerId: dealer.customerId, receivableId, disputeId, amount, reason, nonCredit, raisedBy, on };
  await story.ask({ type: 'RaiseDispute', data }, raisedBy);
  return disputeId;
};

/** Part of a delivery is disputed soon after it came, looked into, put right and then paid. */
export const complain =
  (receivableId: string): Act =>
  async (story) => {
    if (!isPositive(undisputedOf(await story.refresh(), receivableId))) return;
    const quarrel = story.dice.pick(story.dealer.role.incident === 'our-fault' ? OUR_FAULT : PRICE_QUARREL);
    const disputeId = await raise(story, receivableId, quarrel, story.dice.between(120, 380));
    story.later(story.dice.between(8, 18), archive(receivableId, disputeId, quarrel.outcome));
  };

/** A dispute over the whole amount that is still looked into when the year ends. */
export const quarrelOpenly =
  (receivableId: string): Act =>
  async (story) => {
    if (!isPositive(undisputedOf(await story.refresh(), receivableId))) return;
    await raise(story, receivableId, story.dice.pick(OUR_FAULT), 1000);
  };

/** What was disputed falls due with the archiving; when it is late already it is paid the same day. */
const archive =
  (receivableId: string, disputeId: string, outcome: string): Act =>
  async (story) => {
    const { dealer, today: on } = story;
    const closedBy = dealer.unit.collector;
    const data = { customerId: dealer.customerId, receivableId, disputeId, outcome, closedBy, on };
    await story.ask({ type: 'CloseDispute', data }, closedBy);
    const receivable = receivableOf(story.account, receivableId);
    if (receivable === undefined || !isPositive(receivable.open)) return;
    story.on(receivable.dueDate, pay(receivableId, 'whole', on));
  };
