import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check';
import { addDays, dateOf } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, firstOfMarch } from '@test/support/account-events';
import { fenOf } from '@test/support/fen';
import { specFor } from '@test/support/given-when-then';
import { invoiceOf, paymentOf, playedOf } from '@test/support/owing-commands';
import type { AskedOfAccount } from './commands';
import { creditAccount } from './decider';
import type { CreditAccountEvent } from './events';
import { paymentOf as paymentIn, receivableOf } from './items';

const on = dateOf(firstOfMarch);
const due = dateOf('2026-04-10');
const rateOf = (rate: string) => ({ rate, on });
const usd = (rate: string) => ({ currency: 'USD', rate: rateOf(rate) });
const after = (...commands: AskedOfAccount[]) => specFor(creditAccount)(...playedOf(...commands).events);
const invoice = (id: string, amount: string, rate: string) => invoiceOf(id, { amount, dueDate: due, ...usd(rate) });
const differences = (events: readonly CreditAccountEvent[]): number =>
  events.reduce((sum, { type, data }) => (type === 'ExchangeDifferenceBooked' ? sum + fenOf(data.amount) : sum), 0);

describe('an invoice in another currency', () => {
  test('stands in both, in yuan by the rate of its day, half up', () =>
    after()
      .when(invoice('F-1', '10.01', '7.1055'))
      .then({
        type: 'ReceivableOpened',
        data: {
          ...{ customerId, receivableId: 'F-1', amount: ofYuan('71.13'), invoiceDate: on, dueDate: due, on },
          foreign: { currency: 'USD', amount: ofYuan('10.01'), rate: '7.1055', rateOn: on },
        },
      }));

  test('is shared out so that its instalments add up in both', () => {
    const instalments = ['3.33', '3.33', '3.34'].map((amount) => ({ dueDate: due, amount: ofYuan(amount) }));
    const { account } = playedOf(invoiceOf('F-1', { amount: '10.00', instalments, ...usd('7.1555') }));
    const parts = ['F-1.1', 'F-1.2', 'F-1.3'].map((id) => receivableOf(account, id));
    expect(parts.map((one) => [one?.foreign?.amount, one?.amount])).toEqual([
      ['3.33', '23.83'],
      ['3.33', '23.83'],
      ['3.34', '23.90'],
    ]);
    expect(account.ledger).toBe('71.56');
  });

  test('without a rate says which currency and which day', () =>
    expect(after().when(invoiceOf('F-1', { amount: '1.00', dueDate: due, currency: 'USD' })).decided).toThrow(
      expect.objectContaining({ code: 'rate-missing', facts: { currency: 'USD', day: firstOfMarch } }) as Error,
    ));

  test('of less than a fen is refused, and of just one is not', () => {
    after()
      .when(invoice('F-1', '0.01', '0.4999'))
      .thenProblem('amount-too-small');
    expect(
      after()
        .when(invoice('F-1', '0.01', '0.5'))
        .decided(),
    ).toHaveLength(1);
  });

  test('is the same when it is sent again after its rate was put right', () =>
    after(invoice('F-1', '10.00', '7.10'))
      .when(invoice('F-1', '10.00', '7.25'))
      .thenNothing());

  test('in yuan by name is one in yuan', () =>
    after(invoiceOf('F-1', { amount: '10.00', dueDate: due }))
      .when(invoiceOf('F-1', { amount: '10.00', dueDate: due, currency: 'CNY' }))
      .thenNothing());
});

describe('a payment in another currency', () => {
  const pay = (id: string, amount: string, rate: string, more: object = {}) =>
    paymentOf(id, { amount, ...usd(rate), ...more });

  test('settles what it pays in that currency; what the rate did in between is booked beside it', () => {
    const { account, events } = playedOf(invoice('F-1', '1000.00', '7.10'), pay('P-1', '1000.00', '7.25'));
    expect(events.slice(2)).toEqual([
      {
        type: 'PaymentAllocated',
        data: {
          ...{ customerId, receivableId: 'F-1', paymentId: 'P-1', amount: '7100.00', cash: '7250.00' },
          ...{ foreign: { currency: 'USD', amount: '1000.00' }, valueDate: on, on },
        },
      },
      {
        type: 'ExchangeDifferenceBooked',
        data: { customerId, receivableId: 'F-1', paymentId: 'P-1', amount: '150.00', valueDate: on, on },
      },
      expect.objectContaining({ type: 'ReceivableSettled' }),
    ]);
    expect([account.ledger, account.sums.receivables, account.sums.unallocatedCash]).toEqual(['0.00', '0.00', '0.00']);
  });

  test('books no difference where the rate did nothing', () =>
    expect(
      playedOf(invoice('F-1', '10.00', '7.10'), pay('P-1', '10.00', '7.10')).events.map(({ type }) => type),
    ).toEqual(['ReceivableOpened', 'PaymentRecorded', 'PaymentAllocated', 'ReceivableSettled']));

  test('in three parts takes every fen of the receivable, and of itself', () => {
    const { account, events } = playedOf(
      invoice('F-1', '10.00', '7.1555'),
      ...['3.33', '3.33', '3.34'].map((amount, index) => pay(`P-${index + 1}`, amount, `7.0${index}`)),
    );
    const off = events.flatMap(({ type, data }) => (type === 'PaymentAllocated' ? [data.amount] : []));
    expect(off).toEqual(['23.83', '23.83', '23.90']);
    expect(receivableOf(account, 'F-1')).toMatchObject({ open: '0.00', foreign: { left: '0.00' } });
    expect(account.ledger).toBe('0.00');
  });

  test('pays by rule only what is owed in its currency, the oldest first', () => {
    const { account } = playedOf(
      invoiceOf('F-0', { amount: '5.00', dueDate: dateOf('2026-03-02') }),
      invoice('F-1', '10.00', '7.10'),
      pay('P-1', '12.00', '7.00'),
    );
    expect(receivableOf(account, 'F-0')?.open).toBe('5.00');
    expect(receivableOf(account, 'F-1')?.open).toBe('0.00');
    expect(paymentIn(account, 'P-1')).toMatchObject({ unallocated: '14.00', foreign: { left: '2.00' } });
  });

  test('shares in proportion to what is owed in its currency', () => {
    const { account } = playedOf(
      invoice('F-1', '30.00', '7.10'),
      invoice('F-2', '10.00', '9.90'),
      pay('P-1', '20.00', '7.00', { rule: 'pro-rata' }),
    );
    expect(['F-1', 'F-2'].map((id) => receivableOf(account, id)?.foreign?.left)).toEqual(['15.00', '5.00']);
  });

  test('named for what is owed in another is refused, either way round', () => {
    const named = [{ receivableId: 'F-1', amount: ofYuan('5.00') }];
    after(invoice('F-1', '10.00', '7.10'))
      .when(paymentOf('P-1', { amount: '5.00', allocate: named }))
      .thenProblem('currency-differs');
    after(invoiceOf('F-1', { amount: '10.00', dueDate: due }))
      .when(pay('P-1', '5.00', '7.00', { allocate: named }))
      .thenProblem('currency-differs');
    after(invoice('F-1', '10.00', '7.10'))
      .when(paymentOf('P-1', { amount: '5.00', invoices: ['F-1'] }))
      .thenProblem('currency-differs');
  });

  test('is named in its own currency, to the last cent and not above', () => {
    const asked = (amount: string) =>
      after(invoice('F-1', '10.00', '7.10')).when(
        pay('P-1', '20.00', '7.00', { allocate: [{ receivableId: 'F-1', amount: ofYuan(amount) }] }),
      );
    expect(asked('10.00').decided()).toHaveLength(4);
    asked('10.01').thenProblem('allocation-above-open');
  });

  test('sent again after its rate was put right does nothing, named or not', () => {
    const named = { allocate: [{ receivableId: 'F-1', amount: ofYuan('4.00') }] };
    const given = after(invoice('F-1', '10.00', '7.10'), pay('P-1', '5.00', '7.00', named));
    given.when(pay('P-1', '5.00', '7.01', named)).thenNothing();
    given.when(pay('P-1', '5.00', '7.00')).thenNothing();
    given.when(pay('P-1', '5.01', '7.00')).thenProblem('same-id-other-content');
    given.when(paymentOf('P-1', { amount: '5.00' })).thenProblem('same-id-other-content');
  });

  test('of part of what stands at a single fen is passed over by rule, and refused by name', () => {
    const given = [invoice('F-1', '0.04', '0.25')];
    const { account } = playedOf(...given, pay('P-1', '0.03', '0.25'));
    expect([receivableOf(account, 'F-1')?.open, paymentIn(account, 'P-1')?.foreign?.left]).toEqual(['0.01', '0.03']);
    after(...given)
      .when(pay('P-1', '0.03', '0.25', { allocate: [{ receivableId: 'F-1', amount: ofYuan('0.03') }] }))
      .thenProblem('amount-too-small');
    expect(playedOf(...given, pay('P-1', '0.04', '0.25')).account.ledger).toBe('0.00');
  });

  test('is taken back whole, with the difference, and not in part', () => {
    const given = [invoice('F-1', '10.00', '7.10'), pay('P-1', '4.00', '7.25')];
    const back = { customerId, paymentId: 'P-1', receivableId: 'F-1', deallocationId: 'D-1' };
    const asked = { ...back, reason: 'wrong', deallocatedBy: 'finance-zhou', on };
    const { account, events } = playedOf(...given, { type: 'DeallocatePayment', data: asked });
    expect(events.slice(-2)).toMatchObject([
      { type: 'PaymentDeallocated', data: { amount: '28.40', cash: '29.00', foreign: { amount: '4.00' } } },
      { type: 'ExchangeDifferenceBooked', data: { amount: '-0.60' } },
    ]);
    expect(receivableOf(account, 'F-1')).toMatchObject({ open: '71.00', foreign: { left: '10.00' } });
    expect(paymentIn(account, 'P-1')).toMatchObject({ unallocated: '29.00', foreign: { left: '4.00' } });
    after(...given)
      .when({ type: 'DeallocatePayment', data: { ...asked, amount: ofYuan('1.00') } })
      .thenProblem('deallocation-in-part');
  });
});

describe('a credit note of an invoice in another currency', () => {
  const credit = (amount: string): AskedOfAccount => ({
    type: 'IssueCreditNote',
    data: {
      ...{ customerId, creditNoteId: 'CN-1', amount: ofYuan(amount), kind: 'price', corrects: 'F-1' },
      ...{ reason: 'scratched', issuedBy: 'finance-zhou', on },
    },
  });

  test('is in that currency and at its rate, so that no difference arises', () => {
    const { account, events } = playedOf(invoice('F-1', '10.00', '7.1555'), credit('4.00'));
    expect(differences(events)).toBe(0);
    expect(receivableOf(account, 'F-1')?.foreign?.left).toBe('6.00');
    expect(account.ledger).toBe(receivableOf(account, 'F-1')?.open);
  });

  test('may be as large as the invoice and no larger', () => {
    expect(playedOf(invoice('F-1', '10.00', '7.1555'), credit('10.00')).account.ledger).toBe('0.00');
    after(invoice('F-1', '10.00', '7.1555'))
      .when(credit('10.01'))
      .thenProblem('credit-note-above-invoice');
  });
});

describe('any payments of invoices in two currencies, taken back and made again', () => {
  const cents = integer({ min: 1, max: 300_000 });
  const drawn = record({
    what: constantFrom('invoice', 'invoice', 'payment', 'payment', 'payment', 'allocate', 'back', 'reverse'),
    cents,
    rate: integer({ min: 4, max: 99_999 }),
    isForeign: boolean(),
    nth: integer({ min: 1, max: 6 }),
    other: integer({ min: 1, max: 6 }),
  });
  type Drawn = Parameters<Parameters<(typeof drawn)['map']>[0]>[0];
  const commandOf = ({ what, cents: amount, rate, isForeign, nth, other }: Drawn): AskedOfAccount => {
    const sides = isForeign ? usd((rate / 10_000).toFixed(4)) : {};
    const said = { amount: (amount / 100).toFixed(2), ...sides };
    const [paymentId, receivableId] = [`P-${nth}`, `F-${other}`];
    const about = { customerId, paymentId, on: addDays(on, 3) };
    switch (what) {
      case 'invoice':
        return invoiceOf(receivableId, { ...said, dueDate: addDays(due, nth) });
      case 'payment':
        return paymentOf(paymentId, { ...said, rule: rate % 2 === 0 ? 'oldest-first' : 'pro-rata' });
      case 'allocate':
        return { type: 'AllocatePayment', data: about };
      case 'back': {
        const taken = { deallocationId: `D-${rate}`, receivableId, reason: 'x', deallocatedBy: 'finance-zhou' };
        return { type: 'DeallocatePayment', data: { ...about, ...taken } };
      }
      case 'reverse':
        return {
          type: 'ReversePayment',
          data: { ...about, cause: 'bounced', reason: 'x', reversedBy: 'finance-zhou' },
        };
    }
  };

  test('keep the ledger, and what the rates did is what was paid less what was invoiced', () => {
    let booked = 0;
    assert(
      property(array(drawn, { minLength: 5, maxLength: 40 }), (draws) => {
        const log: CreditAccountEvent[] = [];
        let account = creditAccount.initial;
        for (const command of draws.map(commandOf)) {
          try {
            const events = creditAccount.decide(command, account);
            log.push(...events);
            account = events.reduce(creditAccount.evolve, account);
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
          }
          const { receivables, unallocatedCash } = account.sums;
          expect(fenOf(account.ledger)).toBe(fenOf(receivables) - fenOf(unallocatedCash));
        }
        const of = (type: CreditAccountEvent['type']) =>
          log.reduce(
            (sum, event) => (event.type === type && 'amount' in event.data ? sum + fenOf(event.data.amount) : sum),
            0,
          );
        const owed = fenOf(account.sums.receivables) - fenOf(account.sums.unallocatedCash);
        const brought = of('PaymentRecorded') - of('PaymentReversed');
        expect(differences(log)).toBe(owed + brought - of('ReceivableOpened'));
        if (differences(log) !== 0) booked++;
      }),
      { numRuns: 600, seed: 20260310 },
    );
    // The draw meets what it is about.
    expect(booked).toBeGreaterThan(100);
  });

  test('that pay everything leave nothing open in either currency', () => {
    const parts = array(integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 8 });
    assert(
      property(parts, cents, integer({ min: 10_000, max: 99_999 }), (shares, amount, rate) => {
        const all = shares.reduce((sum, one) => sum + one, 0);
        const paid = shares.map((one) => Math.max(1, Math.floor((amount * one) / all)));
        const last = amount - paid.slice(0, -1).reduce((sum, one) => sum + one, 0);
        if (last <= 0) return;
        const payments = [...paid.slice(0, -1), last].map((one, index) =>
          paymentOf(`P-${index}`, {
            amount: (one / 100).toFixed(2),
            ...usd(((rate + index * 37) / 10_000).toFixed(4)),
          }),
        );
        const { account, events } = playedOf(
          invoice('F-1', (amount / 100).toFixed(2), (rate / 10_000).toFixed(4)),
          ...payments,
        );
        expect(receivableOf(account, 'F-1')).toMatchObject({ open: '0.00', foreign: { left: '0.00' } });
        expect([account.ledger, account.sums.unallocatedCash]).toEqual(['0.00', '0.00']);
        const brought = events.reduce(
          (sum, { type, data }) => (type === 'PaymentRecorded' ? sum + fenOf(data.amount) : sum),
          0,
        );
        expect(differences(events)).toBe(brought - fenOf(receivableOf(account, 'F-1')?.amount ?? ''));
      }),
    );
  });
});
