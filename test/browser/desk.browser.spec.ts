import { type Browser } from 'playwright-core';
import { agingReport } from '@app/contracts/aging';
import { applicationPage } from '@app/contracts/credit-application';
import { customerPage } from '@app/contracts/customer';
import { desk as deskView } from '@app/contracts/desk';
import { worklistPage } from '@app/contracts/follow-up';
import { type Language } from '@app/kernel/language';
import { startDesk } from '@test/support/running-desk';
import { askingAndActing } from './asking-and-acting';
import {
  accessibilityFaults,
  launch,
  picture,
  sees,
  settled,
  sidewaysOverflow,
  visit,
  type Visit,
  type Width,
} from './browser';

// Loading the demo year takes its time on a busy machine.
jest.setTimeout(600_000);

let desk: Awaited<ReturnType<typeof startDesk>>;
let browser: Browser;
beforeAll(async () => {
  desk = await startDesk({ demo: true });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

const read = async (path: string): Promise<unknown> => (await fetch(desk.url + path)).json();
const aCustomer = async (query: string): Promise<string> =>
  customerPage.parse(await read(`/api/customers?${query}&size=1`)).rows[0]!.customerId;
const anAssessedApplication = async (): Promise<string> =>
  applicationPage.parse(await read('/api/applications?size=200')).rows.find(({ grade }) => grade !== undefined)!
    .applicationId;

const WORDS = {
  zh: {
    screens: { desk: '信用台', customers: '客户', applications: '信用申请', aging: '账龄报告' },
    desk: ['信用占用', '逾期', '停止发货', '待处理申请', '演示数据', '今日催收'],
    customer: ['额度与占用', '能发货吗？', '未结应收账款', '跟踪时间轴', '全部记录'],
    application: ['标准比率分析', '特征分析模型', '营运资产分析模型', '理由树', '72 项特征信息'],
    report: ['客户资信调查报告', '评估结论', '财务比率', '评定理由', '下载 PDF'],
    aging: ['未到期', '180 天以上', '勾稽', '一致', '未核销款'],
    ask: '查询',
    no: '不能发货',
    decimals: '最多两位小数',
    record: '记录结果',
    notReached: '未联系上',
    unreachable: '连不上服务器',
    retry: '重试',
    noCustomer: '没有这个客户',
  },
  en: {
    screens: { desk: 'Desk', customers: 'Customers', applications: 'Applications', aging: 'Aging report' },
    desk: ['Exposure', 'Overdue', 'Customers on hold', 'Applications waiting', 'Demo data', 'Worklist of today'],
    customer: [
      'Limit and exposure',
      'May I ship?',
      'Open receivables',
      'Follow-up timeline',
      'Everything that happened',
    ],
    report: ['Credit investigation report', 'Result', 'Ratios', 'Reasons', 'Download PDF'],
    application: [
      'Standard ratios',
      'Characteristic analysis',
      'Working assets',
      'Tree of reasons',
      'The 72 characteristics',
    ],
    aging: ['Not due', 'over 180 d', 'Proof', 'agrees', 'Unallocated cash'],
    ask: 'Ask',
    no: 'No, do not ship',
    decimals: 'At most two decimals',
    record: 'Record outcome',
    notReached: 'Not reached',
    unreachable: 'The server cannot be reached',
    retry: 'Try again',
    noCustomer: 'There is no such customer',
  },
} as const satisfies Record<Language, unknown>;

const cases = (['zh', 'en'] as const).flatMap((language) =>
  ([1440, 390] as const).map((width) => [language, width] as const),
);

describe.each(cases)('the desk in %s at %i pixels', (language: Language, width: Width) => {
  const words = WORDS[language];
  const screens: readonly (readonly [string, () => Promise<string>, readonly string[]])[] = [
    ['desk', async () => '/', [words.screens.desk, ...words.desk]],
    ['customers', async () => '/customers', [words.screens.customers]],
    [
      'customer',
      async () => `/customers/${await aCustomer('state=held')}?amount=50000.00`,
      [...words.customer, words.no],
    ],
    ['applications', async () => '/applications', [words.screens.applications]],
    ['application', async () => `/applications/${await anAssessedApplication()}`, words.application],
    ['report', async () => `/applications/${await anAssessedApplication()}/report`, words.report],
    ['aging', async () => '/aging', [words.screens.aging, ...words.aging]],
  ];

  let visitor: Visit;
  beforeAll(async () => {
    visitor = await visit(browser, language, width);
  });
  afterAll(() => visitor.leave());

  test.each(screens)('shows the %s screen whole, readable by all, without a complaint', async (name, path, texts) => {
    const { page, errors } = visitor;
    errors.length = 0;
    await page.goto(desk.url + (await path()));
    await sees(page, texts);
    await settled(page);
    await picture(page, `${name}-${language}-${width}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBe(0);
    expect(errors).toEqual([]);
  });
});

describe('the desk', () => {
  test('shows the figures that the server holds', async () => {
    const held = deskView.parse(await read('/api/desk'));
    const report = agingReport.parse(await read('/api/aging'));
    const { page, leave } = await visit(browser, 'zh', 1440);
    await page.goto(`${desk.url}/`);
    await sees(page, WORDS.zh.desk);
    expect(await page.locator('.figure strong').nth(2).innerText()).toMatch(new RegExp(`^${held.held}\\s*户$`));
    const exact = (amount: string) => amount.replace(/^-/, '−').replace(/\B(?=(\d{3})+\.)/g, ',');
    expect(await page.locator('.figure strong span').nth(0).getAttribute('title')).toBe(`${exact(held.exposure)} 元`);
    await page.goto(`${desk.url}/aging`);
    await sees(page, [exact(report.proof.ledger)]);
    await leave();
  });

  test('goes from the search to a plain no in three actions', async () => {
    const blocked = customerPage.parse(await read('/api/customers?state=held&size=1')).rows[0]!;
    const { page, errors, leave } = await visit(browser, 'zh', 390);
    await page.goto(`${desk.url}/customers?search=${encodeURIComponent(blocked.name)}`);
    await page.getByRole('link', { name: blocked.name }).first().click();
    await page.getByLabel('本次发货金额').fill('12万');
    await page.getByRole('button', { name: WORDS.zh.ask }).click();
    await sees(page, [WORDS.zh.no, '120,000.00 元']);
    expect(new URL(page.url()).searchParams.get('amount')).toBe('120000.00');
    expect(await page.locator('.rules li.block').count()).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await leave();
  });

  test('says beside the field what would be right, and keeps what was typed', async () => {
    const { page, leave } = await visit(browser, 'en', 1440);
    await page.goto(`${desk.url}/customers/${await aCustomer('state=held')}`);
    const field = page.getByLabel('Amount of this shipment');
    await field.fill('1.234');
    await sees(page, [WORDS.en.decimals]);
    await page.getByRole('button', { name: WORDS.en.ask, exact: true }).click();
    expect(await field.inputValue()).toBe('1.234');
    expect(await page.locator('.answer').count()).toBe(0);
    await leave();
  });

  test('records the outcome of a task in two clicks', async () => {
    const before = worklistPage.parse(await read('/api/follow-up/worklist?size=1')).total;
    const { page, errors, leave } = await visit(browser, 'zh', 1440);
    await page.goto(`${desk.url}/`);
    await page.getByText(WORDS.zh.record).first().click();
    await page.getByRole('menuitem', { name: WORDS.zh.notReached }).click();
    await sees(page, ['已记录']);
    await page.getByText(`${before - 1} 项任务`).waitFor({ timeout: 20_000 });
    expect(worklistPage.parse(await read('/api/follow-up/worklist?size=1')).total).toBe(before - 1);
    expect(errors).toEqual([]);
    await leave();
  });

  test('changes its language at once and remembers it', async () => {
    const { page, leave } = await visit(browser, 'zh', 1440);
    await page.goto(`${desk.url}/aging`);
    await sees(page, [WORDS.zh.screens.aging]);
    await page.getByRole('button', { name: 'English' }).click();
    await sees(page, [WORDS.en.screens.aging, ...WORDS.en.aging]);
    await page.reload();
    await sees(page, [WORDS.en.screens.aging]);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await leave();
  });

  test('tells a server out of reach from an empty one, and comes back with one click', async () => {
    const { page, leave } = await visit(browser, 'en', 1440);
    await page.route('**/api/**', (route) => route.abort());
    await page.goto(`${desk.url}/customers`);
    await sees(page, [WORDS.en.unreachable]);
    await picture(page, 'unreachable-en-1440');
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: WORDS.en.retry }).first().click();
    await page.locator('table.data tbody tr').first().waitFor();
    await leave();
  });

  test('says that there is no such customer, in the words of the page', async () => {
    const { page, leave } = await visit(browser, 'zh', 1440);
    await page.goto(`${desk.url}/customers/no-such-one`);
    await sees(page, [WORDS.zh.noCustomer, 'no-such-one']);
    await leave();
  });
});

// The whole way once on the widest and once on the narrowest; each on a customer of its own.
describe.each([
  ['zh', 1440, 0],
  ['en', 390, 1],
] as const)('the credit account in %s at %i pixels', (language, width, nth) => {
  askingAndActing(() => ({ url: desk.url, browser }), { language, width, nth });
});
