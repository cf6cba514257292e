import { addDays, type BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { isNil, isPositive, ofYuan, total, type Yuan } from '@app/kernel/yuan';
import { inOrderOfAge, paymentOf, undisputedOf } from '@app/domain/credit-account/items';
import type { NamedAllocation } from '@app/domain/credit-account/payment-wish';
import { office } from '../cast/places';
import type { Act, DealerStory } from '../dealer-story';
import { perMilleOf } from '../season';

const MEANS = ['网银转账', '银行电汇', '银行承兑汇票', '对公转账'];

type Paid = Readonly<{ amount: Yuan; allocate?: readonly NamedAllocation[] }>;

const record = async (story: DealerStory, paid: Paid): Promise<string> => {
  const { dealer, dice, today: on } = story;
  const paymentId = `HK-${dealer.number}-${String(++story.payments).padStart(3, '0')}`;
  // The bank's day is now and then the one before.
  const valueDate = dice.chance(12) ? addDays(on, -1) : on;
  const data = { customerId: dealer.customerId, paymentId, ...paid, valueDate, reference: dice.pick(MEANS), on };
  await story.ask({ type: 'RecordPayment', data }, dice.pick(office.finance));
  return paymentId;
};

/** Rounded up to whole thousands, as an accounts clerk does who has no invoice at hand. */
const roundedUp = (amount: Yuan): Yuan => ofYuan(exact(amount).plus(999).divToInt(1000).plus(1).times(1000));

/** Whoever has arrears or a dispute says what a payment is for; the others leave it to the rule, oldest first. */
const saysWhatFor = ({ account, dealer, dice }: DealerStory): boolean => {
  const { temper, incident } = dealer.role;
  const isCalm = incident === undefined && (temper === 'early' || temper === 'prompt' || temper === 'slow');
  const hasDispute = [...account.disputes.values()].some(({ isOpen }) => isOpen);
  return !isCalm || hasDispute || dice.chance(35);
};

/** All that is open up to and including this receivable, so that the oldest-first rule closes it. */
const upTo = ({ account }: DealerStory, receivableId: string): Yuan => {
  const row = inOrderOfAge(account);
  const last = row.findIndex((receivable) => receivable.receivableId === receivableId);
  return total(row.slice(0, last + 1).map(({ open }) => open));
};

type How = 'whole' | 'in-parts' | 'too-much';

/** Pays a receivable by and by; by `atLatest` nothing is left of it but what is disputed. */
export const pay =
  (receivableId: string, how: How, atLatest: BusinessDate, before?: 'hold-is-lifted-first'): Act =>
  async (story) => {
    await story.refresh();
    const free = undisputedOf(story.account, receivableId);
    if (!isPositive(free)) return;
    if (before === 'hold-is-lifted-first') await liftHold(story, receivableId);
    if (how === 'in-parts') {
      const amount = perMilleOf(free, story.dice.between(350, 650));
      await record(story, { amount, allocate: [{ receivableId, amount }] });
      story.on(atLatest, pay(receivableId, 'whole', atLatest));
      return;
    }
    if (how === 'too-much') {
      const paymentId = await record(story, { amount: roundedUp(free), allocate: [{ receivableId, amount: free }] });
      if (story.dice.chance(60)) story.later(story.dice.between(8, 25), allocateRest(paymentId));
      return;
    }
    if (saysWhatFor(story)) await record(story, { amount: free, allocate: [{ receivableId, amount: free }] });
    else await record(story, { amount: upTo(story, receivableId) });
  };

/** Finance finds a home for what is left of a payment. */
const allocateRest =
  (paymentId: string): Act =>
  async (story) => {
    const { dealer, account, dice, today: on } = story;
    const left = paymentOf(account, paymentId)?.unallocated;
    if (left === undefined || isNil(left) || inOrderOfAge(account).length === 0) return;
    const data = { customerId: dealer.customerId, paymentId, on };
    await story.ask({ type: 'AllocatePayment', data }, dice.pick(office.finance));
  };

const liftHold = async (story: DealerStory, receivableId: string): Promise<void> => {
  const { dealer, dice, today: on, account } = story;
  const { policy: authority } = story.policies.authority;
  if (!account.holds.has(receivableId)) return;
  const liftedBy = dice.pick(office.approvers);
  const data = {
    customerId: dealer.customerId,
    receivableId,
    note: '已收到银行付款回单,款项在途',
    liftedBy,
    authority,
    on,
  };
  await story.ask({ type: 'LiftHold', data }, liftedBy);
};

/** Whoever has been blacklisted and comes back pays a third, a half and then the rest of all that is late. */
export const payArrears =
  (part: 'a-third' | 'a-half' | 'the-rest'): Act =>
  async (story) => {
    const account = await story.refresh();
    const late = inOrderOfAge(account).filter(({ dueDate }) => dueDate <= addDays(story.today, 14));
    const owed = total(late.map(({ open }) => open));
    if (!isPositive(owed)) return;
    if (part === 'the-rest') await record(story, { amount: owed });
    else await record(story, { amount: perMilleOf(owed, part === 'a-third' ? 333 : 500) });
  };

/** How long the director waits before looking again. */
const WAIT_DAYS = 7;

export const liftBlacklist: Act = async (story) => {
  const { dealer, today: on } = story;
  const account = await story.refresh();
  if (!account.blacklisted) return;
  const overdue = inOrderOfAge(account).filter(({ dueDate }) => dueDate < on);
  if (overdue.length > 0) {
    story.later(WAIT_DAYS, liftBlacklist);
    return;
  }
  const liftedBy = office.director;
  const data = {
    customerId: dealer.customerId,
    reason: '欠款已全部结清,补充房产抵押,恢复现款提货满一个月',
    liftedBy,
    authority: story.policies.authority.policy,
    on,
  };
  await story.ask({ type: 'LiftBlacklist', data }, liftedBy);
};
