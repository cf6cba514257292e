import { addDays, dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { customerId } from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { invoiceOf, paymentOf, playedOf } from '@test/support/owing-commands';
import { onDisk } from '@test/support/policies-on-disk';
import { authorityPolicy } from '../authority/authority-policy';
import { ledgerPeriod } from '../ledger-period/decider';
import { mayReachBack } from './closed-period';
import type { AskedOfAccount } from './commands';
import { checkPolicy } from './check-policy';
import { creditAccount } from './decider';

const authority = authorityPolicy.parse(onDisk('authority/standard-v5.json'));
const policy = checkPolicy.parse(onDisk('credit-check/standard-v2.json'));
const on = dateOf('2026-04-02');
const [lastClosed, firstOpen] = [dateOf('2026-03-31'), dateOf('2026-04-01')];
const period = ledgerPeriod.evolve(ledgerPeriod.initial, {
  type: 'PeriodClosed',
  data: { month: '2026-03', closedBy: 'finance-zhou', on },
});
const by = (who: string, command: AskedOfAccount): AskedOfAccount => ({
  ...command,
  under: { policy, posting: { period, by: who, authority } },
});
const due = { dueDate: dateOf('2026-06-01'), on };
const given = [
  invoiceOf('F-1', { amount: '100.00', invoiceDate: dateOf('2026-02-10'), ...due }),
  paymentOf('P-1', { amount: '40.00', valueDate: dateOf('2026-02-20'), on, invoices: ['F-1'] }),
  paymentOf('P-2', { amount: '10.00', valueDate: dateOf('2026-02-20'), on, rule: 'none' }),
];
const after = specFor(creditAccount)(...playedOf(...given).events);
const about = { customerId, on, reason: 'x' };
const back = { ...about, paymentId: 'P-1', receivableId: 'F-1', deallocationId: 'D-1', deallocatedBy: 'x' };
const note = {
  ...about,
  creditNoteId: 'CN-1',
  amount: ofYuan('1.00'),
  kind: 'price',
  corrects: 'F-1',
  issuedBy: 'x',
} as const;
const writeOff = { ...about, receivableId: 'F-1', writeOffId: 'W-1', decidedBy: 'director-liu', authority };

/** The same posting on a day of choice. */
const postings: readonly (readonly [string, (day: typeof on) => AskedOfAccount])[] = [
  ['an invoice', (day) => invoiceOf('F-2', { amount: '1.00', invoiceDate: day, ...due })],
  ['a payment', (day) => paymentOf('P-3', { amount: '1.00', valueDate: day, on, rule: 'none' })],
  ['an allocation', (day) => ({ type: 'AllocatePayment', data: { ...about, paymentId: 'P-2', valueDate: day } })],
  ['a de-allocation', (day) => ({ type: 'DeallocatePayment', data: { ...back, valueDate: day } })],
  [
    'a reversal',
    (day) => ({
      type: 'ReversePayment',
      data: { ...about, paymentId: 'P-1', cause: 'bounced', valueDate: day, reversedBy: 'x' },
    }),
  ],
  ['a credit note', (day) => ({ type: 'IssueCreditNote', data: { ...note, issueDate: day } })],
  ['a write-off', (day) => ({ type: 'WriteOffReceivable', data: { ...writeOff, valueDate: day } })],
];

describe.each(postings)('%s', (_, on) => {
  test('dated on the last closed day is refused, and on the first open day is not', () => {
    after.when(by('finance-zhou', on(lastClosed))).thenProblem('period-closed');
    expect(after.when(by('finance-zhou', on(firstOpen))).decided()).not.toEqual([]);
  });

  test('dated long before anything was closed is refused', () =>
    after.when(by('finance-zhou', on(dateOf('2026-02-25')))).thenProblem('period-closed'));

  test('is taken from the role that the authority names', () =>
    expect(after.when(by('director-liu', on(lastClosed))).decided()).not.toEqual([]));
});

describe('a closed month', () => {
  test('is named in the refusal, with who closed it and from when on one may post', () =>
    expect(after.when(by('finance-li', postings[0]![1](lastClosed))).decided).toThrow(
      expect.objectContaining({
        facts: {
          ...{ month: '2026-03', date: '2026-03-31', closedBy: 'finance-zhou', closedOn: '2026-04-02' },
          ...{ first: '2026-04-01', wanted: 'director' },
        },
      }) as Error,
    ));

  test('answers what was posted before it was closed like the first time', () => {
    for (const command of given) after.when(by('finance-zhou', command)).thenNothing();
  });

  test('is refused by what a correction comes to, when nobody named a day', () =>
    after.when(by('finance-zhou', { type: 'DeallocatePayment', data: back })).thenProblem('period-closed'));

  test('is not allocated into by default: old cash counts from the first open day', () =>
    expect(
      after
        .when(
          by('finance-zhou', { type: 'AllocatePayment', data: { ...about, paymentId: 'P-2', notBefore: firstOpen } }),
        )
        .decided(),
    ).toMatchObject([{ type: 'PaymentAllocated', data: { valueDate: '2026-04-01' } }]));

  test('takes no claim under a bill that fell due in it: that counts from the first open day', () => {
    const bill = { customerId, billId: 'B-1', amount: ofYuan('5.00'), kind: 'bank', drawer: 'x' } as const;
    const received: AskedOfAccount = {
      type: 'ReceiveBill',
      data: { ...bill, maturesOn: dateOf('2026-03-20'), on: dateOf('2026-02-20') },
    };
    const { events } = playedOf(...given, received);
    const asked = { customerId, billId: 'B-1', reason: 'no cover', on };
    const then = specFor(creditAccount)(...events);
    then.when(by('finance-zhou', { type: 'DishonourBill', data: asked })).thenProblem('period-closed');
    expect(
      then.when(by('finance-zhou', { type: 'DishonourBill', data: { ...asked, notBefore: firstOpen } })).decided(),
    ).toContainEqual(
      expect.objectContaining({
        type: 'ReceivableOpened',
        data: expect.objectContaining({
          kind: 'bill-claim',
          invoiceDate: '2026-04-01',
          dueDate: '2026-03-20',
        }) as object,
      }),
    );
  });
});

describe('the months are looked at', () => {
  test('for what may be dated into an earlier one than today, and for nothing else', () => {
    const asked = (day: string) => mayReachBack(paymentOf('P-9', { amount: '1.00', valueDate: dateOf(day), on }));
    expect([asked('2026-04-01'), asked('2026-03-31'), asked('2025-04-30')]).toEqual([false, true, true]);
    expect(mayReachBack({ type: 'DeallocatePayment', data: back })).toBe(true);
    expect(mayReachBack({ type: 'HoldShipments', data: { customerId, receivableId: 'F-1', on: addDays(on, 1) } })).toBe(
      false,
    );
  });
});
