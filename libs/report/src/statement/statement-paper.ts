import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { StatementOfAccount } from '@app/contracts/statement-of-account';
import { receivableKindWords } from '@app/contracts/statement-words';
import type { Language } from '@app/kernel/language';
import { withCommas, type Yuan } from '@app/kernel/yuan';
import { proofWords, statementWords } from './statement-words';

// Points; A4 is 595 × 842.
const MARGIN = 42;
const TOP = 58;
const INK = '#1f2329';
const PALE = '#646a73';
const RULE = '#d0d3d9';
const HEAD = '#f2f4f8';

type Column = readonly [label: string, width: number | '*', align?: 'right'];
type Cells = readonly string[];

const grid = (columns: readonly Column[], rows: readonly Cells[], sum?: Cells): Content => {
  const cell = (text: string, column: number): TableCell => ({ text, alignment: columns[column]?.[2] ?? 'left' });
  const bold = (text: string, column: number): TableCell => ({
    text,
    alignment: columns[column]?.[2] ?? 'left',
    bold: true,
  });
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(([, width]) => width),
      body: [
        columns.map(([label, , align]) => ({ text: label, alignment: align ?? 'left', bold: true, fillColor: HEAD })),
        ...rows.map((row) => row.map(cell)),
        ...(sum === undefined ? [] : [sum.map(bold)]),
      ],
    },
    layout: 'ruled',
    margin: [0, 2, 0, 8],
  };
};

const heading = (text: string): Content => ({ text, style: 'heading', headlineLevel: 1 });
const commas = (amount: Yuan): string => withCommas(amount);

const summary = (statement: StatementOfAccount, language: Language): Content => {
  const words = statementWords(language);
  const figure = (label: string, amount: Yuan, large = false): Content => ({
    stack: [
      { text: label, color: PALE },
      { text: commas(amount), ...(large ? { style: 'large' } : { bold: true }) },
    ],
  });
  return {
    columns: [
      figure(words.opening, statement.opening),
      figure(words.charged, statement.charged),
      figure(words.credited, statement.credited),
      figure(words.closing, statement.closing, true),
    ],
    columnGap: 12,
    margin: [0, 4, 0, 8],
  };
};

const movements = (
  { from, to, opening, closing, movements: list }: StatementOfAccount,
  language: Language,
): Content[] => {
  const words = statementWords(language);
  if (list.length === 0) return [heading(words.movements), { text: words.noMovements }];
  const columns: Column[] = [
    [words.date, 54],
    [words.recorded, 54],
    [words.text, '*'],
    [words.amount, 78, 'right'],
    [words.balance, 82, 'right'],
  ];
  const rows = list.map(({ date, recordedOn, text, amount, balance }) => [
    ...[date, recordedOn ?? '', text],
    ...[amount, balance].map(commas),
  ]);
  const first = [from, '', words.opening, '', commas(opening)];
  return [heading(words.movements), grid(columns, [first, ...rows], [to, '', words.closing, '', commas(closing)])];
};

const items = (statement: StatementOfAccount, language: Language): Content[] => {
  const words = statementWords(language);
  const { openItems, receivables, disputed, overdue } = statement;
  if (openItems.length === 0) return [heading(words.openItems), { text: words.noItems }];
  const columns: Column[] = [
    [words.document, '*'],
    [words.kind, 42],
    [words.invoiced, 48],
    [words.due, 48],
    [words.amount, 66, 'right'],
    [words.open, 66, 'right'],
    [words.disputed, 56, 'right'],
    [words.age, 36, 'right'],
  ];
  const rows = openItems.map(
    ({ receivableId, kind, invoiceDate, dueDate, amount, open, disputed: part, daysOverdue }) => [
      ...[receivableId, receivableKindWords[kind][language], invoiceDate, dueDate],
      ...[amount, open].map(commas),
      part === '0.00' ? '' : commas(part),
      daysOverdue > 0 ? String(daysOverdue) : '',
    ],
  );
  const sum = [words.receivables, '', '', '', '', commas(receivables), commas(disputed), ''];
  return [
    heading(words.openItems),
    { stack: [grid(columns, rows, sum)], fontSize: 8 },
    { text: `${words.overdue}: ${commas(overdue)}`, color: PALE, margin: [0, 0, 0, 4] },
  ];
};

const credits = ({ unallocatedCash, unappliedNotes }: StatementOfAccount, language: Language): Content[] => {
  const words = statementWords(language);
  const row =
    (kind: string) =>
    ({ id, date, amount, left }: StatementOfAccount['unallocatedCash'][number]) => [
      ...[id, kind, date],
      ...[amount, left].map(commas),
    ];
  const rows = [...unallocatedCash.map(row(words.cash)), ...unappliedNotes.map(row(words.note))];
  if (rows.length === 0) return [];
  const columns: Column[] = [
    [words.document, '*'],
    [words.kind, 110],
    [words.date, 60],
    [words.amount, 82, 'right'],
    [words.left, 82, 'right'],
  ];
  return [heading(words.credits), grid(columns, rows)];
};

const proof = (statement: StatementOfAccount, language: Language): Content[] => [
  heading(statementWords(language).proof),
  { text: proofWords(statement, language), margin: [0, 0, 0, 8] },
];

const signatures = (language: Language): Content => {
  const words = statementWords(language);
  return {
    stack: [
      { text: words.ask, margin: [0, 4, 0, 6] },
      {
        columns: [words.agreed, words.differs, words.signedOn].map((place) => ({
          stack: [
            { text: place, color: PALE },
            { text: ' ', margin: [0, 18, 0, 0] },
            { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 140, y2: 0, lineWidth: 0.7, lineColor: RULE }] },
          ],
        })),
        columnGap: 24,
      },
    ],
    unbreakable: true,
  };
};

const head = ({ customerId, customerName, from, to, knownAt }: StatementOfAccount, language: Language): Content => {
  const words = statementWords(language);
  const known = `${words.knownAt}: ${knownAt.recordedAt} · ${words.position} ${knownAt.position}`;
  return {
    stack: [
      { text: words.title, style: 'title' },
      { text: `${customerName}（${customerId}）`, style: 'subtitle' },
      { text: `${words.period}: ${from} – ${to}` },
      { text: `${words.currency} · ${known}`, color: PALE, fontSize: 8 },
    ],
    margin: [0, 0, 0, 6],
  };
};

/** The statement as pdfmake wants it. The same one gives the same bytes: it is dated with the end of its period. */
export const statementDefinition = (statement: StatementOfAccount, language: Language): TDocumentDefinitions => {
  const words = statementWords(language);
  const { customerName, customerId, to } = statement;
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN, TOP, MARGIN, MARGIN + 4],
    info: {
      title: `${words.title} ${customerName}`,
      subject: `${customerId} ${to}`,
      creator: 'XAY',
      producer: 'XAY',
      creationDate: new Date(`${to}T00:00:00Z`),
    },
    defaultStyle: { font: 'Han', fontSize: 9, lineHeight: 1.25, color: INK },
    styles: {
      title: { fontSize: 20, bold: true, margin: [0, 0, 0, 4] },
      subtitle: { fontSize: 13, margin: [0, 0, 0, 2] },
      heading: { fontSize: 12, bold: true, margin: [0, 10, 0, 4] },
      large: { fontSize: 16, bold: true },
    },
    header: (page) =>
      page === 1
        ? null
        : {
            columns: [{ text: `${words.title} · ${customerName}` }, { text: to, alignment: 'right', width: 90 }],
            color: PALE,
            fontSize: 8,
            margin: [MARGIN, 28, MARGIN, 0],
          },
    footer: (page, of) => ({
      text: words.page(page, of),
      alignment: 'center',
      color: PALE,
      fontSize: 8,
      margin: [0, 14, 0, 0],
    }),
    pageBreakBefore: (node, { getFollowingNodesOnPage }) =>
      node.headlineLevel === 1 && getFollowingNodesOnPage().length === 0,
    content: [
      head(statement, language),
      summary(statement, language),
      ...movements(statement, language),
      ...items(statement, language),
      ...credits(statement, language),
      ...proof(statement, language),
      signatures(language),
    ],
  };
};
