import { businessClock } from '@app/cqrs/business-clock';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import { AskCustomer } from '@app/cqrs/customer.command';
import { AskCreditGroup, SetGroupMember } from '@app/cqrs/groups/credit-group.command';
import { LookAtCreditGroup, LookAtCreditGroups } from '@app/cqrs/groups/credit-group.query';
import { GroupSagas } from '@app/cqrs/groups/group-sagas';
import { ReviewGroups } from '@app/cqrs/groups/review-groups.command';
import { openDesk } from '@app/cqrs/open-desk';
import { CheckShipment } from '@app/cqrs/shipment-check.query';
import { startDesk, type Desk } from '@app/cqrs/start-desk';
import { reservationOf } from '@app/domain/credit-account/items';
import { askGroup } from '@app/domain/credit-group/saga';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

// Three processes over one Postgres, each with its own states and lanes: what one takes the others must not give again.
const PROCESSES = 3;
const ROUNDS = 3;
const MEMBERS = 5;
const ORDERS = 20;
const [LIMIT, AMOUNT] = ['300000.00', ofYuan(10_000)];
const today = dateOf('2026-03-02');
const clock = businessClock(() => new Date('2026-03-02T09:00:00+08:00'));
const metadata = { by: 'approver-wang' };

let database: ScratchDatabase;
let desks: Desk[] = [];
const first = (): Desk => desks[0]!;

const register = async (customerId: string): Promise<void> => {
  const details = { name: customerId, sellingUnit: '东北', creditCode: undefined };
  const data = { customerId, ...details, on: today };
  await first().commands.execute(new AskCustomer(customerId, { type: 'RegisterCustomer', data }, metadata));
  const terms = { limit: ofYuan(9_000_000), grade: '3A2', termDays: 60, agreementId: `HT-${customerId}` };
  const dates = { validFrom: today, validTo: dateOf('2027-03-01'), on: today };
  const opening = { type: 'OpenAccount' as const, data: { customerId, ...terms, ...dates } };
  await first().commands.execute(new AskCreditAccount(customerId, opening, metadata));
};

const form = async (groupId: string, limit: string, members: readonly string[], cap?: string): Promise<void> => {
  const { policy: authority } = first().policies.authority;
  const data = { groupId, name: groupId, limit: ofYuan(limit), formedBy: 'approver-wang', authority, on: today };
  await first().commands.execute(new AskCreditGroup(groupId, { type: 'FormGroup', data }, metadata));
  for (const customerId of members) {
    const wanted = { is: 'in' as const, cap: cap === undefined ? undefined : ofYuan(cap) };
    await first().commands.execute(
      new SetGroupMember({ groupId, customerId, wanted, by: 'approver-wang', on: today }, metadata),
    );
  }
};

const order = async (desk: Desk, customerId: string, shipmentId: string, amount = AMOUNT): Promise<boolean> => {
  const data = { customerId, shipmentId, amount, ...desk.policies.check, on: today };
  const ask = new AskCreditAccount(customerId, { type: 'AuthoriseShipment', data }, { by: 'sales-liu' });
  const { state } = await desk.commands.execute(ask);
  return reservationOf(state, shipmentId) !== undefined;
};
const pay = async (customerId: string, paymentId: string, amount: string): Promise<void> => {
  const data = { customerId, paymentId, amount: ofYuan(amount), valueDate: today, reference: '', on: today };
  await first().commands.execute(new AskCreditAccount(customerId, { type: 'RecordPayment', data }, metadata));
};
const groupNow = (groupId: string) => first().queries.execute(new LookAtCreditGroup(groupId));

beforeAll(async () => {
  database = await scratchDatabase();
  for (let at = 0; at < PROCESSES; at += 1)
    desks.push(await startDesk(await openDesk({ databaseUrl: database.url, clock, log: () => undefined })));
});
afterAll(async () => {
  for (const desk of desks.reverse()) await desk.close();
  desks = [];
  await database.drop();
});

describe('members of a group who order from three servers at the same instant', () => {
  test.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    'get what the group’s limit is for and not a shipment more, and no other group notices (round %i)',
    async (round) => {
      const groupId = `HQ-${round}`;
      const members = Array.from({ length: MEMBERS }, (_, at) => `C-${round}-${at}`);
      const [other, alone] = [`O-${round}`, `N-${round}`];
      for (const customerId of [...members, other, alone]) await register(customerId);
      await form(groupId, LIMIT, members);
      await form(`OTHER-${round}`, '50000.00', [other]);

      const orders = members.flatMap((customerId) =>
        Array.from({ length: ORDERS }, (_, nth) => ({ customerId, shipmentId: `S-${nth}` })),
      );
      const asked = orders.map(({ customerId, shipmentId }, at) =>
        order(desks[at % PROCESSES]!, customerId, shipmentId),
      );
      const beside = Array.from({ length: 8 }, (_, nth) => order(desks[nth % PROCESSES]!, other, `S-${nth}`));
      const outside = Array.from({ length: 8 }, (_, nth) => order(desks[nth % PROCESSES]!, alone, `S-${nth}`));
      const yes = async (answers: readonly Promise<boolean>[]) => (await Promise.all(answers)).filter(Boolean).length;
      const [ofGroup, ofOther, ofNone] = await Promise.all([yes(asked), yes(beside), yes(outside)]);
      expect({ ofGroup, ofOther, ofNone }).toEqual({ ofGroup: 30, ofOther: 5, ofNone: 8 });

      for (const desk of desks) await desk.followers.settle();
      const { used, available, rooms, members: said } = await groupNow(groupId);
      expect({ used, available, rooms }).toEqual({ used: LIMIT, available: '0.00', rooms: [] });
      expect(said.reduce((sum, { exposure }) => sum + Number(exposure), 0)).toBe(300_000);
      expect((await groupNow(`OTHER-${round}`)).used).toBe('50000.00');

      // Sent again, each is answered as before.
      const again = orders.map(({ customerId, shipmentId }) => order(first(), customerId, shipmentId));
      expect(await yes(again)).toBe(30);
    },
    60_000,
  );
});

describe('a group', () => {
  const members = ['M-1', 'M-2'];
  beforeAll(async () => {
    for (const customerId of members) await register(customerId);
    await form('HQ-M', '100000.00', members, '60000.00');
  });

  test('shows the answer that it decides by: limit, cap, and what is missing', async () => {
    const check = async (customerId: string, amount: number) => {
      const asked = { amount: ofYuan(amount) };
      const { decision, rules } = await first().queries.execute(new CheckShipment(customerId, asked, 'en'));
      return [decision, rules.find(({ rule }) => rule === 'group-limit')?.text];
    };
    expect(await check('M-1', 60_000)).toEqual([
      'yes',
      'In group HQ-M, 0.00 + 60,000.00 is within 100,000.00 (100,000.00 is free).',
    ]);
    const overCap = 'The cap of this member of group HQ-M: 0.00 + 60,000.01 is 0.01 over 60,000.00.';
    expect(await check('M-1', 60_000.01)).toEqual(['no', overCap]);
    expect(await order(first(), 'M-1', 'S-1', ofYuan(60_000.01))).toBe(false);
    expect(await order(first(), 'M-1', 'S-2', ofYuan(60_000))).toBe(true);
    expect(await check('M-2', 40_000.01)).toEqual([
      'no',
      'In group HQ-M, 60,000.00 + 40,000.01 is 0.01 over 100,000.00.',
    ]);
    expect(await order(first(), 'M-2', 'S-1', ofYuan(40_000.01))).toBe(false);
  });

  test('hears of payments and of invoices, which may take it over its limit', async () => {
    await first().followers.settle();
    await pay('M-1', 'P-1', '20000.00');
    await first().followers.settle();
    expect((await groupNow('HQ-M')).used).toBe('40000.00');
    const dates = { invoiceDate: today, dueDate: dateOf('2026-05-31'), on: today };
    const data = { customerId: 'M-2', receivableId: 'R-1', amount: ofYuan(90_000), ...dates };
    await first().commands.execute(new AskCreditAccount('M-2', { type: 'RecordInvoice', data }, metadata));
    await first().followers.settle();
    expect(await groupNow('HQ-M')).toMatchObject({ used: '130000.00', available: '-30000.00' });
    expect(await order(first(), 'M-1', 'S-3', ofYuan(0.01))).toBe(false);
    const page = await first().queries.execute(new LookAtCreditGroups({ page: 1, size: 50 }));
    expect(page.rows.find(({ groupId }) => groupId === 'HQ-M')).toMatchObject({
      used: '130000.00',
      members: 2,
      rooms: 0,
    });
  });

  test('gets a room back that was left half way, once somebody has looked twice', async () => {
    await register('L-1');
    await form('HQ-L', '10000.00', ['L-1']);
    const take = {
      groupId: 'HQ-L',
      customerId: 'L-1',
      shipmentId: 'S-1',
      token: 'left-behind',
      amount: AMOUNT,
      on: today,
    };
    const sagas = new GroupSagas(first().handler);
    await sagas.carryOut(askGroup('HQ-L', { type: 'TakeRoom', data: take }), metadata);
    expect(await order(first(), 'L-1', 'S-2')).toBe(false);
    await first().followers.settle();
    const look = (seen: ReadonlySet<string>) =>
      first().commands.execute(new ReviewGroups(today, { seen, withMembers: false }));
    const { ended, open } = await look(new Set());
    expect([ended, open]).toEqual([0, ['left-behind']]);
    expect(await look(new Set(open))).toEqual({ ended: 1, open: [] });
    expect(await order(first(), 'L-1', 'S-2')).toBe(true);
  });

  test('lets a member leave, and ships nothing less for it afterwards', async () => {
    const out = { groupId: 'HQ-M', customerId: 'M-1', wanted: { is: 'out' as const }, by: 'approver-wang', on: today };
    await first().commands.execute(new SetGroupMember(out, metadata));
    expect(await order(first(), 'M-1', 'S-9', ofYuan(500_000))).toBe(true);
    await first().followers.settle();
    const { used, members: left } = await groupNow('HQ-M');
    expect([used, left.map(({ customerId }) => customerId)]).toEqual(['90000.00', ['M-2']]);
  });
});
