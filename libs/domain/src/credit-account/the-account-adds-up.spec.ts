import { array, assert, boolean, constantFrom, integer, nat, property, record, type Arbitrary } from 'fast-check';
import { addDays, dateOf } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { ofYuan } from '@app/kernel/yuan';
import { AccountBooks, fenOf, sumOf } from '@test/support/account-books';
import {
  allocate,
  askExtension,
  authorise,
  blacklist,
  closeDispute,
  decideExtension,
  dispatch,
  dispute,
  expire,
  hold,
  invoice,
  liftBlacklist,
  liftHold,
  pay,
  release,
} from '@test/support/account-commands';
import { customerId, firstOfMarch } from '@test/support/account-events';
import { standardCheck } from '@test/support/policies-on-disk';
import type { CreditAccountCommand } from './commands';
import { creditAccount } from './decider';
import { creditAccountEvent, type CreditAccountEvent } from './events';
import { after } from './evolve';
import { exposureOn, positionOf } from './exposure';

// Everything that can be asked of an account is asked of it in any order, with resends at once and long after. A
// second set of books, kept in whole fen, has to agree with it after each.

const kinds = (
  [
    ['agreement', 'allowance', 'invoice', 'payment', 'named-payment', 'named-payment', 'allocate', 'named-allocate'],
    [
      'authorise',
      'authorise',
      'authorise',
      'dispatch',
      'dispatch',
      'dispatch',
      'release',
      'expire',
      'hold',
      'lift-hold',
    ],
    ['dispute', 'dispute', 'close-dispute', 'close-dispute', 'ask-extension', 'decide-extension', 'decide-extension'],
    ['blacklist', 'lift-blacklist', 'resend', 'resend', 'resend'],
  ] as const
).flat();

const draw = record({
  kind: constantFrom(...kinds),
  one: integer({ min: 1, max: 4 }),
  other: integer({ min: 1, max: 4 }),
  fen: integer({ min: 1, max: 4_000_000 }),
  days: constantFrom(0, 0, 0, 0, 0, 1, 5),
  yes: boolean(),
  earlier: nat(200),
});
type Draw = typeof draw extends Arbitrary<infer Drawn> ? Drawn : never;

// The agreement's terms follow from its number; the second and the fourth lower the limit.
const agreement = (nth: number): CreditAccountCommand => {
  const terms = { limit: ofYuan(nth % 2 === 0 ? 20_000 : 100_000), grade: '3A2', termDays: 30 };
  const time = { validFrom: dateOf(firstOfMarch), validTo: addDays(dateOf(firstOfMarch), 100 * nth) };
  return {
    type: 'OpenAccount',
    data: { customerId, agreementId: `HT-${nth}`, ...terms, ...time, on: dateOf(firstOfMarch) },
  };
};
const allowance = (nth: number): CreditAccountCommand => {
  const data = { customerId, allowanceId: `A-${nth}`, amount: ofYuan(1000 * nth), on: dateOf(firstOfMarch) };
  return { type: 'AllowGreenChannel', data: { ...data, expiresOn: addDays(dateOf(firstOfMarch), 40 * nth) } };
};

const moneyOf = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

const commandOf = ({ kind, one, other, fen, yes }: Draw, day: string): CreditAccountCommand => {
  const amount = moneyOf(fen);
  const receivable = `R-${one}`;
  switch (kind) {
    case 'agreement':
      return agreement(other);
    case 'allowance':
      return allowance(other);
    case 'authorise':
      return authorise(`S-${one}`, amount, day);
    case 'dispatch':
      return dispatch(`S-${one}`, `D-${other}`, yes ? amount : '1.00', { receivableId: `R-${one}${other}`, on: day });
    case 'release':
      return release(`S-${one}`);
    case 'expire':
      return expire(`S-${one}`, day);
    case 'invoice':
      return invoice(receivable, moneyOf(3 * fen), addDays(dateOf(firstOfMarch), 60 * other));
    case 'payment':
      return pay(`P-${one}`, amount, { on: day });
    case 'named-payment':
      return pay(`P-${one}${other}`, amount, { named: [[receivable, yes ? amount : '0.01']], on: day });
    case 'allocate':
      return allocate(`P-${one}`);
    case 'named-allocate':
      return allocate(`P-${one}`, [[`R-${other}`, yes ? amount : '0.01']]);
    case 'dispute':
      return dispute(`D-${one}${other % 2}`, receivable, amount, yes);
    case 'close-dispute':
      return closeDispute(`D-${one}${other % 2}`, receivable);
    case 'ask-extension':
      return askExtension(`E-${one}`, receivable, addDays(dateOf(day), 300), day);
    case 'decide-extension':
      return decideExtension(`E-${one}`, receivable, yes ? 'grant' : 'refuse');
    case 'hold':
      return hold(receivable);
    case 'lift-hold':
      return liftHold(receivable);
    case 'blacklist':
      return blacklist(receivable);
    case 'lift-blacklist':
    case 'resend': // before there is anything to send again
      return liftBlacklist;
  }
};

/** A request with an id of its own answers a resend with nothing for ever; these three have none. */
const hasItsOwnId = ({ type }: CreditAccountCommand, events: readonly CreditAccountEvent[]) =>
  type !== 'AllocatePayment' && type !== 'LiftBlacklist' && events.every((event) => event.type !== 'ShipmentRefused');

/** What is recorded; nothing for a command that makes no sense. Anything else that is thrown is a bug. */
const ask = (command: CreditAccountCommand, account: typeof creditAccount.initial): readonly CreditAccountEvent[] => {
  try {
    return creditAccount.decide(command, account);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
};

const checkFigures = (account: typeof creditAccount.initial, books: AccountBooks, day: string): void => {
  const exposure = exposureOn(positionOf(account), dateOf(day), standardCheck);
  expect({
    reserved: fenOf(exposure.reserved),
    receivables: fenOf(exposure.receivables),
    cash: fenOf(exposure.unallocatedCash),
    available: fenOf(exposure.available),
    holds: [...account.holds].sort(),
  }).toEqual({
    reserved: sumOf(books.reserved),
    receivables: sumOf(books.open),
    cash: sumOf(books.cash),
    available: books.available(day),
    holds: [...books.held].sort(),
  });
};

const checkRefusal = (events: readonly CreditAccountEvent[], books: AccountBooks, day: string): void => {
  for (const { type, data } of events) {
    if (type !== 'ShipmentRefused') continue;
    expect(data.rules.some(({ outcome }) => outcome === 'block')).toBe(true);
    expect(fenOf(data.available)).toBe(books.available(day));
    const free = data.rules.find(({ rule }) => rule === 'free-limit')?.outcome;
    expect(free === 'block').toBe(fenOf(data.amount) > books.available(day));
  }
};

const seen = new Map<string, number>();

const play = (draws: readonly Draw[]): void => {
  const books = new AccountBooks();
  const lasting: CreditAccountCommand[] = [];
  const log: CreditAccountEvent[] = [];
  let account = creditAccount.initial;
  let day = dateOf(firstOfMarch);
  for (const drawn of draws) {
    day = addDays(day, drawn.days);
    const again = drawn.kind === 'resend' ? lasting[drawn.earlier % lasting.length] : undefined;
    const command = again ?? commandOf(drawn, day);
    const events = again === undefined ? ask(command, account) : creditAccount.decide(command, account);
    if (again !== undefined) expect(events).toEqual([]);
    for (const event of events) expect(creditAccountEvent.parse(event)).toEqual(event);
    checkRefusal(events, books, day);
    books.enter(events);
    account = after(account, events);
    log.push(...events);
    for (const { type } of events) seen.set(type, (seen.get(type) ?? 0) + 1);
    checkFigures(account, books, day);
    if (events.length === 0) continue;
    expect(creditAccount.decide(command, account)).toEqual([]);
    if (hasItsOwnId(command, events)) lasting.push(command);
  }
  expect(after(creditAccount.initial, log)).toEqual(account);
};

test('whatever is asked of an account, in whatever order, its books add up', () => {
  assert(property(array(draw, { minLength: 100, maxLength: 100 }), play), {
    numRuns: 40,
    seed: 20260301,
    unbiased: true,
  });
  // Every event there is has come up, and more than once or twice.
  const often = creditAccountEvent.options.map(({ shape }) => seen.get(shape.type.value) ?? 0);
  expect(Math.min(...often)).toBeGreaterThanOrEqual(5);
});
