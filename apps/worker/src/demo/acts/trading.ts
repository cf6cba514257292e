import { addDays } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { isNil, minus, ofYuan, smaller, type Yuan } from '@app/kernel/yuan';
import { exposureOn, positionOf } from '@app/domain/credit-account/exposure';
import { reservationOf } from '@app/domain/credit-account/items';
import type { Act, DealerStory } from '../dealer-story';
import { perMilleOf, seasonOf, vehiclesFor } from '../season';
import { follow } from './owing';

/** Below this nobody sends a truck. */
const SMALLEST_LOAD = ofYuan(8650);

/** A share of the limit such that the usual number of open invoices nearly fills it, more of it in the season. */
const usualLoad = ({ dealer, dice, today }: DealerStory, limit: Yuan): Yuan => {
  const openAtOnce = 100 + Math.round((dealer.termDays * 100) / dealer.cycleDays);
  const wanted = exact(limit)
    .times(seasonOf(today))
    .times(dice.between(58, 100))
    .div(100 * openAtOnce);
  return ofYuan(dice.chance(4) ? wanted.times(4) : wanted);
};

/** An order as it comes in: sales asks whether it may ship, and does what it is told. */
export const order: Act = async (story) => {
  const { dealer, dice, today, policies } = story;
  story.later(Math.max(4, Math.round((dealer.cycleDays * dice.between(75, 130)) / seasonOf(today))), order);
  const account = await story.refresh();
  const { greenChannel, limit: inForce } = exposureOn(positionOf(account), today, policies.check.policy);
  // After an agreement has lapsed the dealer goes on ordering by what it used to have.
  const limit = isNil(greenChannel) ? (account.agreement?.limit ?? inForce) : greenChannel;
  if (isNil(limit)) return;
  const amount = vehiclesFor(usualLoad(story, limit), dice) ?? vehiclesFor(SMALLEST_LOAD, dice);
  if (amount === undefined) return;
  await authorise(story, amount, 'first');
};

export const authorise = async (story: DealerStory, amount: Yuan, attempt: 'first' | 'smaller'): Promise<void> => {
  const { dealer, dice, today: on, policies } = story;
  const { customerId } = dealer;
  const shipmentId = `FH-${dealer.number}-${String(++story.orders).padStart(3, '0')}`;
  const { policy, stamp } = policies.check;
  const data = { customerId, shipmentId, amount, policy, stamp, on };
  const [answer] = await story.ask({ type: 'AuthoriseShipment', data }, dealer.unit.sales);
  if (answer?.type === 'ShipmentAuthorised') {
    // A few are called off, and now and then one is forgotten: its reservation expires by itself.
    if (dice.chance(3)) story.later(dice.between(2, 5), release(shipmentId));
    else if (!dice.chance(2)) story.later(dice.between(1, 5), dispatch(shipmentId));
    return;
  }
  if (answer?.type !== 'ShipmentRefused' || attempt === 'smaller') return;
  const blocking = answer.data.rules.filter(({ outcome }) => outcome === 'block').map(({ rule }) => rule);
  if (blocking.every((rule) => rule === 'free-limit')) story.later(dice.between(1, 6), orderWhatFits(amount));
};

/** Refused for the limit alone: the dealer takes what is free by now, when that is worth a truck. */
const orderWhatFits =
  (wanted: Yuan): Act =>
  async (story) => {
    const { policies, today, dice } = story;
    const account = await story.refresh();
    const { available } = exposureOn(positionOf(account), today, policies.check.policy);
    const amount = vehiclesFor(smaller(wanted, available), dice);
    if (amount !== undefined) await authorise(story, amount, 'smaller');
  };

const release =
  (shipmentId: string): Act =>
  async (story) => {
    const { dealer, today: on } = story;
    await story.ask(
      { type: 'ReleaseReservation', data: { customerId: dealer.customerId, shipmentId, on } },
      dealer.unit.sales,
    );
  };

/** Nothing leaves the yard for an account that has been stopped since: the goods are released for others. */
const dispatch =
  (shipmentId: string): Act =>
  async (story) => {
    const account = await story.refresh();
    const open = reservationOf(account, shipmentId)?.open;
    if (open === undefined || isNil(open)) return;
    if (account.holds.size > 0 || account.blacklisted) return release(shipmentId)(story);
    const isWhole = story.dice.chance(80);
    const first = isWhole ? open : (vehiclesFor(perMilleOf(open, 600), story.dice) ?? open);
    await send(story, shipmentId, first);
    if (!isNil(minus(open, first))) story.later(story.dice.between(2, 7), dispatchRest(shipmentId));
  };

const dispatchRest =
  (shipmentId: string): Act =>
  async (story) => {
    const open = reservationOf(await story.refresh(), shipmentId)?.open;
    if (open !== undefined && !isNil(open)) await send(story, shipmentId, open);
  };

const send = async (story: DealerStory, shipmentId: string, amount: Yuan): Promise<void> => {
  const { dealer, today: on, account } = story;
  const nth = String(++story.invoices).padStart(3, '0');
  const receivableId = `FP-${dealer.number}-${nth}`;
  const which = { customerId: dealer.customerId, shipmentId, dispatchId: `CK-${dealer.number}-${nth}`, receivableId };
  // A green channel ships before there is an agreement, so the term is the one that was asked for.
  const term = account.agreement === undefined ? { dueDate: addDays(on, dealer.termDays) } : {};
  const data = { ...which, amount, on, ...term };
  const events = await story.ask({ type: 'DispatchShipment', data }, dealer.unit.sales);
  for (const event of events) if (event.type === 'ReceivableOpened') follow(story, event.data);
};
