import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { addDays, dateOf, type BusinessDate } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';

/** One number of a draw decides what happens, the others to what and when. */
export type Draw = Readonly<{ kind: number; customer: number; pick: number; fen: number; day: number; later: number }>;

const FIRST = dateOf('2026-01-01');
export const dayAt = (n: number): BusinessDate => addDays(FIRST, n);
const amountOf = (fen: number) => ofYuan(fen / 100);

type Owed = { customerId: string; invoice: number; open: number; freed: number; writtenOff: number; due: number };
type Money = { customerId: string; day: number; left: number; freed: number; credit: boolean; gone: boolean };
type Taken = { paymentId: string; receivableId: string; fen: number; day: number };

/**
 * Plays draws as a history of postings, many of them dated back: events as the decider would record them, and beside
 * each the plain facts of it in whole fen, for a model that shares nothing with the product.
 */
export class TwoClockLedger {
  readonly events: CreditAccountEvent[] = [];
  private readonly owed = new Map<string, Owed>();
  private readonly money = new Map<string, Money>();
  private readonly taken: Taken[] = [];
  private readonly disputes = new Map<string, { customerId: string; receivableId: string; isOpen: boolean }>();
  private n = 0;

  constructor(private readonly prefix: string) {}

  play({ kind, customer, pick, fen, day, later }: Draw): void {
    this.n += 1;
    const customerId = `${this.prefix}-${customer}`;
    if (kind <= 2) this.open(customerId, fen, day, later);
    else if (kind <= 4) this.pay(customerId, fen, day);
    else if (kind <= 7) this.allocate(customerId, pick, fen);
    else if (kind === 8) this.deallocate(pick, fen, later);
    else if (kind === 9) this.reverse(customerId, pick, later);
    else if (kind === 10) this.credit(customerId, fen, day);
    else if (kind === 11) this.writeOff(customerId, pick, fen, later);
    else if (kind === 12) this.recover(customerId, pick, later);
    else if (kind === 13) this.dispute(customerId, pick, fen, day);
    else this.extend(customerId, pick, later);
  }

  private say(event: CreditAccountEvent): void {
    this.events.push(event);
  }

  private on(): BusinessDate {
    return dayAt(100 + this.n);
  }

  private pickOf<Value extends { customerId: string }>(
    map: ReadonlyMap<string, Value>,
    customerId: string,
    pick: number,
    isGood: (value: Value) => boolean,
  ): [string, Value] | undefined {
    const good = [...map].filter(([, value]) => value.customerId === customerId && isGood(value));
    return good[pick % Math.max(1, good.length)];
  }

  private open(customerId: string, fen: number, day: number, later: number): void {
    const receivableId = `R-${this.n}`;
    const due = day + later;
    this.owed.set(receivableId, { customerId, invoice: day, open: fen, freed: 0, writtenOff: 0, due });
    const [invoiceDate, dueDate] = [dayAt(day), dayAt(due)];
    const data = { customerId, receivableId, amount: amountOf(fen), invoiceDate, dueDate, on: this.on() };
    this.say({ type: 'ReceivableOpened', data });
  }

  private pay(customerId: string, fen: number, day: number): void {
    const paymentId = `P-${this.n}`;
    this.money.set(paymentId, { customerId, day, left: fen, freed: 0, credit: false, gone: false });
    const data = { customerId, paymentId, amount: amountOf(fen), valueDate: dayAt(day), reference: '', on: this.on() };
    this.say({ type: 'PaymentRecorded', data });
  }

  private credit(customerId: string, fen: number, day: number): void {
    const creditNoteId = `N-${this.n}`;
    this.money.set(creditNoteId, { customerId, day, left: fen, freed: 0, credit: true, gone: false });
    const about = { kind: 'price' as const, reason: 'x', issuedBy: 'w', on: this.on() };
    const data = { customerId, creditNoteId, amount: amountOf(fen), issueDate: dayAt(day), ...about };
    this.say({ type: 'CreditNoteIssued', data });
  }

  private allocate(customerId: string, pick: number, fen: number): void {
    const [paymentId, money] = this.pickOf(this.money, customerId, pick, ({ left }) => left > 0) ?? ['', undefined];
    const [receivableId, owed] = this.pickOf(this.owed, customerId, pick >> 1, ({ open }) => open > 0) ?? [
      '',
      undefined,
    ];
    if (money === undefined || owed === undefined) return;
    const take = Math.min(money.left, owed.open, pick % 3 === 0 ? fen : Infinity);
    // Some of old logs count from the value date though the invoice came later; nothing else was freed by then.
    const isOld = pick % 7 === 0 && owed.freed === 0 && money.freed === 0;
    const day = isOld ? money.day : Math.max(money.day, owed.invoice, owed.freed, money.freed);
    money.left -= take;
    owed.open -= take;
    this.taken.push({ paymentId, receivableId, fen: take, day });
    const which = { customerId, receivableId, paymentId, ...(money.credit && { credit: true as const }) };
    this.say({
      type: 'PaymentAllocated',
      data: { ...which, amount: amountOf(take), valueDate: dayAt(day), on: this.on() },
    });
  }

  private giveBack(taken: Taken, fen: number, day: number): void {
    const [money, owed] = [this.money.get(taken.paymentId), this.owed.get(taken.receivableId)];
    if (money === undefined || owed === undefined || fen === 0) return;
    taken.fen -= fen;
    money.left += fen;
    owed.open += fen;
    money.freed = Math.max(money.freed, day);
    owed.freed = Math.max(owed.freed, day);
    const { paymentId, receivableId } = taken;
    const which = {
      customerId: money.customerId,
      receivableId,
      paymentId,
      ...(money.credit && { credit: true as const }),
    };
    const about = {
      deallocationId: `D-${this.n}-${receivableId}-${day}-${taken.day}`,
      reason: 'x',
      deallocatedBy: 'w',
    };
    this.say({
      type: 'PaymentDeallocated',
      data: { ...which, ...about, amount: amountOf(fen), valueDate: dayAt(day), on: this.on() },
    });
  }

  private deallocate(pick: number, fen: number, later: number): void {
    const live = this.taken.filter((one) => one.fen > 0);
    const taken = live[pick % Math.max(1, live.length)];
    if (taken === undefined) return;
    this.giveBack(
      taken,
      Math.min(taken.fen, pick % 2 === 0 ? fen : Infinity),
      taken.day + (pick % 3 === 0 ? 0 : later),
    );
  }

  private reverse(customerId: string, pick: number, later: number): void {
    const isWhole = ({ gone, credit }: Money) => !gone && !credit;
    const [paymentId, money] = this.pickOf(this.money, customerId, pick, isWhole) ?? ['', undefined];
    if (money === undefined) return;
    const mine = this.taken.filter((one) => one.paymentId === paymentId && one.fen > 0);
    const first = Math.max(money.day, money.freed, ...mine.map(({ day }) => day));
    const isMistake = pick % 2 === 0 && money.freed === 0 && mine.every(({ day }) => day === money.day);
    const day = isMistake ? money.day : first + later;
    for (const one of mine) this.giveBack(one, one.fen, day);
    const cause = isMistake ? ('mistake' as const) : ('bounced' as const);
    const about = { cause, reason: 'x', reversedBy: 'w', on: this.on() };
    this.say({
      type: 'PaymentReversed',
      data: { customerId, paymentId, amount: amountOf(money.left), valueDate: dayAt(day), ...about },
    });
    money.left = 0;
    money.gone = true;
  }

  private writeOff(customerId: string, pick: number, fen: number, later: number): void {
    const [receivableId, owed] = this.pickOf(this.owed, customerId, pick, ({ open }) => open > 0) ?? ['', undefined];
    if (owed === undefined) return;
    const take = Math.min(fen, owed.open);
    owed.open -= take;
    owed.writtenOff += take;
    const valueDate = dayAt(Math.max(owed.invoice, owed.freed) + later);
    owed.freed = Math.max(owed.invoice, owed.freed) + later;
    const about = { writeOffId: `W-${this.n}`, reason: 'x', decidedBy: 'w', on: this.on() };
    this.say({
      type: 'ReceivableWrittenOff',
      data: { customerId, receivableId, amount: amountOf(take), valueDate, ...about },
    });
  }

  private recover(customerId: string, pick: number, later: number): void {
    const isOff = ({ writtenOff }: Owed) => writtenOff > 0;
    const [receivableId, owed] = this.pickOf(this.owed, customerId, pick, isOff) ?? ['', undefined];
    if (owed === undefined) return;
    const amount = amountOf(owed.writtenOff);
    owed.open += owed.writtenOff;
    owed.writtenOff = 0;
    owed.freed += later;
    const about = { writeOffId: 'W', recoveryId: `V-${this.n}`, valueDate: dayAt(owed.freed), on: this.on() };
    this.say({ type: 'WriteOffRecovered', data: { customerId, receivableId, amount, ...about } });
  }

  private dispute(customerId: string, pick: number, fen: number, day: number): void {
    const [disputeId, known] = this.pickOf(this.disputes, customerId, pick, ({ isOpen }) => isOpen) ?? ['', undefined];
    if (known !== undefined && pick % 2 === 0) {
      known.isOpen = false;
      const { receivableId } = known;
      const data = { customerId, receivableId, disputeId, outcome: 'x', closedBy: 'w', on: this.on() };
      this.say({ type: 'DisputeClosed', data });
      return;
    }
    const [receivableId, owed] = this.pickOf(this.owed, customerId, pick, ({ open }) => open > 0) ?? ['', undefined];
    if (owed === undefined) return;
    const raised = `Q-${this.n}`;
    this.disputes.set(raised, { customerId, receivableId, isOpen: true });
    const about = { disputeId: raised, reason: 'x', nonCredit: false, raisedBy: 'w' };
    const data = { customerId, receivableId, amount: amountOf(fen), ...about, on: dayAt(day) };
    this.say({ type: 'DisputeRaised', data });
  }

  private extend(customerId: string, pick: number, later: number): void {
    const [receivableId, owed] = this.pickOf(this.owed, customerId, pick, () => true) ?? ['', undefined];
    if (owed === undefined) return;
    const dueDateBefore = dayAt(owed.due);
    owed.due += later + 1;
    const about = { extensionId: `E-${this.n}`, dueDateBefore, dueDate: dayAt(owed.due), decidedBy: 'w' };
    this.say({ type: 'ExtensionGranted', data: { customerId, receivableId, ...about, on: this.on() } });
  }
}
