import type { Statement } from '../statement';

type Part = 'balance' | 'income' | 'cashFlow';
type LineOf<P extends Part> = keyof NonNullable<Statement[P]>;
type Target = { [P in Part]: Readonly<{ part: P; line: LineOf<P> }> }[Part];

/**
 * A line of the general format of 企业会计准则 (财会〔2019〕6号) by the names it is printed under, the first in each language the
 * one that is shown. `adds`: several printed lines make up one of ours. Without a target the line is known and says
 * nothing that the models ask for: it is passed over, where an unknown name is a slip of the pen.
 */
export type StatementLine = Readonly<{
  zh: readonly [string, ...string[]];
  en: readonly [string, ...string[]];
  target?: Target;
  adds?: true;
}>;

const line = <P extends Part>(part: P, name: LineOf<P>, zh: string, en: string): StatementLine => ({
  ...names(zh, en),
  target: { part, line: name } as Target,
});
/** One of several printed lines that are added up. */
const share = <P extends Part>(part: P, name: LineOf<P>, zh: string, en: string): StatementLine => ({
  ...line(part, name, zh, en),
  adds: true,
});
const known = (zh: string, en: string): StatementLine => names(zh, en);

const names = (zh: string, en: string): Pick<StatementLine, 'zh' | 'en'> => ({
  zh: zh.split('|') as [string, ...string[]],
  en: en.split('|') as [string, ...string[]],
});

const currentAssets: readonly StatementLine[] = [
  line(
    'balance',
    'cash',
    '货币资金|现金及现金等价物',
    'cash and bank balances|cash|cash and cash equivalents|monetary funds',
  ),
  line('balance', 'tradingSecurities', '交易性金融资产', 'trading securities|financial assets held for trading'),
  line('balance', 'receivables', '应收账款|应收账款净额', 'accounts receivable|trade receivables|receivables'),
  share('balance', 'otherCurrentAssets', '衍生金融资产', 'derivative financial assets'),
  share('balance', 'otherCurrentAssets', '应收票据', 'notes receivable|bills receivable'),
  share('balance', 'otherCurrentAssets', '应收款项融资', 'receivables financing'),
  share('balance', 'otherCurrentAssets', '预付款项|预付账款', 'prepayments|advances to suppliers'),
  share('balance', 'otherCurrentAssets', '其他应收款', 'other receivables'),
  share('balance', 'otherCurrentAssets', '合同资产', 'contract assets'),
  share('balance', 'otherCurrentAssets', '持有待售资产', 'assets held for sale'),
  share('balance', 'otherCurrentAssets', '一年内到期的非流动资产', 'non-current assets due within one year'),
  share('balance', 'otherCurrentAssets', '其他流动资产', 'other current assets'),
  line('balance', 'inventory', '存货', 'inventory|inventories'),
  line('balance', 'currentAssets', '流动资产合计|流动资产总计', 'total current assets|current assets'),
];

const otherAssets: readonly StatementLine[] = [
  known('债权投资', 'debt investments'),
  known('其他债权投资', 'other debt investments'),
  known('长期应收款', 'long-term receivables'),
  known('长期股权投资', 'long-term equity investments'),
  known('其他权益工具投资', 'other equity instrument investments'),
  known('其他非流动金融资产', 'other non-current financial assets'),
  known('投资性房地产', 'investment property'),
  line('balance', 'fixedAssets', '固定资产|固定资产净额', 'fixed assets|property, plant and equipment'),
  known('在建工程', 'construction in progress'),
  known('生产性生物资产', 'productive biological assets'),
  known('油气资产', 'oil and gas assets'),
  known('使用权资产', 'right-of-use assets'),
  line('balance', 'intangibles', '无形资产', 'intangible assets|intangibles'),
  known('开发支出', 'development expenditure'),
  known('商誉', 'goodwill'),
  known('长期待摊费用', 'long-term deferred expenses'),
  known('递延所得税资产', 'deferred tax assets'),
  known('其他非流动资产', 'other non-current assets'),
  known('非流动资产合计', 'total non-current assets|non-current assets'),
  line('balance', 'totalAssets', '资产总计|资产合计', 'total assets'),
];

const liabilities: readonly StatementLine[] = [
  known('短期借款', 'short-term borrowings|short-term loans'),
  known('交易性金融负债', 'financial liabilities held for trading'),
  known('衍生金融负债', 'derivative financial liabilities'),
  known('应付票据', 'notes payable|bills payable'),
  known('应付账款', 'accounts payable|trade payables'),
  known('预收款项|预收账款', 'advances from customers'),
  known('合同负债', 'contract liabilities'),
  known('应付职工薪酬', 'employee benefits payable|payroll payable'),
  known('应交税费', 'taxes payable'),
  known('其他应付款', 'other payables'),
  known('持有待售负债', 'liabilities held for sale'),
  known('一年内到期的非流动负债', 'non-current liabilities due within one year'),
  known('其他流动负债', 'other current liabilities'),
  line('balance', 'currentLiabilities', '流动负债合计', 'total current liabilities|current liabilities'),
  known('长期借款', 'long-term borrowings|long-term loans'),
  known('应付债券', 'bonds payable'),
  known('租赁负债', 'lease liabilities'),
  known('长期应付款', 'long-term payables'),
  known('长期应付职工薪酬', 'long-term employee benefits payable'),
  known('预计负债', 'provisions|estimated liabilities'),
  known('递延收益', 'deferred income'),
  known('递延所得税负债', 'deferred tax liabilities'),
  known('其他非流动负债', 'other non-current liabilities'),
  known('非流动负债合计', 'total non-current liabilities|non-current liabilities'),
  line('balance', 'totalLiabilities', '负债合计|负债总计', 'total liabilities'),
];

const equity: readonly StatementLine[] = [
  line('balance', 'paidInCapital', '实收资本（或股本）|实收资本|股本', 'paid-in capital|share capital'),
  known('其他权益工具', 'other equity instruments'),
  known('资本公积', 'capital reserve'),
  known('库存股', 'treasury shares'),
  known('其他综合收益', 'other comprehensive income'),
  known('专项储备', 'special reserve'),
  known('盈余公积', 'surplus reserve'),
  line('balance', 'retainedEarnings', '未分配利润', 'retained earnings|undistributed profit'),
  known('归属于母公司所有者权益合计|归属于母公司股东权益合计', 'equity attributable to owners of the parent'),
  known('少数股东权益', 'minority interests|non-controlling interests'),
  line(
    'balance',
    'equity',
    '所有者权益合计|股东权益合计|所有者权益（或股东权益）合计|所有者权益',
    "total equity|equity|owners' equity|shareholders' equity|total owners' equity",
  ),
  known(
    '负债和所有者权益总计|负债和股东权益总计|负债和所有者权益（或股东权益）总计|负债及所有者权益总计',
    'total liabilities and equity',
  ),
];

const income: readonly StatementLine[] = [
  line('income', 'revenue', '营业收入|营业总收入|主营业务收入', 'revenue|operating revenue|sales|net sales|turnover'),
  line('income', 'costOfSales', '营业成本|主营业务成本', 'cost of sales|cost of goods sold|operating cost|cogs'),
  share('income', 'expenses', '税金及附加|营业税金及附加', 'taxes and surcharges'),
  share('income', 'expenses', '销售费用', 'selling expenses|distribution expenses'),
  share('income', 'expenses', '管理费用', 'administrative expenses|general and administrative expenses'),
  share('income', 'expenses', '研发费用', 'research and development expenses|r&d expenses'),
  share('income', 'expenses', '财务费用', 'financial expenses|finance costs'),
  line('income', 'interest', '利息费用|利息支出', 'interest expense|interest'),
  known('利息收入', 'interest income'),
  known('其他收益', 'other income'),
  known('投资收益', 'investment income'),
  known('公允价值变动收益', 'gains from changes in fair value'),
  known('信用减值损失', 'credit impairment losses'),
  known('资产减值损失', 'asset impairment losses'),
  known('资产处置收益', 'gains on disposal of assets'),
  line('income', 'operatingProfit', '营业利润', 'operating profit'),
  known('营业外收入', 'non-operating income'),
  known('营业外支出', 'non-operating expenses'),
  line('income', 'totalProfit', '利润总额', 'total profit|profit before tax'),
  known('所得税费用', 'income tax expense|income tax'),
  line('income', 'netProfit', '净利润', 'net profit|profit for the year|net income'),
];

const cashFlow: readonly StatementLine[] = [
  line(
    'cashFlow',
    'operating',
    '经营活动产生的现金流量净额|经营活动现金流量净额',
    'net cash from operating activities|operating cash flow',
  ),
  line(
    'cashFlow',
    'investing',
    '投资活动产生的现金流量净额|投资活动现金流量净额',
    'net cash from investing activities|investing cash flow',
  ),
  line(
    'cashFlow',
    'financing',
    '筹资活动产生的现金流量净额|筹资活动现金流量净额',
    'net cash from financing activities|financing cash flow',
  ),
  line(
    'cashFlow',
    'exchangeEffect',
    '汇率变动对现金及现金等价物的影响|汇率变动对现金的影响',
    'effect of exchange rate changes on cash',
  ),
  line(
    'cashFlow',
    'net',
    '现金及现金等价物净增加额|现金净增加额',
    'net increase in cash and cash equivalents|net change in cash',
  ),
  known('期初现金及现金等价物余额', 'opening cash and cash equivalents'),
  known('期末现金及现金等价物余额', 'closing cash and cash equivalents'),
];

/** Of a section that is printed above its lines, and has no figure of its own. */
const headings: readonly string[] = [
  ...['资产负债表', '利润表', '现金流量表', '资产', '流动资产', '非流动资产', '负债', '流动负债', '非流动负债'],
  ...['负债和所有者权益', '所有者权益（或股东权益）', '股东权益', '一、经营活动产生的现金流量', '项目'],
  ...['balance sheet', 'income statement', 'cash flow statement', 'assets', 'liabilities', 'item', 'line'],
];

export const statementLines: readonly StatementLine[] = [
  ...currentAssets,
  ...otherAssets,
  ...liabilities,
  ...equity,
  ...income,
  ...cashFlow,
];

/** Numbering, “其中：”, “加：”, “减：”, brackets of either width and spaces are how a name is printed, not what it is. */
export const plainLine = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/^\s*(([一二三四五六七八九十]+|\d+|\([一二三四五六七八九十\d]+\))[、.．\s])?\s*/, '')
    .replace(/^(其中|加|减|of which|less|add|plus)\s*:\s*/, '')
    .replace(/\((元|万元|人民币|损失以.*?号填列|亏损.*?填列|净亏损.*?填列|亏损总额.*?填列)\)/g, '')
    .replace(/[\s:]+$/, '')
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

const byName: ReadonlyMap<string, StatementLine> = new Map(
  statementLines.flatMap((each) => [...each.zh, ...each.en].map((name) => [plainLine(name), each] as const)),
);
const headingNames: ReadonlySet<string> = new Set(headings.map(plainLine));

export const lineNamed = (name: string): StatementLine | undefined => byName.get(plainLine(name));
export const isHeading = (name: string): boolean => headingNames.has(plainLine(name));

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

const NAME_COMPARED_MAX = 60;
/** The line whose name is most like what was written, by letters changed. */
export const nearestLine = (name: string): string => {
  const plain = plainLine(name).slice(0, NAME_COMPARED_MAX);
  const isChinese = /\p{Script=Han}/u.test(plain);
  const names = statementLines.flatMap(({ zh, en }) => (isChinese ? zh : en));
  return names.reduce((best, each) =>
    distance(plain, plainLine(each)) < distance(plain, plainLine(best)) ? each : best,
  );
};
