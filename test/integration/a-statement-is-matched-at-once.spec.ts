import { businessClock } from '@app/cqrs/business-clock';
import { BankMatching } from '@app/cqrs/bank/bank-matching';
import { openDesk } from '@app/cqrs/open-desk';
import type { DeskParts } from '@app/cqrs/desk.module';
import { ofYuan } from '@app/kernel/yuan';
import { scratchDatabase, type ScratchDatabase } from '@test/support/scratch-database';

// A month's statement against the books of a large manufacturer: 1,000 lines, 5,000 customers, 100,000 open receivables.
const CUSTOMERS = 5_000;
const OPEN_EACH = 20;
const LINES = 1_000;
const MATCHED_WITHIN_MS = 1_000;

const cities = ['临沂', '长春', '济南', '郑州', '哈尔滨', '石家庄', '合肥', '徐州', '南宁', '兰州'];
const trades = ['农机', '车业', '机械', '农业装备', '农机销售'];
const signs = '鑫旺丰收兴达宏远金禾瑞泰恒通永盛顺发嘉和'.split('');
const nameOf = (n: number): string => {
  const sign = [n % 19, (n / 19) % 20, (n / 380) % 20].map((at) => signs[Math.floor(at)] ?? '旺').join('');
  return `${cities[n % 10]}${sign}${trades[Math.floor(n / 7) % 5]}${n}有限公司`;
};

let database: ScratchDatabase;
let desk: DeskParts;
beforeAll(async () => {
  database = await scratchDatabase();
  const clock = businessClock(() => new Date('2026-03-02T09:00:00+08:00'));
  desk = await openDesk({ databaseUrl: database.url, clock, log: () => undefined });
  const ids = Array.from({ length: CUSTOMERS }, (_, n) => `C-${n}`);
  const names = ids.map((_, n) => nameOf(n));
  await desk.sql`
    insert into read.customer_file (stream, customer_id, name, selling_unit, demo, bad_credit_records, statement_years,
      identity, statements, facts, securities, attachments, registered_on, revision)
    select 'customer-' || id, id, name, '东北', false, 0, '{}', '{}', '[]', '[]', '[]', '[]', '2026-01-01', 0
    from unnest(${ids}::text[], ${names}::text[]) as given (id, name)`;
  await desk.sql`
    insert into read.open_receivable (stream, receivable_id, customer_id, amount, open_amount, disputed, invoice_date,
      due_date, held)
    select 'creditAccount-C-' || c, 'F-' || c || '-' || r, 'C-' || c, 1000 + c + r * 7.13, 1000 + c + r * 7.13, 0,
      '2025-12-01', date '2026-01-01' + r, false
    from generate_series(0, ${CUSTOMERS - 1}) c, generate_series(1, ${OPEN_EACH}) r`;
  await desk.sql`analyze read.open_receivable`;
}, 60_000);
afterAll(async () => {
  await desk.close();
  await database.drop();
});

/** By name and invoice, by another way of writing the name, by sums, and from people whom nobody knows. */
const lineOf = (n: number) => {
  const customer = (n * 37) % CUSTOMERS;
  const first = (1_000 + customer + 7.13).toFixed(2);
  const both = (2_000 + 2 * customer + 3 * 7.13).toFixed(2);
  const paid = [
    { payerName: nameOf(customer), amount: first, remittance: `货款 F-${customer}-1` },
    { payerName: nameOf(customer).replace('有限公司', '有限责任公司'), amount: both, remittance: '货款' },
    { payerName: nameOf(customer).replace('有限公司', '销售服务有限公司'), amount: '5000.00', remittance: '购机' },
    { payerName: `王${signs[n % 20]}`, amount: `${n}.37`, remittance: '转账' },
  ][n % 4]!;
  return { lineId: `BL-${n}`, customer: `C-${customer}`, ...paid, amount: ofYuan(paid.amount) };
};
const lines = Array.from({ length: LINES }, (_, n) => lineOf(n));

test('a thousand lines are matched within a second, the names prepared once', async () => {
  const matching = new BankMatching(desk.sql, desk.policies);
  const took = async () => {
    const begun = performance.now();
    const found = await matching.suggest(lines);
    return { ms: Math.round(performance.now() - begun), found };
  };
  const cold = await took();
  const warm = [await took(), await took(), await took()].map(({ ms }) => ms);
  process.stderr.write(`matching ${LINES} lines: cold ${cold.ms} ms, warm ${warm.join(', ')} ms\n`);
  const best = lines.map(({ lineId }) => cold.found.get(lineId)?.[0]);
  const right = (n: number) =>
    lines.filter((_, at) => at % 4 === n && best[at]?.customerId === lines[at]?.customer).length;
  expect([right(0), right(1)]).toEqual([LINES / 4, LINES / 4]);
  expect(lines.filter((_, at) => at % 4 === 0 && best[at]?.isSure !== true)).toEqual([]);
  expect(lines.filter((_, at) => at % 4 >= 2 && best[at]?.isSure === true)).toEqual([]);
  expect(Math.min(...warm)).toBeLessThan(MATCHED_WITHIN_MS);
}, 60_000);
