import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { agingPolicy } from '@app/domain/aging/aging-policy';
import type { CreditAccountCommand } from '@app/domain/credit-account/commands';
import { creditAccount } from '@app/domain/credit-account/decider';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { addDays, dateOf, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { ofYuan } from '@app/kernel/yuan';
import { aging } from '@app/read-models/queries/aging';
import { standardAuthority as authority } from '@test/support/policies-on-disk';
import { readBed, type ReadBed } from '@test/support/read-bed';

const policy = agingPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/aging/standard.json'), 'utf8')),
);
/** All that a report looks at. */
const agingTables = [
  ...['ledger_entry', 'ledger_month', 'receivable_life', 'due_date_entry', 'dispute_entry', 'agreement_entry'],
  ...['open_receivable', 'account_position'],
];
const first = dateOf('2026-01-01');
const day = (n: number): BusinessDate => addDays(first, n);

type Step = Readonly<{ kind: number; customer: number; which: number; fen: number; back: number; ahead: number }>;

/** Small numbers, so that payments meet invoices, and several things happen on one day. */
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.integer({ min: 0, max: 7 }),
  customer: fc.integer({ min: 0, max: 2 }),
  which: fc.integer({ min: 0, max: 4 }),
  fen: fc.integer({ min: 1, max: 20_000 }),
  back: fc.integer({ min: 0, max: 40 }),
  ahead: fc.integer({ min: 0, max: 60 }),
});

const commandOf = ({ kind, customer, which, fen, back, ahead }: Step, n: number): CreditAccountCommand => {
  const on = day(n * 3);
  const customerId = `C-${customer}`;
  const receivableId = `R-${which}`;
  const amount = ofYuan(fen / 100);
  const which_ = { customerId, receivableId };
  if (kind <= 2)
    return {
      type: 'RecordInvoice',
      data: { ...which_, amount, invoiceDate: addDays(on, 5 - back), dueDate: addDays(on, 5 - back + ahead), on },
    };
  if (kind <= 4)
    return {
      type: 'RecordPayment',
      data: { customerId, paymentId: `P-${which}`, amount, valueDate: addDays(on, -back), reference: '', on },
    };
  if (kind === 5) return { type: 'AllocatePayment', data: { customerId, paymentId: `P-${which}`, on } };
  if (kind === 6)
    return {
      type: 'RaiseDispute',
      data: { ...which_, disputeId: `D-${n}`, amount, reason: 'x', nonCredit: false, raisedBy: 'w', on },
    };
  const newDueDate = addDays(on, ahead + 30);
  return {
    type: 'RequestExtension',
    data: { ...which_, extensionId: `E-${n}`, newDueDate, reason: 'x', requestedBy: 'w', on },
  };
};

const decided = (steps: readonly Step[]): CreditAccountEvent[] => {
  const events: CreditAccountEvent[] = [];
  const decide = (command: CreditAccountCommand): void => {
    const mine = events.filter(({ data }) => data.customerId === command.data.customerId);
    try {
      events.push(...creditAccount.decide(command, mine.reduce(creditAccount.evolve, creditAccount.initial)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  };
  steps.forEach((one, n) => {
    const command = commandOf(one, n);
    decide(command);
    if (command.type !== 'RequestExtension') return;
    const { customerId, receivableId, extensionId, on } = command.data;
    decide({
      type: 'DecideExtension',
      data: {
        customerId,
        receivableId,
        extensionId,
        verdict: { verdict: 'grant' },
        decidedBy: 'approver-z',
        authority,
        on,
      },
    });
  });
  return events;
};

const fenOf = (amount: string): number => Math.round(Number(amount) * 100);
const dayNumber = (date: string): number => Date.parse(date) / 86_400_000;

/** The same question answered from the events with whole fen and no SQL. */
const plainAging = (events: readonly CreditAccountEvent[], asOf: string) => {
  const opened = new Map<string, { open: number; due: string }>();
  const cash = new Map<string, number>();
  const disputed = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, fen: number) => map.set(key, (map.get(key) ?? 0) + fen);
  for (const { type, data } of events) {
    const key = 'receivableId' in data ? `${data.customerId}/${data.receivableId}` : '';
    const receivable = opened.get(key);
    if (type === 'ReceivableOpened' && data.invoiceDate <= asOf)
      opened.set(key, { open: fenOf(data.amount), due: data.dueDate });
    if (type === 'PaymentRecorded' && data.valueDate <= asOf) add(cash, data.customerId, fenOf(data.amount));
    if (type === 'PaymentAllocated' && data.valueDate <= asOf && receivable !== undefined) {
      receivable.open -= fenOf(data.amount);
      add(cash, data.customerId, -fenOf(data.amount));
    }
    if (type === 'ExtensionGranted' && data.on <= asOf && receivable !== undefined) receivable.due = data.dueDate;
    if (type === 'DisputeRaised' && data.on <= asOf) add(disputed, key, fenOf(data.amount));
  }
  const buckets = [0, 0, 0, 0, 0, 0, 0, 0];
  let invoices = 0;
  let inDispute = 0;
  for (const [key, { open, due }] of opened) {
    if (open === 0) continue;
    const late = dayNumber(asOf) - dayNumber(due);
    const index = [0, 7, 14, 30, 60, 90, 180].filter((end) => late > end).length;
    buckets[index] = buckets[index]! + open;
    invoices += 1;
    inDispute += Math.min(open, disputed.get(key) ?? 0);
  }
  return { buckets, invoices, inDispute, cash: [...cash.values()].reduce((sum, fen) => sum + fen, 0) };
};

describe('aging', () => {
  let bed: ReadBed;
  beforeAll(async () => {
    bed = await readBed();
  });
  afterAll(() => bed.close());

  it('equals books kept in plain code, on any day of any history', async () => {
    let runs = 0;
    let invoicesSeen = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.integer({ min: 0, max: 150 }),
        async (steps, n) => {
          // One log serves all histories: those before are made undone by names of their own.
          const run = runs++;
          const events = decided(steps).map(
            (event) =>
              ({
                ...event,
                data: { ...event.data, customerId: `${run}-${event.data.customerId}` },
              }) as CreditAccountEvent,
          );
          for (const table of agingTables) await bed.sql`delete from ${bed.sql(`read.${table}`)}`;
          for (const event of events) await bed.record(`creditAccount-${event.data.customerId}`, event);
          await bed.followers.settle();
          const asOf = day(n);
          const report = await aging(bed.sql, {
            ...{ asOf, policy, policyHash: 'h', basis: 'due' as const },
            by: 'customer',
            page: 1,
            size: 200,
          });
          const plain = plainAging(events, asOf);
          invoicesSeen += plain.invoices;
          expect(report.buckets.map(({ amount }) => fenOf(amount))).toEqual(plain.buckets);
          expect(report.invoices).toBe(plain.invoices);
          expect(fenOf(report.unallocatedCash)).toBe(plain.cash);
          expect(report.rows.reduce((sum, { disputed }) => sum + fenOf(disputed), 0)).toBe(plain.inDispute);
          expect(report.rows.reduce((sum, row) => sum + fenOf(row.receivables), 0)).toBe(fenOf(report.receivables));
        },
      ),
      { numRuns: 60 },
    );
    expect(invoicesSeen).toBeGreaterThan(60);
  }, 120_000);
});
