import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  type IRunOptions,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { InvestigationReport, ReportBars, ReportBlock, ReportTable } from '@app/contracts/investigation-report';
import { exact } from '@app/kernel/exact';
import { withCommas } from '@app/kernel/yuan';

/** In twentieths of a point: A4 less its margins. */
const WIDTH = 9_600;
const MARGIN = 1_150;
const BAR_CELLS = 28;
const HALF_POINTS = 19;
// By name, for Word brings its own fonts; where one is missing it takes the nearest.
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Microsoft YaHei', cs: 'Calibri' };
const RULE = { style: BorderStyle.SINGLE, size: 4, color: 'D0D3D9' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const BORDERS = { top: RULE, bottom: RULE, left: NONE, right: NONE, insideHorizontal: RULE, insideVertical: NONE };

const run = (options: IRunOptions): TextRun => new TextRun(options);

type Align = 'left' | 'right';
type Cell = Readonly<{ text: string; align?: Align; bold?: boolean; color?: string }>;

const lines = ({ text, align = 'left', bold = false, color }: Cell): Paragraph[] =>
  text.split('\n').map(
    (line) =>
      new Paragraph({
        alignment: align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [run({ text: line, ...(bold && { bold: true }), ...(color !== undefined && { color }) })],
      }),
  );

const row = (cells: readonly Cell[], widths: readonly number[], isHead = false): TableRow =>
  new TableRow({
    tableHeader: isHead,
    cantSplit: true,
    children: cells.map(
      (cell, column) =>
        new TableCell({
          width: { size: widths[column] ?? 0, type: WidthType.DXA },
          margins: { top: 40, bottom: 40, left: 80, right: 80 },
          ...(isHead && { shading: { type: ShadingType.CLEAR, fill: 'F2F4F8', color: 'auto' } }),
          children: lines(cell),
        }),
    ),
  });

const grid = (widths: readonly number[], rows: TableRow[]): Table =>
  new Table({ width: { size: WIDTH, type: WidthType.DXA }, columnWidths: [...widths], borders: BORDERS, rows });

const table = ({ columns, rows }: ReportTable): Table => {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((WIDTH * share) / shares));
  const head = row(
    columns.map(({ label, align }) => ({ text: label, align, bold: true })),
    widths,
    true,
  );
  const body = rows.map((cells) =>
    row(
      columns.map(({ align }, column) => ({ text: cells[column] ?? '', align })),
      widths,
    ),
  );
  return grid(widths, [head, ...body]);
};

/** Drawn with characters, so that whoever edits the paper can move them. */
const drawn = (length: string, most: string): string => {
  const cells = exact(length).div(most).times(BAR_CELLS).toDecimalPlaces(0).toNumber();
  return '█'.repeat(cells) + '░'.repeat(BAR_CELLS - cells);
};

const bars = ({ most, bars: all }: ReportBars): Table => {
  const widths = [2_900, 4_200, 2_500];
  const rows = all.map(({ label, length, value, good }) =>
    row(
      [
        { text: label },
        { text: drawn(length, most), color: good === false ? 'C9781B' : '2B5AED' },
        { text: value, align: 'right' },
      ],
      widths,
    ),
  );
  return grid(widths, rows);
};

const gap = (): Paragraph => new Paragraph({ spacing: { after: 80 }, children: [] });

const block = (one: ReportBlock): (Paragraph | Table)[] => {
  switch (one.kind) {
    case 'paragraph':
      return [new Paragraph({ spacing: { after: 100 }, children: [new TextRun(one.text)] })];
    case 'facts': {
      const widths = [2_400, 7_200];
      return [
        grid(
          widths,
          one.items.map(({ label, value }) => row([{ text: label, color: '646A73' }, { text: value }], widths)),
        ),
        gap(),
      ];
    }
    case 'table':
      return [table(one), gap()];
    case 'bars':
      return [...lines({ text: one.caption, color: '646A73' }), bars(one), gap()];
    case 'signatures': {
      const widths = one.places.map(() => Math.floor(WIDTH / one.places.length));
      return [
        grid(widths, [
          row(
            one.places.map((text) => ({ text: `${text}\n\n` })),
            widths,
          ),
        ]),
        gap(),
      ];
    }
  }
};

const pageNumbers = (language: InvestigationReport['language']): Paragraph => {
  const [before, between, after] = language === 'zh' ? ['第 ', ' 页 / 共 ', ' 页'] : ['Page ', ' of ', ''];
  const children = [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after];
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [run({ children, size: 16 })] });
};

const cover = ({
  title,
  customerName,
  applicationId,
  assessedOn,
  outcome,
  grade,
  limit,
  language,
}: InvestigationReport) => [
  new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(title)] }),
  new Paragraph({ children: [run({ text: customerName, size: 28 })] }),
  new Paragraph({
    children: [run({ text: `${applicationId} · ${assessedOn} · ${outcome}`, color: '646A73' })],
  }),
  new Paragraph({
    spacing: { before: 120, after: 120 },
    children: [
      run({ text: grade, bold: true, size: 44 }),
      run({
        text: language === 'zh' ? `    ${withCommas(limit)} 元` : `    CNY ${withCommas(limit)}`,
        bold: true,
        size: 32,
      }),
    ],
  }),
];

/** The same report for those who go on writing in it. */
export const renderDocx = async (report: InvestigationReport): Promise<Uint8Array> => {
  const heading = (text: string) => new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(text)] });
  const document = new Document({
    title: `${report.title} ${report.customerName}`,
    creator: report.assessedBy,
    subject: report.assessmentId,
    styles: {
      default: {
        document: { run: { font: FONT, size: HALF_POINTS } },
        title: { run: { font: FONT, size: 40, bold: true } },
        heading1: { run: { font: FONT, size: 26, bold: true }, paragraph: { spacing: { before: 240, after: 80 } } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                children: [run({ text: `${report.title} · ${report.customerName} · ${report.assessedOn}`, size: 16 })],
              }),
            ],
          }),
        },
        footers: { default: new Footer({ children: [pageNumbers(report.language)] }) },
        children: [
          ...cover(report),
          ...report.sections.flatMap(({ title, blocks }, index) => [
            heading(`${index + 1} ${title}`),
            ...blocks.flatMap(block),
          ]),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
};
