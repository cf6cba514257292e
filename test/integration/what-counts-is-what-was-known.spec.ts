import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agingPolicy } from '@app/domain/aging/aging-policy';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { dateOf } from '@app/kernel/business-date';
import { canonicalJson } from '@app/kernel/same-content';
import { ofYuan } from '@app/kernel/yuan';
import { aging } from '@app/read-models/queries/aging';
import type { KnownAtWish } from '@app/read-models/queries/known-at';
import { readBed, type ReadBed } from '@test/support/read-bed';

const policy = agingPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/aging/standard.json'), 'utf8')),
);
const [first, fifth, tenth, on] = ['2026-03-01', '2026-03-05', '2026-03-10', '2026-03-12'].map(dateOf) as [
  ReturnType<typeof dateOf>,
  ReturnType<typeof dateOf>,
  ReturnType<typeof dateOf>,
  ReturnType<typeof dateOf>,
];

const invoice = (customerId: string, amount: string): CreditAccountEvent => ({
  type: 'ReceivableOpened',
  data: { customerId, receivableId: 'R', amount: ofYuan(amount), invoiceDate: tenth, dueDate: on, on },
});
const payment = (customerId: string, amount: string): CreditAccountEvent => ({
  type: 'PaymentRecorded',
  data: { customerId, paymentId: 'P', amount: ofYuan(amount), valueDate: first, reference: '', on },
});
const note = (customerId: string, amount: string): CreditAccountEvent => ({
  type: 'CreditNoteIssued',
  data: {
    ...{ customerId, creditNoteId: 'N', amount: ofYuan(amount), issueDate: first, on },
    ...{ kind: 'price', reason: 'x', issuedBy: 'w' },
  },
});
type Allocated = Extract<CreditAccountEvent, { type: 'PaymentAllocated' }>['data'];
const allocated = (
  customerId: string,
  paymentId: string,
  amount: string,
  more: Partial<Allocated> = {},
): CreditAccountEvent => ({
  type: 'PaymentAllocated',
  data: { customerId, receivableId: 'R', paymentId, amount: ofYuan(amount), valueDate: first, on, ...more },
});

describe('what counts in an aging report', () => {
  let bed: ReadBed;
  beforeEach(async () => {
    bed = await readBed();
  });
  afterEach(() => bed.close());

  const tell = async (...events: CreditAccountEvent[]): Promise<string> => {
    let position = '';
    for (const event of events) position = await bed.record(`creditAccount-${event.data.customerId}`, event);
    await bed.followers.settle();
    return position;
  };
  const print = (asOf: typeof first, knownAt?: KnownAtWish) =>
    aging(bed.sql, { policy, policyHash: 'h', basis: 'due', by: 'customer', page: 1, size: 10, asOf, knownAt });
  const sums = async (asOf: typeof first) => {
    const { receivables, unallocatedCash, creditNotes, proof } = await print(asOf);
    return { receivables, unallocatedCash, creditNotes, ledger: proof.ledger };
  };

  test('is cash until the day of the invoice that it was paid in advance', async () => {
    await tell(payment('A', '100.00'), invoice('A', '300.00'), allocated('A', 'P', '80.00'));
    expect(await sums(fifth)).toEqual({
      ...{ receivables: '0.00', unallocatedCash: '100.00', creditNotes: '0.00', ledger: '-100.00' },
    });
    expect(await sums(tenth)).toMatchObject({ receivables: '220.00', unallocatedCash: '20.00' });
  });

  test('is a credit note until the day of the invoice that took it, and not cash', async () => {
    await tell(note('A', '100.00'), invoice('A', '300.00'), allocated('A', 'N', '100.00', { credit: true }));
    expect(await sums(fifth)).toEqual({
      ...{ receivables: '0.00', unallocatedCash: '0.00', creditNotes: '100.00', ledger: '-100.00' },
    });
    expect(await sums(tenth)).toMatchObject({ receivables: '200.00', creditNotes: '0.00' });
  });

  test('is the whole of the cash where another currency paid in advance, its difference booked or not', async () => {
    const taken = { cash: ofYuan('90.00'), foreign: { currency: 'USD', amount: ofYuan('13.00') } };
    const difference: CreditAccountEvent = {
      type: 'ExchangeDifferenceBooked',
      data: { customerId: 'A', receivableId: 'R', paymentId: 'P', amount: ofYuan('-10.00'), valueDate: first, on },
    };
    await tell(payment('A', '90.00'), invoice('A', '100.00'), allocated('A', 'P', '100.00', taken), difference);
    expect(await sums(fifth)).toMatchObject({ unallocatedCash: '90.00', ledger: '-90.00' });
    expect(await sums(tenth)).toMatchObject({ receivables: '0.00', unallocatedCash: '0.00', ledger: '0.00' });
  });

  test('is only what all parts of the read models have come to, and that again later', async () => {
    const known = await tell(payment('A', '1.00'), invoice('A', '10.00'));
    await tell(payment('B', '100.00'), invoice('B', '1000.00'));
    const places = await bed.sql<{ part: number; position: string }[]>`select part, position from read.checkpoint`;
    // One part has come no further than to the invoice of A; the one of B has gone on.
    const behind = places.find(({ part }) => part === 0);
    await bed.sql`update read.checkpoint set position = ${known} where part = ${behind?.part ?? 0}`;
    const report = await print(dateOf('2026-05-01'));
    expect(report).toMatchObject({ receivables: '10.00', unallocatedCash: '1.00', knownAt: { position: known } });
    await bed.followers.settle();
    expect(await print(dateOf('2026-05-01'))).toMatchObject({ receivables: '1010.00', unallocatedCash: '101.00' });
    expect(canonicalJson(await print(dateOf('2026-05-01'), { position: known }))).toBe(canonicalJson(report));
  });
});
