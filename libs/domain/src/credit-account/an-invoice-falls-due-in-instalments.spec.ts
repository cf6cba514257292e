import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { customerId, firstOfMarch } from '@test/support/account-events';
import { specFor } from '@test/support/given-when-then';
import { invoiceOf, paymentOf, playedOf, standardTerms } from '@test/support/owing-commands';
import type { AskedOfAccount } from './commands';
import { creditAccount } from './decider';
import { receivableOf } from './items';

const due = dateOf('2026-04-10');
const after = (...commands: AskedOfAccount[]) => specFor(creditAccount)(...playedOf(...commands).events);
const opened = (receivableId: string, amount: string, dueDate: string, more: object = {}) => ({
  type: 'ReceivableOpened' as const,
  data: expect.objectContaining({ receivableId, amount, dueDate, invoiceDate: firstOfMarch, ...more }) as never,
});
const terms = { terms: '30-40-30', termsPolicy: standardTerms };
const halves = [
  { dueDate: due, amount: ofYuan('60.00') },
  { dueDate: dateOf('2026-05-10'), amount: ofYuan('40.00') },
];

describe('an invoice', () => {
  test('by terms of several instalments opens a receivable for each, in one breath', () =>
    after()
      .when(invoiceOf('F-1', { amount: '100.00', ...terms }))
      .then(
        opened('F-1.1', '30.00', '2026-03-01', { documentId: 'F-1', instalment: { nth: 1, of: 3 }, terms: '30-40-30' }),
        opened('F-1.2', '40.00', '2026-03-31', { instalment: { nth: 2, of: 3 } }),
        opened('F-1.3', '30.00', '2026-05-30', { instalment: { nth: 3, of: 3 } }),
      ));

  test('by terms of one instalment is the receivable itself', () =>
    after()
      .when(invoiceOf('F-1', { amount: '100.00', terms: 'net-30', termsPolicy: standardTerms }))
      .then({
        type: 'ReceivableOpened',
        data: {
          ...{ customerId, receivableId: 'F-1', amount: ofYuan('100.00'), terms: 'net-30' },
          ...{ invoiceDate: dateOf(firstOfMarch), dueDate: dateOf('2026-03-31'), on: dateOf(firstOfMarch) },
        },
      }));

  test('by instalments of its own opens those', () =>
    after()
      .when(invoiceOf('F-1', { amount: '100.00', instalments: halves }))
      .then(opened('F-1.1', '60.00', due), opened('F-1.2', '40.00', '2026-05-10')));

  test.each([
    ['instalments-sum', { amount: '100.01', instalments: halves }],
    ['instalments-sum', { amount: '99.99', instalments: halves }],
    ['due-before-invoice', { amount: '100.00', instalments: halves, invoiceDate: dateOf('2026-04-11') }],
    ['due-date-missing', { amount: '100.00' }],
    ['unknown-terms', { amount: '100.00', terms: 'whenever', termsPolicy: standardTerms }],
    ['debit-note-corrects', { amount: '100.00', dueDate: due, kind: 'debit-note' }],
    ['debit-note-corrects', { amount: '100.00', dueDate: due, corrects: 'F-0' }],
    ['unknown-receivable', { amount: '100.00', dueDate: due, kind: 'debit-note', corrects: 'F-0' }],
  ] as const)('is refused as %s: %j', (code, said) => after().when(invoiceOf('F-1', said)).thenProblem(code));

  test('due on its very day is taken, and the day before is not', () => {
    const on = (day: string) => after().when(invoiceOf('F-1', { amount: '1.00', dueDate: dateOf(day) }));
    expect(on(firstOfMarch).decided()).toHaveLength(1);
    on('2026-02-28').thenProblem('due-before-invoice');
  });
});

describe('an invoice that is sent again', () => {
  const first = invoiceOf('F-1', { amount: '100.00', ...terms });

  test('does nothing, also after some of it was paid', () => {
    after(first).when(first).thenNothing();
    after(first, paymentOf('P-1', { amount: '50.00' }))
      .when(first)
      .thenNothing();
  });

  test.each([
    ['another amount', { amount: '100.01', ...terms }],
    ['other terms', { amount: '100.00', terms: 'net-30', termsPolicy: standardTerms }],
    ['another day', { amount: '100.00', ...terms, invoiceDate: dateOf('2026-03-02') }],
    ['instalments of its own', { amount: '100.00', instalments: halves }],
    ['another currency', { amount: '100.00', ...terms, currency: 'USD' }],
    ['another kind', { amount: '100.00', ...terms, kind: 'opening-balance' }],
  ] as const)('with %s is refused', (_, said) =>
    after(first).when(invoiceOf('F-1', said)).thenProblem('same-id-other-content'),
  );

  test('by the days that its terms came to is the same', () =>
    after(first)
      .when(
        invoiceOf('F-1', {
          amount: '100.00',
          instalments: [
            { dueDate: dateOf('2026-03-01'), amount: ofYuan('30.00') },
            { dueDate: dateOf('2026-03-31'), amount: ofYuan('40.00') },
            { dueDate: dateOf('2026-05-30'), amount: ofYuan('30.00') },
          ],
        }),
      )
      .thenNothing());

  test('takes no number that is another document’s', () => {
    const taken = invoiceOf('F-1.2', { amount: '5.00', dueDate: due });
    after(taken).when(first).thenProblem('same-id-other-content');
    after(first).when(taken).thenProblem('same-id-other-content');
  });

  test('is refused where its numbers would be too long', () =>
    after()
      .when(invoiceOf('F'.repeat(63), { amount: '100.00', ...terms }))
      .thenProblem('id-malformed'));
});

describe('tax that an invoice contains', () => {
  const taxed = (tax: { ratePercent: string; amount?: string; lines?: number }) => {
    const { amount, ...rest } = tax;
    const said = { ...rest, ...(amount !== undefined && { amount: ofYuan(amount) }) };
    return after().when(invoiceOf('F-1', { amount: '1130.00', dueDate: due, tax: said }));
  };

  test('is worked out from its rate', () =>
    taxed({ ratePercent: '13' }).then(opened('F-1', '1130.00', due, { tax: { ratePercent: '13', amount: '130.00' } })));

  test('is right within one fen for each line, and not beyond', () => {
    for (const amount of ['129.99', '130.00', '130.01'])
      expect(taxed({ ratePercent: '13', amount }).decided()).toBeDefined();
    for (const amount of ['129.98', '130.02']) taxed({ ratePercent: '13', amount }).thenProblem('tax-unfit');
    expect(taxed({ ratePercent: '13', amount: '130.05', lines: 5 }).decided()).toBeDefined();
    taxed({ ratePercent: '13', amount: '130.06', lines: 5 }).thenProblem('tax-unfit');
  });

  test('is shared out over its instalments to the last fen', () => {
    const { events } = playedOf(invoiceOf('F-1', { amount: '100.00', ...terms, tax: { ratePercent: '13' } }));
    const taxes = events.map(({ type, data }) => (type === 'ReceivableOpened' ? data.tax?.amount : undefined));
    expect(taxes).toEqual(['3.45', '4.60', '3.45']);
  });
});

describe('a debit note', () => {
  test('adds to an invoice, or to one with instalments, and is a receivable of its own', () => {
    const { account } = playedOf(
      invoiceOf('F-1', { amount: '100.00', ...terms }),
      invoiceOf('DN-1', { amount: '5.00', dueDate: due, kind: 'debit-note', corrects: 'F-1' }),
      invoiceOf('DN-2', { amount: '6.00', dueDate: due, kind: 'debit-note', corrects: 'F-1.2' }),
    );
    expect(receivableOf(account, 'DN-1')).toMatchObject({ kind: 'debit-note', corrects: 'F-1', open: '5.00' });
    expect(account.sums.receivables).toBe('111.00');
  });
});

describe('what is taken over from other books', () => {
  test('keeps the dates that it had there, and a credit is a payment that came before', () => {
    const dates = { invoiceDate: dateOf('2025-11-03'), dueDate: dateOf('2025-12-03') };
    const { account } = playedOf(
      invoiceOf('F-1', { amount: '100.00', ...dates, kind: 'opening-balance' }),
      paymentOf('P-0', { amount: '30.00', valueDate: dateOf('2025-12-31'), means: 'opening-balance', rule: 'none' }),
    );
    expect(receivableOf(account, 'F-1')).toMatchObject({ ...dates, kind: 'opening-balance', open: '100.00' });
    expect(account.sums.unallocatedCash).toBe('30.00');
    expect(account.ledger).toBe('70.00');
  });
});
