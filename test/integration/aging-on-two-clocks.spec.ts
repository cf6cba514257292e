import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { agingPolicy } from '@app/domain/aging/aging-policy';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { aging } from '@app/read-models/queries/aging';
import { agingDifference } from '@app/read-models/queries/aging-difference';
import { readBed, type ReadBed } from '@test/support/read-bed';
import { dayAt, TwoClockLedger, type Draw } from '@test/support/two-clock-ledger';

const policy = agingPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/aging/standard.json'), 'utf8')),
);
const ENDS = [0, 7, 14, 30, 60, 90, 180];
const RUNS = 40;

const draw: fc.Arbitrary<Draw> = fc.record({
  kind: fc.integer({ min: 0, max: 14 }),
  customer: fc.integer({ min: 0, max: 1 }),
  pick: fc.integer({ min: 0, max: 41 }),
  fen: fc.integer({ min: 1, max: 30_000 }),
  day: fc.integer({ min: 0, max: 90 }),
  later: fc.integer({ min: 0, max: 40 }),
});

const fenOf = (amount: string): number => Math.round(Number(amount) * 100);
const dayNumber = (date: string): number => Date.parse(date) / 86_400_000;
const later = (a: string, b: string): string => (a > b ? a : b);

type Plain = Record<string, { buckets: number[]; cash: number; notes: number; disputed: number }>;

/** Both clocks in plain code and whole fen: the first so many events of the log, and of those what takes effect by the day. */
const plainAging = (events: readonly CreditAccountEvent[], known: number, asOf: string): Plain => {
  const invoices = new Map<string, { open: number; due: string; customer: string; disputed: Map<string, number> }>();
  const dates = new Map<string, string>();
  const sums: Record<string, { cash: number; notes: number }> = {};
  const sumsOf = (customer: string) => (sums[customer] ??= { cash: 0, notes: 0 });
  for (const { type, data } of events.slice(0, known)) {
    const key = 'receivableId' in data ? `${data.customerId}/${data.receivableId}` : '';
    const invoice = invoices.get(key);
    const effective = (date: string) => later(date, dates.get(key) ?? date) <= asOf;
    const sum = sumsOf(data.customerId);
    if (type === 'ReceivableOpened') {
      dates.set(key, data.invoiceDate);
      if (data.invoiceDate <= asOf)
        invoices.set(key, {
          open: fenOf(data.amount),
          due: data.dueDate,
          customer: data.customerId,
          disputed: new Map(),
        });
    }
    if (type === 'PaymentRecorded' && data.valueDate <= asOf) sum.cash += fenOf(data.amount);
    if (type === 'CreditNoteIssued' && data.issueDate <= asOf) sum.notes += fenOf(data.amount);
    if (type === 'PaymentReversed' && data.valueDate <= asOf) sum.cash -= fenOf(data.amount);
    if ((type === 'PaymentAllocated' || type === 'PaymentDeallocated') && effective(data.valueDate)) {
      const fen = fenOf(data.amount) * (type === 'PaymentAllocated' ? -1 : 1);
      invoice!.open += fen;
      if (data.credit === true) sum.notes += fen;
      else sum.cash += fen;
    }
    if (type === 'ReceivableWrittenOff' && effective(data.valueDate)) invoice!.open -= fenOf(data.amount);
    if (type === 'WriteOffRecovered' && effective(data.valueDate)) invoice!.open += fenOf(data.amount);
    if (type === 'ExtensionGranted' && data.on <= asOf && invoice !== undefined) invoice.due = data.dueDate;
    if (type === 'DisputeRaised' && data.on <= asOf) invoice?.disputed.set(data.disputeId, fenOf(data.amount));
    if (type === 'DisputeClosed' && data.on <= asOf) invoice?.disputed.delete(data.disputeId);
  }
  const plain: Plain = {};
  const rowOf = (customer: string) =>
    (plain[customer] ??= { buckets: [0, 0, 0, 0, 0, 0, 0, 0], cash: 0, notes: 0, disputed: 0 });
  for (const { open, due, customer, disputed } of invoices.values()) {
    if (open === 0) continue;
    const index = ENDS.filter((end) => dayNumber(asOf) - dayNumber(due) > end).length;
    const row = rowOf(customer);
    row.buckets[index] = row.buckets[index]! + open;
    row.disputed += Math.min(
      open,
      [...disputed.values()].reduce((sum, fen) => sum + fen, 0),
    );
  }
  for (const [customer, { cash, notes }] of Object.entries(sums))
    if (cash !== 0 || notes !== 0) Object.assign(rowOf(customer), { cash, notes });
  return plain;
};

const agingTables = [
  ...['ledger_entry', 'ledger_month', 'receivable_life', 'due_date_entry', 'dispute_entry', 'agreement_entry'],
  ...['open_receivable', 'account_position', 'timeline'],
];

type Moment = Readonly<{ known: number; day: number }>;
const moment: fc.Arbitrary<Moment> = fc.record({
  known: fc.integer({ min: 1, max: 60 }),
  day: fc.integer({ min: 0, max: 200 }),
});

describe('aging on two clocks', () => {
  let bed: ReadBed;
  beforeAll(async () => {
    bed = await readBed();
  });
  afterAll(() => bed.close());

  const pages = { page: 1, size: 200 };
  const askedFor = (positions: readonly string[], { known, day }: Moment) => ({
    ...{ asOf: dayAt(day), policy, policyHash: 'h', basis: 'due' as const },
    knownAt: { position: positions[Math.min(known, positions.length) - 1]! },
  });

  const recorded = async (ledger: TwoClockLedger): Promise<string[]> => {
    for (const table of agingTables) await bed.sql`delete from ${bed.sql(`read.${table}`)}`;
    const positions: string[] = [];
    for (const event of ledger.events)
      positions.push(await bed.record(`creditAccount-${event.data.customerId}`, event));
    await bed.followers.settle();
    return positions;
  };

  it('equals a model that was written apart from it, whatever is known of whatever day, and every difference adds up', async () => {
    let run = 0;
    const seen = { invoices: 0, corrections: 0, explained: 0, passing: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(draw, { minLength: 20, maxLength: 60 }),
        fc.array(moment, { minLength: 3, maxLength: 3 }),
        async (draws, moments) => {
          const ledger = new TwoClockLedger(`${run++}`);
          for (const each of draws) ledger.play(each);
          if (ledger.events.length === 0) return;
          const positions = await recorded(ledger);
          seen.corrections += ledger.events.filter(({ type }) => /Deallocated|Reversed|WrittenOff/.test(type)).length;
          // And all that is known, of a day after everything: then it is read from what stands, and not recalled.
          for (const each of [...moments, { known: positions.length, day: 400 }]) {
            const report = await aging(bed.sql, { ...askedFor(positions, each), ...pages, by: 'customer' });
            const plain = plainAging(ledger.events, Math.min(each.known, positions.length), dayAt(each.day));
            const rows = report.rows.map(({ key, buckets, unallocatedCash, creditNotes, disputed }) => [
              key,
              {
                buckets: buckets.map(fenOf),
                cash: fenOf(unallocatedCash),
                notes: fenOf(creditNotes),
                disputed: fenOf(disputed),
              },
            ]);
            expect(Object.fromEntries(rows)).toEqual(plain);
            expect(report.buckets.every(({ amount }) => !amount.startsWith('-'))).toBe(true);
            seen.invoices += report.invoices;
          }
          const [from, to] = moments.map((each) => askedFor(positions, each));
          const { rows } = await agingDifference(bed.sql, { from: from!, to: to!, ...pages });
          const [before, after] = moments.map(({ known, day }) =>
            plainAging(ledger.events, Math.min(known, positions.length), dayAt(day)),
          );
          for (const { customerId, changes, events, passing } of rows) {
            const added: Record<string, number> = {};
            const add = (column: string, fen: number) => (added[column] = (added[column] ?? 0) + fen);
            for (const { effects } of events) for (const { column, amount } of effects) add(column, fenOf(amount));
            for (const { from: out, to: into, amount } of passing) {
              add(out, -fenOf(amount));
              add(into, fenOf(amount));
            }
            const stated = Object.fromEntries(changes.map(({ column, amount }) => [column, fenOf(amount)]));
            expect(Object.fromEntries(Object.entries(added).filter(([, fen]) => fen !== 0))).toEqual(stated);
            const [was, is] = [before?.[customerId], after?.[customerId]];
            policy.buckets.forEach(({ id }, index) => {
              expect([id, stated[id] ?? 0]).toEqual([id, (is?.buckets[index] ?? 0) - (was?.buckets[index] ?? 0)]);
            });
            expect(stated['unallocated-cash'] ?? 0).toBe((is?.cash ?? 0) - (was?.cash ?? 0));
            expect(stated['disputed'] ?? 0).toBe((is?.disputed ?? 0) - (was?.disputed ?? 0));
            seen.explained += events.length;
            seen.passing += passing.length;
          }
          const named = new Set(rows.map(({ customerId }) => customerId));
          for (const customer of new Set([...Object.keys(before!), ...Object.keys(after!)]))
            if (!named.has(customer)) expect(after![customer]).toEqual(before![customer]);
        },
      ),
      { numRuns: RUNS, seed: 20261123 },
    );
    expect(Object.values(seen).every((times) => times > RUNS / 2)).toBe(true);
  }, 240_000);
});
