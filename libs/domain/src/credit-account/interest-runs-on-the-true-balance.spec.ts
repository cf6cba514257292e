import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check';
import { addDays, dateOf, type BusinessDate } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { customerId } from '@test/support/account-events';
import { fenOf } from '@test/support/fen';
import { specFor } from '@test/support/given-when-then';
import { invoiceOf, paymentOf, playedOf } from '@test/support/owing-commands';
import { onDisk } from '@test/support/policies-on-disk';
import { interestCorrections, interestDue } from './arrears-interest';
import { arrearsPolicy, type ArrearsPolicy } from './arrears-policy';
import type { AskedOfAccount } from './commands';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { owedOverTime } from './owed-over-time';

const standard = arrearsPolicy.parse(onDisk('arrears-interest/standard.json'));
const free: ArrearsPolicy = { ...standard, graceDays: 0, minimum: ofYuan('0.00') };
const [invoiced, due, later] = [dateOf('2026-01-05'), dateOf('2026-02-01'), dateOf('2026-12-31')];
const invoice = (id: string, amount: string, more: object = {}) =>
  invoiceOf(id, { amount, invoiceDate: invoiced, dueDate: due, on: invoiced, ...more });
const pay = (id: string, amount: string, day: string, invoices: string[] = ['F-1']) =>
  paymentOf(id, { amount, valueDate: dateOf(day), on: later, invoices });
const about = { customerId, on: later };

const dueOn = (to: string, policy: ArrearsPolicy, ...commands: AskedOfAccount[]) =>
  interestDue(owedOverTime(playedOf(...commands).events), dateOf(to), policy);
const chargeOf = (interestId: string, to: string, events: readonly CreditAccountEvent[]): AskedOfAccount => {
  const { lines } = interestDue(owedOverTime(events), dateOf(to), standard);
  const { ledger } = events.reduce(creditAccount.evolve, creditAccount.initial);
  const terms = { ratePercent: standard.annualRatePercent, dueAfterDays: 30, chargedBy: 'finance-zhou' };
  return { type: 'ChargeInterest', data: { ...about, ...terms, interestId, lines, to: dateOf(to), ledger } };
};

describe('interest on arrears', () => {
  test('runs from the day after the days of grace, and the day before is free', () => {
    const given = invoice('F-1', '10000.00');
    expect(dueOn('2026-02-04', standard, given).lines).toEqual([]);
    // 10,000.00 × 5.475 percent ÷ 365 = 1.50 a day.
    expect(dueOn('2026-02-05', standard, given).lines).toEqual([
      { receivableId: 'F-1', from: '2026-02-05', to: '2026-02-05', days: 1, balance: '10000.00', amount: '1.50' },
    ]);
  });

  test('goes by the balance of every day: a part payment makes two lines, and its own day costs what is left', () => {
    const { lines, amount } = dueOn(
      '2026-02-14',
      standard,
      invoice('F-1', '10000.00'),
      pay('P-1', '4000.00', '2026-02-10'),
    );
    expect(lines).toMatchObject([
      { from: '2026-02-05', to: '2026-02-09', days: 5, balance: '10000.00', amount: '7.50' },
      { from: '2026-02-10', to: '2026-02-14', days: 5, balance: '6000.00', amount: '4.50' },
    ]);
    expect(amount).toBe('12.00');
  });

  test('does not know what was recorded when, only from which day it counts', () => {
    const early = dueOn('2026-03-31', free, invoice('F-1', '10000.00'), pay('P-1', '10000.00', '2026-01-31'));
    expect(early.lines).toEqual([]);
  });

  test('goes by the year of the policy', () => {
    const of = (dayBasis: 360 | 365) =>
      dueOn('2026-02-11', { ...free, annualRatePercent: '10', dayBasis }, invoice('F-1', '36500.00')).amount;
    expect([of(365), of(360)]).toEqual(['100.00', '101.39']);
  });

  test('pauses while it is disputed, where the policy says so', () => {
    const raised = { ...about, receivableId: 'F-1', disputeId: 'D-1', raisedBy: 'sales-zhao', nonCredit: false };
    const commands: AskedOfAccount[] = [
      invoice('F-1', '10000.00'),
      { type: 'RaiseDispute', data: { ...raised, amount: ofYuan('4000.00'), reason: 'x', on: dateOf('2026-02-03') } },
      {
        type: 'CloseDispute',
        data: {
          ...about,
          receivableId: 'F-1',
          disputeId: 'D-1',
          outcome: 'x',
          closedBy: 'x',
          on: dateOf('2026-02-06'),
        },
      },
    ];
    const balances = (policy: ArrearsPolicy) =>
      dueOn('2026-02-07', policy, ...commands).lines.map(({ days, balance }) => [days, balance]);
    expect(balances(free)).toEqual([
      [1, '10000.00'],
      [3, '6000.00'],
      [2, '10000.00'],
    ]);
    expect(balances({ ...free, disputesPause: false })).toEqual([[6, '10000.00']]);
  });

  test('below the minimum waits, and at it does not', () => {
    const of = (minimum: string) =>
      dueOn('2026-02-05', { ...standard, minimum: ofYuan(minimum) }, invoice('F-1', '10000.00')).isBelowMinimum;
    expect([of('1.50'), of('1.51')]).toEqual([false, true]);
  });

  test('does not run on interest', () => {
    const { events } = playedOf(invoice('F-1', '10000.00'));
    const charged = [
      ...events,
      ...creditAccount.decide(chargeOf('I-1', '2026-03-31', events), playedOf(invoice('F-1', '10000.00')).account),
    ];
    const lines = interestDue(owedOverTime(charged), dateOf('2027-12-31'), standard).lines;
    expect(new Set(lines.map(({ receivableId }) => receivableId))).toEqual(new Set(['F-1']));
  });
});

describe('charging interest', () => {
  const given = playedOf(invoice('F-1', '10000.00'), invoice('F-2', '500.00')).events;
  const charge = chargeOf('I-1', '2026-02-28', given);
  const charged = [
    ...given,
    ...specFor(creditAccount)(...given)
      .when(charge)
      .decided(),
  ];

  test('is a receivable of its own, beside what it is for', () =>
    expect(charged.slice(2)).toMatchObject([
      { type: 'InterestCharged', data: { interestId: 'I-1', from: '2026-02-05', to: '2026-02-28', amount: '37.80' } },
      {
        type: 'ReceivableOpened',
        data: { receivableId: 'I-1', kind: 'interest', amount: '37.80', dueDate: '2027-01-30' },
      },
    ]));

  test('again does nothing, and charges no day twice under another number', () => {
    specFor(creditAccount)(...charged)
      .when(charge)
      .thenNothing();
    specFor(creditAccount)(...charged)
      .when(chargeOf('I-2', '2026-02-28', charged))
      .thenProblem('no-interest-due');
    const stale = {
      ...charge,
      data: { ...charge.data, interestId: 'I-2', ledger: ofYuan('10537.80') },
    } as AskedOfAccount;
    specFor(creditAccount)(...charged)
      .when(stale)
      .thenProblem('interest-moved');
    const next = interestDue(owedOverTime(charged), dateOf('2026-03-02'), standard).lines;
    expect(next.map(({ from, to }) => [from, to])).toEqual(Array(2).fill(['2026-03-01', '2026-03-02']));
  });

  test('that was worked out before the account moved is refused', () => {
    const paid = [...given, ...playedOf(pay('P-9', '1.00', '2026-02-10', [])).events.slice(0, 1)];
    specFor(creditAccount)(...paid)
      .when(charge)
      .thenProblem('interest-moved');
  });

  test('of nothing is refused, and so is a number that something else has', () => {
    const data = { ...(charge.data as object), lines: [] };
    specFor(creditAccount)(...given)
      .when({ type: 'ChargeInterest', data } as never)
      .thenProblem('no-interest-due');
    specFor(creditAccount)(...given)
      .when({ ...charge, data: { ...charge.data, interestId: 'F-1' } } as AskedOfAccount)
      .thenProblem('same-id-other-content');
  });

  test('is put right by what comes to light later, and the proposal goes with the credit note', () => {
    const then = (...more: AskedOfAccount[]) => {
      let account = charged.reduce(creditAccount.evolve, creditAccount.initial);
      const log = [...charged];
      for (const command of more) {
        const events = creditAccount.decide(command, account);
        account = events.reduce(creditAccount.evolve, account);
        log.push(...events);
      }
      return interestCorrections(owedOverTime(log), standard);
    };
    expect(then()).toEqual([]);
    const late = pay('P-1', '10000.00', '2026-02-09');
    // 24 days were charged on 10,000.00, and four were right.
    expect(then(late)).toEqual([
      { interestId: 'I-1', charged: '37.80', now: '7.80', credited: '0.00', proposed: '30.00' },
    ]);
    const note: AskedOfAccount = {
      type: 'IssueCreditNote',
      data: {
        ...{ ...about, creditNoteId: 'CN-1', amount: ofYuan('30.00'), kind: 'other', corrects: 'I-1' },
        ...{ reason: 'paid on the 9th', issuedBy: 'finance-zhou' },
      },
    };
    expect(then(late, note)).toEqual([]);
    // And if that payment was a mistake, so much is due again.
    const mistake = { ...about, paymentId: 'P-1', cause: 'mistake' as const, reason: 'x', reversedBy: 'finance-zhou' };
    expect(then(late, note, { type: 'ReversePayment', data: mistake })).toMatchObject([{ proposed: '-30.00' }]);
  });
});

describe('any history of receivables', () => {
  const drawn = record({
    what: constantFrom('invoice', 'pay', 'pay', 'back', 'dispute', 'close'),
    nth: integer({ min: 1, max: 4 }),
    fen: integer({ min: 1, max: 1_500_000 }),
    day: integer({ min: 0, max: 120 }),
    yes: boolean(),
  });
  type Drawn = Parameters<Parameters<(typeof drawn)['map']>[0]>[0];
  const dayOf = (day: number): BusinessDate => addDays(dateOf('2026-01-01'), day);

  /** What the events say by hand: signed fen by day, and what is in dispute. */
  const naive = (
    events: readonly CreditAccountEvent[],
    receivableId: string,
    day: BusinessDate,
    policy: ArrearsPolicy,
  ) => {
    let [owed, disputed, invoiceDate] = [0, 0, ''];
    const disputes = new Map<string, number>();
    for (const { type, data } of events) {
      if (type === 'DisputeRaised' && data.receivableId === receivableId)
        disputes.set(data.disputeId, fenOf(data.amount));
      if (type === 'ReceivableOpened' && data.receivableId === receivableId) invoiceDate = data.invoiceDate;
    }
    for (const { type, data } of events) {
      if (!('receivableId' in data) || data.receivableId !== receivableId) continue;
      const counts = (from: string) => (from < invoiceDate ? invoiceDate : from) <= day;
      if (type === 'ReceivableOpened' && counts(data.invoiceDate)) owed += fenOf(data.amount);
      if (type === 'PaymentAllocated' && counts(data.valueDate)) owed -= fenOf(data.amount);
      if (type === 'PaymentDeallocated' && counts(data.valueDate)) owed += fenOf(data.amount);
      if (type === 'ReceivableWrittenOff' && counts(data.valueDate)) owed -= fenOf(data.amount);
      if (type === 'DisputeRaised' && data.on <= day) disputed += fenOf(data.amount);
      if (type === 'DisputeClosed' && data.on <= day) disputed -= disputes.get(data.disputeId) ?? 0;
    }
    if (owed <= 0) return 0;
    return policy.disputesPause ? owed - Math.min(owed, disputed) : owed;
  };

  const commandOf = ({ what, nth, fen, day, yes }: Drawn): AskedOfAccount => {
    const [amount, valueDate, receivableId] = [ofYuan((fen / 100).toFixed(2)), dayOf(day), `F-${nth}`];
    const which = { ...about, receivableId };
    switch (what) {
      case 'pay':
        return pay(`P-${day % 40}`, (fen / 100).toFixed(2), valueDate, [receivableId]);
      case 'back': {
        const back = { deallocationId: `D-${fen}`, paymentId: `P-${day % 40}`, reason: 'x', deallocatedBy: 'x' };
        return { type: 'DeallocatePayment', data: { ...which, ...back } };
      }
      case 'dispute':
        return {
          type: 'RaiseDispute',
          data: {
            ...which,
            disputeId: `X-${day % 20}`,
            amount,
            reason: 'x',
            nonCredit: yes,
            raisedBy: 'x',
            on: valueDate,
          },
        };
      case 'close':
        return {
          type: 'CloseDispute',
          data: { ...which, disputeId: `X-${day % 20}`, outcome: 'x', closedBy: 'x', on: valueDate },
        };
      case 'invoice':
        return invoiceOf(receivableId, { amount, invoiceDate: valueDate, dueDate: dayOf(day + (fen % 20)), on: later });
    }
  };

  test('costs what a loop over every single day says, to the last fen, and every day once', () => {
    let lines = 0;
    assert(
      property(
        array(drawn, { minLength: 15, maxLength: 40 }),
        integer({ min: 0, max: 9 }),
        boolean(),
        (draws, graceDays, disputesPause) => {
          const policy = { ...free, graceDays, disputesPause };
          let account = creditAccount.initial;
          const events: CreditAccountEvent[] = [];
          const first = [1, 2, 3, 4].map((nth) => invoice(`F-${nth}`, `${nth}0000.00`, { dueDate: dayOf(30 + nth) }));
          for (const command of [...first, ...draws.map(commandOf)]) {
            try {
              const decided = creditAccount.decide(command, account);
              events.push(...decided);
              account = decided.reduce(creditAccount.evolve, account);
            } catch {
              // What makes no sense is not asked.
            }
          }
          const to = dayOf(150);
          const found = interestDue(owedOverTime(events), to, policy);
          lines += found.lines.length;
          const fromLines = new Map<string, number>();
          for (const { receivableId, from, days, balance } of found.lines)
            for (let nth = 0; nth < days; nth++) {
              const key = `${receivableId} ${addDays(from, nth)}`;
              expect(fromLines.has(key)).toBe(false);
              fromLines.set(key, fenOf(balance));
            }
          for (const { type, data } of events) {
            if (type !== 'ReceivableOpened') continue;
            let sum = 0;
            for (let day = data.dueDate; day <= to; day = addDays(day, 1)) {
              const isLate = day > addDays(data.dueDate, graceDays);
              const expected = isLate ? naive(events, data.receivableId, day, policy) : 0;
              expect([data.receivableId, day, fromLines.get(`${data.receivableId} ${day}`) ?? 0]).toEqual([
                data.receivableId,
                day,
                expected,
              ]);
              sum += expected;
            }
            // 5.475 percent over 365 days is 15 in 100,000 a day; each line is rounded by half a fen at most.
            const own = found.lines.filter(({ receivableId }) => receivableId === data.receivableId);
            const charged = own.reduce((all, { amount }) => all + fenOf(amount), 0);
            expect(Math.abs(charged - (sum * 15) / 100_000)).toBeLessThanOrEqual(own.length / 2 + 1e-6);
          }
          for (const { days, balance, amount } of found.lines)
            expect(fenOf(amount)).toBe(
              Number((BigInt(fenOf(balance)) * BigInt(days) * 15n * 2n + 100_000n) / 200_000n),
            );
        },
      ),
      { numRuns: 100 },
    );
    expect(lines).toBeGreaterThan(400);
  });
});
