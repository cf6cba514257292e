import type { ReportBars, ReportBlock, ReportSection } from '@app/contracts/investigation-report';
import type { RatioResult } from '@app/credit-model/assessment-result';
import { evidenceWords } from '@app/credit-model/explanation/evidence-words';
import { figureWords, levelWords, unavailableNote } from '@app/credit-model/explanation/explanation-words';
import type { FigureName } from '@app/credit-model/figures';
import type { Statement } from '@app/credit-model/statement';
import { exact, Exact } from '@app/kernel/exact';
import { DASH, facts, inThrees, paragraph, table, type Writing } from '../report-material';

const LINES: readonly FigureName[] = [
  'cash',
  'tradingSecurities',
  'receivables',
  'inventory',
  'otherCurrentAssets',
  'currentAssets',
  'fixedAssets',
  'intangibles',
  'totalAssets',
  'currentLiabilities',
  'totalLiabilities',
  'paidInCapital',
  'retainedEarnings',
  'equity',
  'revenue',
  'costOfSales',
  'expenses',
  'interest',
  'operatingProfit',
  'totalProfit',
  'netProfit',
  'operatingCash',
];

/** As the statement has it, in its own unit; a line that it does not have is nobody's nought. */
const lineOf = ({ balance, income, cashFlow }: Statement, name: FigureName): string | undefined => {
  const lines: Readonly<Partial<Record<string, string>>> = {
    ...balance,
    ...income,
    operatingCash: cashFlow?.operating,
  };
  return lines[name];
};

/** The statements that were assessed, the latest first and last year beside it. */
export const financialPosition = ({ assessed, say, told }: Writing): ReportSection => {
  const years = [...assessed.input.statements].sort((a, b) => b.year - a.year).slice(0, 3);
  const unit = { wan: say('万元', '10,000 CNY'), yuan: say('元', 'CNY') };
  const rows = LINES.flatMap((name) => {
    const figures = years.map((statement) => lineOf(statement, name));
    if (figures.every((figure) => figure === undefined)) return [];
    return [[told(figureWords[name]), ...figures.map((figure) => (figure === undefined ? DASH : inThrees(figure)))]];
  });
  const columns = years.map((statement) => [`${statement.year} (${unit[statement.unit]})`, 22, 'right'] as const);
  const blocks: ReportBlock[] = [table([[say('项目', 'Line'), 34], ...columns], rows)];
  if (years.length < 2) blocks.push(paragraph(say('没有上年报表可比。', 'There is no statement of the year before.')));
  return { code: 'position', title: say('财务状况', 'Financial position'), blocks };
};

const unitOf = (unit: RatioResult['unit']): string => (unit === 'percent' ? '%' : '×');
const withUnit = (figure: string | undefined, { unit }: RatioResult): string =>
  figure === undefined ? DASH : `${inThrees(figure)} ${unitOf(unit)}`;

const MOST_PERCENT = '200';
/** Value over standard; where lower is better the other way round, so that longer is always better. */
const againstStandard = ({ assessed, policy, say, told }: Writing): ReportBlock[] => {
  const bars = assessed.result.ratios.flatMap((ratio): ReportBars['bars'] => {
    const known = policy.ratios.list.find(({ id }) => id === ratio.id);
    if (known === undefined || ratio.value === undefined || ratio.standard === undefined) return [];
    const [value, standard] = [exact(ratio.value), exact(ratio.standard.value)];
    const [over, under] = known.better === 'higher' ? [value, standard] : [standard, value];
    if (under.lte(0)) return [];
    const share = over.div(under).times(100).toDecimalPlaces(1);
    const length = Exact.min(Exact.max(share, 0), exact(MOST_PERCENT));
    const shown = `${withUnit(ratio.value, ratio)} / ${withUnit(ratio.standard.value, ratio)}`;
    return [{ label: told(known.name), length: length.toFixed(), value: shown, good: share.gte(100) }];
  });
  if (bars.length === 0) return [];
  const caption = say(
    '各比率与标准值之比（标准值 = 100%，最长 200%；越低越好的指标取倒数）',
    'Ratios against their standard (standard = 100 %, cut at 200 %; turned over where lower is better)',
  );
  return [{ kind: 'bars', caption, most: MOST_PERCENT, mark: { label: say('标准', 'standard'), at: '100' }, bars }];
};

export const ratiosSection = (writing: Writing): ReportSection => {
  const { assessed, policy, say, told } = writing;
  const { result } = assessed;
  const rows = result.ratios.map((ratio) => {
    const name = policy.ratios.list.find(({ id }) => id === ratio.id)?.name;
    const why = ratio.unavailable === undefined ? undefined : told(unavailableNote(ratio.unavailable));
    const level = ratio.level === undefined ? (why ?? DASH) : told(levelWords[ratio.level]);
    return [
      name === undefined ? ratio.id : told(name),
      withUnit(ratio.value, ratio),
      withUnit(ratio.lastYear, ratio),
      withUnit(ratio.standard?.value, ratio),
      level,
      ratio.levelScore ?? DASH,
    ];
  });
  const columns = [
    [say('比率', 'Ratio'), 26],
    [say('本年', 'This year'), 14, 'right'],
    [say('上年', 'Last year'), 14, 'right'],
    [say('标准', 'Standard'), 14, 'right'],
    [say('水平', 'Level'), 20],
    [say('得分', 'Score'), 12, 'right'],
  ] as const;
  const score = facts([[say('比率综合得分', 'Weighted score of the ratios'), result.ratioScore]]);
  return {
    code: 'ratios',
    title: say('财务比率', 'Ratios'),
    blocks: [table(columns, rows), ...score, ...againstStandard(writing)],
  };
};

/** How trading with the customer has gone, as our own books and sales say. */
export const operations = ({ assessed, say, told }: Writing): ReportSection => {
  const { trade } = assessed.input;
  const title = say('经营与往来', 'Operations and trade with us');
  if (trade === undefined)
    return {
      code: 'operations',
      title,
      blocks: [paragraph(say('尚无往来记录。', 'There has been no trade with us yet.'))],
    };
  const { asOf, ...figures } = trade;
  const items = Object.entries(figures).map(
    ([name, figure]) => [told(evidenceWords[name as keyof typeof figures]), String(figure)] as const,
  );
  const blocks = facts([[say('截至', 'As of'), asOf], ...items]);
  return { code: 'operations', title, blocks };
};
