import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agingPolicy } from '@app/domain/aging/aging-policy';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { aging } from '@app/read-models/queries/aging';
import { readBed, type ReadBed } from '@test/support/read-bed';
import { bucketOf, DAY, inYuan, invoicesOf, type Invoice } from '@test/support/real-invoices';
import { sharedData } from '@test/support/shared-data';

// The real invoices, entered late: an invoice up to nine days after its date, a payment up to forty-four after it came.
// Of any day, as known on any other, the report is what the file says.

const file = sharedData('ibm_accounts_receivable_mdy.csv');
const describeWithData = file === undefined ? describe.skip : describe;

const policy = agingPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/aging/standard.json'), 'utf8')),
);
const textOf = (day: number) => dateOf(new Date(day * DAY).toISOString().slice(0, 'YYYY-MM-DD'.length));
const enteredOn = ({ number, invoiced }: Invoice): number => invoiced + (Number(number) % 10);
/** Nobody enters a payment of an invoice that is not there yet. */
const paidOn = (invoice: Invoice): number =>
  Math.max(enteredOn(invoice), invoice.settled + (Math.floor(Number(invoice.number) / 10) % 45));

type Told = Readonly<{ day: number; events: readonly CreditAccountEvent[] }>;

const told = (invoice: Invoice): Told[] => {
  const { number, customer: customerId, invoiced, due, settled, fen } = invoice;
  const [receivableId, paymentId, amount] = [`R-${number}`, `P-${number}`, ofYuan(inYuan(fen))];
  const [entered, paid] = [enteredOn(invoice), paidOn(invoice)];
  const dates = { invoiceDate: textOf(invoiced), dueDate: textOf(due), on: textOf(entered) };
  const money = { customerId, paymentId, amount, valueDate: textOf(settled), on: textOf(paid) };
  return [
    { day: entered, events: [{ type: 'ReceivableOpened', data: { customerId, receivableId, amount, ...dates } }] },
    {
      day: paid,
      events: [
        { type: 'PaymentRecorded', data: { ...money, reference: number } },
        { type: 'PaymentAllocated', data: { ...money, receivableId } },
      ],
    },
  ];
};

/** By customer and bucket, and what had come in before the day and was not yet known to be an invoice's. */
const expected = (invoices: readonly Invoice[], asOf: number, known: number): Record<string, string> => {
  const cells = new Map<string, number>();
  for (const invoice of invoices) {
    const { customer, invoiced, due, settled, fen } = invoice;
    if (invoiced > asOf || enteredOn(invoice) > known) continue;
    if (settled <= asOf && paidOn(invoice) <= known) continue;
    const cell = `${customer} ${bucketOf(asOf - due)}`;
    cells.set(cell, (cells.get(cell) ?? 0) + fen);
  }
  return Object.fromEntries([...cells].map(([cell, fen]) => [cell, inYuan(fen)]));
};

describeWithData('the real invoices on two clocks', () => {
  const invoices = invoicesOf(file === undefined ? '' : readFileSync(file, 'utf8'));
  const days = invoices.map(({ invoiced }) => invoiced);
  const [first, last] = [Math.min(...days), Math.max(...invoices.map(({ settled }) => settled))];
  /** The last position of each day. */
  const positions = new Map<number, string>();
  let bed: ReadBed;

  beforeAll(async () => {
    bed = await readBed();
    const all = invoices.flatMap(told).sort((a, b) => a.day - b.day);
    for (const { day, events } of all)
      for (const event of events) positions.set(day, await bed.record(`creditAccount-${event.data.customerId}`, event));
    await bed.followers.settle();
  }, 120_000);
  afterAll(() => bed.close());

  const positionBy = (day: number): string => {
    const before = [...positions].filter(([each]) => each <= day);
    return before.at(-1)?.[1] ?? '0';
  };

  test('are on any day, as known on any other, what the file says, customer by customer', async () => {
    let cellsSeen = 0;
    let unlike = 0;
    for (let n = 0; n < 60; n++) {
      // Steps that go round the two years at different speeds.
      const asOf = first + ((n * 53) % (last - first + 60));
      const known = first - 1 + ((n * 97) % (last - first + 60));
      const report = await aging(bed.sql, {
        ...{ policy, policyHash: 'h', basis: 'due', by: 'customer', page: 1, size: 200 },
        ...{ asOf: textOf(asOf), knownAt: { position: positionBy(known) } },
      });
      const cells = report.rows.flatMap(({ key, buckets }) =>
        buckets.flatMap((amount, index) =>
          amount === '0.00' ? [] : [[`${key} ${policy.buckets[index]?.id ?? ''}`, amount] as const],
        ),
      );
      const plain = expected(invoices, asOf, known);
      expect({ asOf, known, cells: Object.fromEntries(cells) }).toEqual({ asOf, known, cells: plain });
      cellsSeen += cells.length;
      unlike += JSON.stringify(plain) === JSON.stringify(expected(invoices, asOf, last + 100)) ? 0 : 1;
    }
    expect(cellsSeen).toBeGreaterThan(2_000);
    // What was not yet known made a difference to most of them.
    expect(unlike).toBeGreaterThan(30);
  }, 120_000);
});
