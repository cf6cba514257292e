import { type Browser, type Page } from 'playwright-core';
import { accountView, componentPage, type AccountView } from '@app/contracts/credit-limit';
import { customerPage } from '@app/contracts/customer';
import { shipmentCheck, type ShipmentCheck } from '@app/contracts/shipment';
import { type Language } from '@app/kernel/language';
import { ofYuan, plus, withCommas, type Yuan } from '@app/kernel/yuan';
import {
  accessibilityFaults,
  picture,
  sees,
  settled,
  sidewaysOverflow,
  visit,
  type Visit,
  type Width,
} from './browser';

type Running = Readonly<{ url: string; browser: Browser }>;

type Case = Readonly<{ language: Language; width: Width; nth: number }>;

const OVER = ofYuan('22000.00');
const SMALL = ofYuan('1000.00');

const WORDS = {
  zh: {
    amount: '本次发货金额',
    ask: '查询',
    yes: '能发货',
    no: '不能发货',
    pay: '付款 22,000.00',
    approve: '办理特批',
    grant: '批准',
    stop: '停止发货',
    lift: '解除',
    reason: '理由',
    signature: '签名',
    why: '老客户，款已在途',
    mayNot: '无此权限',
    needed: '请填写',
    old: '问题已改',
    receivables: '应收账款',
    items: '应收账款的明细',
    history: '停发历史',
    past: '不是现在的',
    change: '调整额度',
  },
  en: {
    amount: 'Amount of this shipment',
    ask: 'Ask',
    yes: 'Yes, ship',
    no: 'No, do not ship',
    pay: 'Pay 22,000.00',
    approve: 'Grant it',
    grant: 'Grant',
    stop: 'Stop shipments',
    lift: 'Lift',
    reason: 'Reason',
    signature: 'Signed by',
    why: 'An old customer, the money is on its way',
    mayNot: 'may not do this',
    needed: 'Please fill this in',
    old: 'The question has changed',
    receivables: 'Receivables',
    items: 'Items: Receivables',
    history: 'History of holds',
    past: 'not as it is now',
    change: 'Change limit',
  },
} as const satisfies Record<Language, unknown>;

const server = (url: string) => {
  const read = async (path: string): Promise<unknown> => (await fetch(`${url}/api/${path}`)).json();
  return {
    account: async (id: string): Promise<AccountView> => accountView.parse(await read(`customers/${id}/account`)),
    check: async (id: string, amount: Yuan): Promise<ShipmentCheck> =>
      shipmentCheck.parse(await read(`customers/${id}/shipment-check?amount=${amount}`)),
    receivables: async (id: string) =>
      componentPage.parse(await read(`customers/${id}/exposure/receivables?page=1&size=20`)),
    customers: async () => customerPage.parse(await read('customers?size=200')).rows,
  };
};

/** Customers with something owed and something free, whom nothing but the limit stops. */
const unstopped = async (url: string, nth: number): Promise<string> => {
  const { customers, check, receivables } = server(url);
  let seen = 0;
  for (const { customerId, held, blacklisted } of await customers()) {
    if (held || blacklisted || (await receivables(customerId)).total === 0) continue;
    if ((await check(customerId, SMALL)).decision === 'yes' && seen++ === nth) return customerId;
  }
  throw new Error(`the demo year has no ${nth + 1} customers whom nothing stops`);
};

const filledIn = async (page: Page, labels: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, text] of Object.entries(labels)) await page.getByLabel(label, { exact: true }).fill(text);
};

/** One customer's way over the limit and back: each visitor acts on a customer of its own, so that none is in another's way. */
export const askingAndActing = (running: () => Running, { language, width, nth }: Case): void => {
  const words = WORDS[language];
  let visitor: Visit;
  let customerId: string;
  let over: Yuan;

  beforeAll(async () => {
    const { url, browser } = running();
    customerId = await unstopped(url, nth);
    over = plus((await server(url).account(customerId)).exposure.available, OVER);
    visitor = await visit(browser, language, width);
  });
  afterAll(() => visitor.leave());

  const inDialog = (name: string) => visitor.page.getByRole('dialog').getByRole('button', { name, exact: true });
  const pictured = async (name: string): Promise<void> => {
    await settled(visitor.page);
    await picture(visitor.page, `${name}-${language}-${width}`);
    expect(await sidewaysOverflow(visitor.page)).toBe(0);
  };
  const looksWell = async (name: string): Promise<void> => {
    await pictured(name);
    expect(await accessibilityFaults(visitor.page)).toEqual([]);
  };

  test('says no with the sum and the ways out, and yes once a special approval is granted, written once', async () => {
    const { page, errors } = visitor;
    const { account, check } = server(running().url);
    await page.goto(`${running().url}/customers/${customerId}`);
    await page.getByLabel(words.amount).fill(over);
    await page.getByRole('button', { name: words.ask, exact: true }).click();
    await sees(page, [words.no, words.pay]);
    const { exposure, limit } = (await check(customerId, over)).exposure;
    for (const figure of [exposure, over, limit, OVER])
      expect(await page.locator('.sum-rule li.block').innerText()).toContain(withCommas(figure));
    await looksWell('account-no');

    await page.getByRole('button', { name: words.approve }).click();
    await inDialog(words.grant).click();
    await sees(page, [words.needed]);
    await filledIn(page, { [words.reason]: words.why, [words.signature]: 'sales-li' });
    await inDialog(words.grant).click();
    await sees(page, [words.mayNot]);
    expect((await account(customerId)).approvals).toEqual([]);
    expect(errors.splice(0).filter((error) => !error.includes('422'))).toEqual([]);
    await looksWell('account-approval');

    await filledIn(page, { [words.signature]: 'approver-wang' });
    let writes = 0;
    page.on('request', (request) => (writes += request.method() === 'PUT' ? 1 : 0));
    await inDialog(words.grant).dblclick();
    await page.locator('.answer-word.yes').waitFor();
    await sees(page, [words.yes]);
    await pictured('account-yes');
    expect(writes).toBe(1);
    const granted = (await account(customerId)).approvals;
    expect(granted.map(({ amount, grantedBy, state }) => [amount, grantedBy, state])).toEqual([
      [OVER, 'approver-wang', 'live'],
    ]);
    expect(new URL(page.url()).searchParams.get('approvalId')).toBe(granted[0]!.approvalId);
    expect(errors).toEqual([]);
  });

  test('turns an answer grey as soon as the question is another, and never shows it for the new one', async () => {
    const { page } = visitor;
    await page.getByLabel(words.amount).fill(SMALL);
    await sees(page, [words.old]);
    expect(await page.locator('.answer.is-old').count()).toBe(1);
    await page.getByRole('button', { name: words.ask, exact: true }).click();
    await page.locator('.answer:not(.is-old)').getByText(withCommas(SMALL)).first().waitFor();
    expect(await page.locator('.answer.is-old').count()).toBe(0);
    expect(await page.getByText(withCommas(over)).count()).toBe(0);
  });

  test('stops shipments for a reason, says it, and ships again when a person has lifted it', async () => {
    const { page, errors } = visitor;
    await page.locator('.hold-band').getByRole('button', { name: words.stop, exact: true }).click();
    await filledIn(page, { [words.reason]: words.why });
    await inDialog(words.stop).click();
    await page.locator('.hold-band.held').getByText(words.why).waitFor();
    await page.locator('.answer-word.no').waitFor();
    expect(await page.locator('.rules li.block').first().innerText()).toContain(words.why);
    await looksWell('account-held');

    await page.locator('.hold-band').getByRole('button', { name: words.lift, exact: true }).click();
    await filledIn(page, { [words.reason]: words.why });
    await inDialog(words.lift).click();
    await page.locator('.answer-word.yes').waitFor();
    expect(await page.locator('.hold-band.held').count()).toBe(0);
    await page.getByRole('button', { name: words.history }).click();
    await page.getByRole('dialog').locator('.entry').nth(1).waitFor();
    await page.keyboard.press('Escape');
    expect(errors).toEqual([]);
  });

  test('opens a component down to its items, which add up', async () => {
    const { page, errors } = visitor;
    const { rows, sum } = await server(running().url).receivables(customerId);
    await page.locator('.components').getByRole('button', { name: words.receivables }).click();
    const drawer = page.getByRole('dialog', { name: words.items });
    for (const { id, amount } of rows)
      await drawer.getByRole('row', { name: new RegExp(`${id}.*${withCommas(amount)}`, 's') }).waitFor();
    expect(await drawer.locator('.items-sum').innerText()).toContain(withCommas(sum));
    await looksWell('account-items');
    await page.keyboard.press('Escape');
    expect(errors).toEqual([]);
  });

  test('shows the past as the past, and offers nothing to do in it', async () => {
    const { page, errors } = visitor;
    const { revision } = await server(running().url).account(customerId);
    const past = new URLSearchParams({ amount: SMALL, at: new Date(Date.now() - 86_400_000 * 60).toISOString() });
    await page.goto(`${running().url}/customers/${customerId}?${past.toString()}`);
    await sees(page, [words.past]);
    const then = shipmentCheck.parse(
      await (await fetch(`${running().url}/api/customers/${customerId}/shipment-check?${past.toString()}`)).json(),
    );
    expect(then.revision).toBeLessThan(revision);
    expect(await page.locator('.answer-foot').innerText()).toContain(String(then.revision));
    expect(await page.getByRole('button', { name: words.change }).count()).toBe(0);
    await pictured('account-past');
    expect(errors).toEqual([]);
  });
};
