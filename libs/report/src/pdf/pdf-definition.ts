import type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type {
  InvestigationReport,
  ReportBars,
  ReportBlock,
  ReportSection,
  ReportTable,
} from '@app/contracts/investigation-report';
import { exact } from '@app/kernel/exact';
import { withCommas } from '@app/kernel/yuan';

// Points; A4 is 595 × 842.
const MARGIN = 42;
const TOP = 58;
const WIDTH = 595 - 2 * MARGIN;
/** So short a table stays on one page. */
const WHOLE_ROWS_MAX = 8;
const BAR_WIDTH = 250;
const BAR_HEIGHT = 8;
const INK = '#1f2329';
const PALE = '#646a73';
const RULE = '#d0d3d9';
const ACCENT = '#2b5aed';
const WEAK = '#c9781b';
const HEAD = '#f2f4f8';

/** A page may break between characters of Chinese text, and nowhere within a long number or code: those get places to break. */
const breakable = (text: string): string => text.replace(/[0-9a-f]{32}(?=[0-9a-f])/g, '$& ');

const facts = ({ items }: Extract<ReportBlock, { kind: 'facts' }>): Content => ({
  unbreakable: items.length <= WHOLE_ROWS_MAX,
  table: {
    widths: [118, '*'],
    body: items.map(({ label, value }) => [{ text: label, color: PALE }, { text: breakable(value) }]),
  },
  layout: 'ruled',
  margin: [0, 2, 0, 8],
});

const table = ({ caption, columns, rows }: ReportTable): Content => {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  // Of the width, what the cells' own padding takes is left to them.
  const usable = WIDTH - columns.length * 8;
  const cell = (text: string, column: number): TableCell => ({
    text: breakable(text),
    alignment: columns[column]?.align ?? 'left',
  });
  const grid: ContentTable = {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ share }) => (usable * share) / shares),
      body: [
        columns.map(({ label, align }) => ({ text: label, alignment: align, bold: true, fillColor: HEAD })),
        ...rows.map((row) => columns.map((_, column) => cell(row[column] ?? '', column))),
      ],
    },
    layout: 'ruled',
    margin: [0, 2, 0, 8],
  };
  const titled: Content[] = caption === undefined ? [grid] : [{ text: caption, bold: true }, grid];
  return { stack: titled, unbreakable: rows.length <= WHOLE_ROWS_MAX };
};

const points = (length: string, most: string): number =>
  exact(length).div(most).times(BAR_WIDTH).toDecimalPlaces(1).toNumber();

const bars = ({ caption, most, mark, bars: drawn }: ReportBars): Content => {
  const at = mark === undefined ? undefined : points(mark.at, most);
  const row = ({ label, length, value, good }: ReportBars['bars'][number]): TableCell[] => [
    { text: label },
    {
      canvas: [
        { type: 'rect', x: 0, y: 2, w: BAR_WIDTH, h: BAR_HEIGHT, color: HEAD },
        { type: 'rect', x: 0, y: 2, w: points(length, most), h: BAR_HEIGHT, color: good === false ? WEAK : ACCENT },
        ...(at === undefined
          ? []
          : [{ type: 'line' as const, x1: at, y1: 0, x2: at, y2: BAR_HEIGHT + 4, lineWidth: 1, lineColor: INK }]),
      ],
    },
    { text: value, alignment: 'right' },
  ];
  return {
    stack: [
      { text: caption, color: PALE, margin: [0, 2, 0, 4] },
      { table: { widths: ['*', BAR_WIDTH, 104], dontBreakRows: true, body: drawn.map(row) }, layout: 'noBorders' },
    ],
    margin: [0, 2, 0, 8],
  };
};

const signatures = (places: readonly string[]): Content => ({
  columns: places.map((place) => ({
    stack: [
      { text: place, color: PALE },
      { text: ' ', margin: [0, 18, 0, 0] },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 130, y2: 0, lineWidth: 0.7, lineColor: RULE }] },
    ],
  })),
  columnGap: 24,
  margin: [0, 10, 0, 8],
  unbreakable: true,
});

const block = (one: ReportBlock): Content => {
  switch (one.kind) {
    case 'paragraph':
      return { text: breakable(one.text), margin: [0, 1, 0, 5] };
    case 'facts':
      return facts(one);
    case 'table':
      return table(one);
    case 'bars':
      return bars(one);
    case 'signatures':
      return signatures(one.places);
  }
};

const section = ({ title, blocks }: ReportSection, number: number): Content[] => [
  { text: `${number} ${title}`, style: 'heading', headlineLevel: 1 },
  ...blocks.map(block),
];

const cover = ({
  title,
  customerName,
  grade,
  limit,
  outcome,
  language,
  assessedOn,
  applicationId,
}: InvestigationReport): Content => {
  const money = language === 'zh' ? `${withCommas(limit)} 元` : `CNY ${withCommas(limit)}`;
  const words =
    language === 'zh' ? (['信用等级', '建议额度'] as const) : (['Credit grade', 'Suggested limit'] as const);
  return {
    stack: [
      { text: title, style: 'title' },
      { text: customerName, style: 'subtitle' },
      { text: `${applicationId} · ${assessedOn} · ${outcome}`, color: PALE, margin: [0, 0, 0, 10] },
      {
        columns: [
          {
            stack: [
              { text: words[0], color: PALE },
              { text: grade, style: 'large' },
            ],
          },
          {
            stack: [
              { text: words[1], color: PALE },
              { text: money, style: 'large' },
            ],
          },
        ],
      },
    ],
    margin: [0, 0, 0, 6],
  };
};

const PAGE = {
  zh: (page: number, of: number) => `第 ${page} 页 / 共 ${of} 页`,
  en: (page: number, of: number) => `Page ${page} of ${of}`,
};

/** The report as pdfmake wants it. The same report gives the same bytes: its date is that of the assessment. */
export const pdfDefinition = (report: InvestigationReport): TDocumentDefinitions => ({
  pageSize: 'A4',
  pageMargins: [MARGIN, TOP, MARGIN, MARGIN + 4],
  info: {
    title: `${report.title} ${report.customerName}`,
    author: report.assessedBy,
    subject: report.assessmentId,
    creator: 'XAY',
    producer: 'XAY',
    creationDate: new Date(`${report.assessedOn}T00:00:00Z`),
  },
  defaultStyle: { font: 'Han', fontSize: 9, lineHeight: 1.25, color: INK },
  styles: {
    title: { fontSize: 20, bold: true, margin: [0, 0, 0, 4] },
    subtitle: { fontSize: 13, margin: [0, 0, 0, 2] },
    heading: { fontSize: 12, bold: true, margin: [0, 10, 0, 4] },
    large: { fontSize: 22, bold: true },
  },
  header: (page) =>
    page === 1
      ? null
      : {
          columns: [
            { text: `${report.title} · ${report.customerName}` },
            { text: report.assessedOn, alignment: 'right', width: 90 },
          ],
          color: PALE,
          fontSize: 8,
          margin: [MARGIN, 28, MARGIN, 0],
        },
  footer: (page, of) => ({
    text: PAGE[report.language](page, of),
    alignment: 'center',
    color: PALE,
    fontSize: 8,
    margin: [0, 14, 0, 0],
  }),
  // A heading never stands alone at the foot of a page.
  pageBreakBefore: (node, { getFollowingNodesOnPage }) =>
    node.headlineLevel === 1 && getFollowingNodesOnPage().length === 0,
  content: [cover(report), ...report.sections.flatMap((one, index) => section(one, index + 1))],
});

export const tableLayouts = {
  ruled: {
    hLineWidth: () => 0.5,
    vLineWidth: () => 0,
    hLineColor: () => RULE,
    paddingTop: () => 2.5,
    paddingBottom: () => 2.5,
    paddingLeft: () => 4,
    paddingRight: () => 4,
  },
};
