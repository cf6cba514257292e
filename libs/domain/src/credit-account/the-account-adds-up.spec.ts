import { deserialize, serialize } from 'node:v8';
import { array, assert, constantFrom, property } from 'fast-check';
import { addDays, dateOf, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { AccountBooks } from '@test/support/account-books';
import { askedOf, resentOn } from '@test/support/account-askings';
import { draw, houses, type Draw } from '@test/support/account-draws';
import { enterInto } from '@test/support/account-entries';
import { firstOfMarch } from '@test/support/account-events';
import { fenOf } from '@test/support/fen';
import { endOn } from '@test/support/order-commands';
import type { CreditAccount } from './account';
import type { CheckPolicy } from './check-policy';
import type { AskedOfAccount } from './commands';
import { itemsOf } from './component-items';
import { creditAccount } from './decider';
import { creditAccountEvent, type CreditAccountEvent } from './events';
import { after } from './evolve';
import { exposureOn, positionOf } from './exposure';

// Everything that can be asked of an account is asked of it in any order, with resends at once and long after, under
// the rules of one house or another. A second set of books, kept in whole fen, has to agree with it after each.

/** A request with an id of its own answers a resend with nothing for ever; these have none. */
const withoutAnId: readonly AskedOfAccount['type'][] = [
  'LeaveGroup',
  ...(['AllocatePayment', 'LiftBlacklist', 'PassCheckpoint', 'NoteFollowUpStep', 'ReviewHolds', 'JoinGroup'] as const),
];
const isRefusal = ({ type }: CreditAccountEvent) => type.endsWith('Refused') && type !== 'ExtensionRefused';
const hasItsOwnId = ({ type }: AskedOfAccount, events: readonly CreditAccountEvent[]) =>
  !withoutAnId.includes(type) && !events.some(isRefusal);

/** These lower what was granted, or record what has happened already: they alone may leave an account over its limit. */
const mayLeaveItOver: readonly AskedOfAccount['type'][] = [
  ...(['OpenAccount', 'ChangeLimit', 'WithdrawTemporaryLimit', 'RecordInvoice', 'ReturnDeposit'] as const),
  ...(['ReceiveBill', 'DishonourBill', 'CloseDispute', 'ChargeInterest'] as const),
  // A payment that brought more than its invoice stands at: the difference is a gain, and no longer cash.
  'AllocatePayment',
  ...(['DeallocatePayment', 'ReversePayment', 'CancelCreditNote', 'RecoverWriteOff'] as const),
];

/** What is recorded; nothing for a command that makes no sense. Anything else that is thrown is a bug. */
const ask = (command: AskedOfAccount, account: CreditAccount): readonly CreditAccountEvent[] => {
  try {
    return creditAccount.decide(command, account);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
};

const checkFigures = (account: CreditAccount, books: AccountBooks, day: BusinessDate, policy: CheckPolicy): void => {
  const exposure = exposureOn(positionOf(account), day, policy);
  const expected = books.components();
  const names = Object.keys(expected) as (keyof typeof expected)[];
  const of = (amountOf: (name: (typeof names)[number]) => number) =>
    Object.fromEntries(names.map((name) => [name, amountOf(name)]));
  expect({
    ...of((name) => fenOf(exposure[name])),
    exposure: fenOf(exposure.exposure),
    available: fenOf(exposure.available),
    ledger: fenOf(account.ledger),
    items: of((name) => itemsOf(account, name).reduce((sum, { amount }) => sum + fenOf(amount), 0)),
    due: account.due.map(({ dueDate, open, disputed }) => [dueDate, fenOf(open), fenOf(disputed)]),
    holds: [...account.holds].sort(),
    placed: [...account.placed].map(([id, { cause }]) => `${id} ${cause}`).sort(),
    steps: Object.fromEntries(account.steps),
  }).toEqual({
    ...expected,
    exposure: books.exposure(),
    available: books.available(day),
    ledger: books.ledger,
    items: expected,
    due: [...books.dueDays()].map(([date, { open, disputed }]) => [date, open, disputed]).sort(),
    holds: [...books.held].sort(),
    placed: [...books.placed].map(([id, cause]) => `${id} ${cause}`).sort(),
    steps: Object.fromEntries(books.steps),
  });
};

const checkRefusal = (events: readonly CreditAccountEvent[], books: AccountBooks, day: string): void => {
  for (const event of events) {
    if (event.type !== 'ShipmentRefused' && event.type !== 'AmendmentRefused') continue;
    const { rules, available } = event.data;
    expect(rules.some(({ outcome }) => outcome === 'block')).toBe(true);
    expect(fenOf(available)).toBe(books.available(day));
    const free = rules.find(({ rule }) => rule === 'free-limit');
    const isShort = fenOf(free?.facts['amount'] ?? '') > books.available(day);
    expect(free?.outcome === 'block').toBe(isShort && free?.facts['planned'] === undefined);
  }
};

/** The causes that come and go by themselves are there when they were looked at, and only then. */
const checkCauses = (command: AskedOfAccount, books: AccountBooks, day: string, policy: CheckPolicy): void => {
  if (command.under?.policy !== policy || command.data.on !== day) return;
  expect(books.placed.has('over-limit')).toBe(books.limits.hasAgreement && books.overdraft(day) > 0);
  expect(books.placed.has('agreement-lapsed')).toBe(books.limits.hasLapsed(day));
};

const seen = new Map<string, number>();

class Play {
  private readonly books: AccountBooks;
  private readonly lasting: AskedOfAccount[] = [];
  private readonly log: CreditAccountEvent[] = [];
  private account = creditAccount.initial;
  private day = dateOf(firstOfMarch);

  constructor(private readonly policy: CheckPolicy) {
    this.books = new AccountBooks(policy);
  }

  /** Nothing comes of a request that was answered, neither as it was nor dated anew. */
  resend({ kind, earlier }: Draw): void {
    const again = this.lasting[earlier % this.lasting.length];
    if (again === undefined) return;
    const late = kind === 'late-resend' ? resentOn(this.day, again) : again;
    expect([late.type, creditAccount.decide(late, this.account)]).toEqual([again.type, []]);
  }

  step(drawn: Draw): void {
    this.day = addDays(this.day, drawn.days);
    if (drawn.kind === 'resend' || drawn.kind === 'late-resend') return this.resend(drawn);
    const command = askedOf(drawn, { day: this.day, policy: this.policy, account: this.account });
    const events = ask(command, this.account);
    // A snapshot that was written and read back goes on like the account itself, and takes its place.
    const thawed = drawn.earlier % 10 === 0 ? (deserialize(serialize(this.account)) as CreditAccount) : undefined;
    if (thawed !== undefined) expect(ask(command, thawed)).toEqual(events);
    this.record(command, events, thawed ?? this.account);
    if (events.length === 0) return;
    expect([command.type, creditAccount.decide(command, this.account)]).toEqual([command.type, []]);
    if (hasItsOwnId(command, events)) this.lasting.push(command);
  }

  /** Long after, the calendar has been round: nothing is kept free for anybody. */
  end(): void {
    expect(after(creditAccount.initial, this.log)).toEqual(this.account);
    this.day = addDays(this.day, 400);
    for (const shipmentId of this.books.shipments.shipments.keys()) {
      const command = endOn(shipmentId, this.day, 'expired');
      this.record(command, creditAccount.decide(command, this.account), this.account);
    }
    expect(this.account.sums).toMatchObject({ reserved: '0.00', planned: '0.00' });
    // Whatever was dated back, taken back or reversed: on no day was more paid of anything than there was.
    expect(this.books.days.belowZero()).toEqual([]);
  }

  private record(command: AskedOfAccount, events: readonly CreditAccountEvent[], account: CreditAccount): void {
    const { books, day, policy } = this;
    for (const event of events) expect(creditAccountEvent.parse(event)).toEqual(event);
    checkRefusal(events, books, day);
    const before = { over: books.overdraft(day), letThrough: books.letThrough };
    enterInto(books, events);
    const isExcused = mayLeaveItOver.includes(command.type);
    const more = books.overdraft(day) - before.over - (books.letThrough - before.letThrough);
    expect(isExcused ? 0 : Math.max(0, more)).toBe(0);
    this.account = after(account, events);
    this.log.push(...events);
    for (const { type } of events) seen.set(type, (seen.get(type) ?? 0) + 1);
    if (events.length > 0 || command.type === 'ReviewHolds') checkFigures(this.account, books, day, policy);
    if (events.length > 0 || command.type === 'ReviewHolds') checkCauses(command, books, day, policy);
  }
}

test('whatever is asked of an account, in whatever order, its books add up', () => {
  const plays = property(
    constantFrom('before', 'now', 'other'),
    array(draw, { minLength: 150, maxLength: 150 }),
    (house, draws) => {
      const play = new Play(houses[house]);
      for (const drawn of draws) play.step(drawn);
      play.end();
    },
  );
  assert(plays, { numRuns: 60, seed: 20260301, unbiased: true, endOnFailure: true });
  // Every event there is has come up, and more than once or twice.
  const often = creditAccountEvent.options.map(({ shape }) => [shape.type.value, seen.get(shape.type.value) ?? 0]);
  expect(often.filter(([, times]) => Number(times) < 5)).toEqual([]);
});
