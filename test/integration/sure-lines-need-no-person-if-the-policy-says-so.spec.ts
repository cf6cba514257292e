import { businessClock } from '@app/cqrs/business-clock';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import { AskCustomer } from '@app/cqrs/customer.command';
import { namedMapping, USUAL_MAPPING } from '@app/cqrs/bank/bank-mappings';
import { openDesk } from '@app/cqrs/open-desk';
import { startDesk, type Desk } from '@app/cqrs/start-desk';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { camt } from '@test/support/bank-statements';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

const on = dateOf('2026-03-02');
const metadata = { by: 'spec' };
let database: ScratchDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await scratchDatabase();
  const clock = businessClock(() => new Date('2026-03-02T09:00:00+08:00'));
  const parts = await openDesk({ databaseUrl: database.url, clock, log: () => undefined });
  const { bankMatching, ...others } = parts.policies;
  const policies = { ...others, bankMatching: { ...bankMatching, policy: { ...bankMatching.policy, acceptFrom: 90 } } };
  desk = await startDesk({ ...parts, policies });
  const customer = { customerId: 'C-1', name: '临沂鑫旺农机有限公司', sellingUnit: '鲁南', on };
  await desk.commands.execute(new AskCustomer('C-1', { type: 'TakeOverCustomer', data: customer }, metadata));
  for (const [receivableId, amount] of [
    ['F-1', '100.00'],
    ['F-2', '250.50'],
  ] as const) {
    const invoice = { customerId: 'C-1', receivableId, amount: ofYuan(amount), invoiceDate: on, dueDate: on, on };
    await desk.commands.execute(new AskCreditAccount('C-1', { type: 'RecordInvoice', data: invoice }, metadata));
  }
  await desk.followers.settle();
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

test('what reaches the threshold is accepted by the import itself, what only comes close waits for a person', async () => {
  const payer = '临沂鑫旺农机有限公司';
  const bytes = Buffer.from(
    camt([
      { amount: '100.00', payer, text: 'F-1', reference: 'R-1' },
      // 75: the name and the amount, and no invoice.
      { amount: '250.50', payer, reference: 'R-2' },
    ]),
  );
  const wish = {
    bytes,
    file: 'f',
    mode: 'all',
    mapping: namedMapping(USUAL_MAPPING),
    language: 'en',
    metadata,
  } as const;
  const { counts } = await desk.bankStatements.read(wish);
  expect(counts).toMatchObject({ new: 2, accepted: 1 });
  await desk.followers.settle();
  const rows = await desk.sql<{ reference: string; state: string; decidedBy: string | null }[]>`
    select reference, state, decided_by as "decidedBy" from read.bank_line order by reference`;
  expect([...rows]).toEqual([
    { reference: 'R-1', state: 'accepted', decidedBy: 'bank-matching' },
    { reference: 'R-2', state: 'open', decidedBy: null },
  ]);
  expect((await desk.bankStatements.read(wish)).counts).toMatchObject({ new: 0, accepted: 0 });
});
