import type { StatementOfAccount } from '@app/contracts/statement-of-account';
import { receivableKindWords } from '@app/contracts/statement-words';
import type { Language } from '@app/kernel/language';
import { statementWords } from '../statement/statement-words';
import type { Sheet, SheetRow } from './sheet';

const movementRows = (
  { from, to, opening, closing, movements }: StatementOfAccount,
  language: Language,
): SheetRow[] => {
  const words = statementWords(language);
  return [
    [from, '', '', words.opening, '', opening],
    ...movements.map(({ date, recordedOn, document, text, amount, balance }) => [
      ...[date, recordedOn ?? '', document, text],
      ...[amount, balance],
    ]),
    [to, '', '', words.closing, '', closing],
  ];
};

/** The movements of a statement, with the balances before and after them. */
export const movementSheet = (statement: StatementOfAccount, language: Language): Sheet => {
  const words = statementWords(language);
  return {
    name: words.movements,
    columns: [
      { header: words.date, kind: 'date', width: 12 },
      { header: words.recorded, kind: 'date', width: 12 },
      { header: words.document, kind: 'text', width: 22 },
      { header: words.text, kind: 'text', width: 44 },
      { header: words.amount, kind: 'money', width: 16 },
      { header: words.balance, kind: 'money', width: 16 },
    ],
    rows: movementRows(statement, language),
  };
};

const itemSheet = ({ openItems }: StatementOfAccount, language: Language): Sheet => {
  const words = statementWords(language);
  return {
    name: words.openItems,
    columns: [
      { header: words.document, kind: 'text', width: 22 },
      { header: words.kind, kind: 'text', width: 14 },
      { header: words.invoiced, kind: 'date', width: 12 },
      { header: words.due, kind: 'date', width: 12 },
      { header: words.amount, kind: 'money', width: 16 },
      { header: words.open, kind: 'money', width: 16 },
      { header: words.disputed, kind: 'money', width: 16 },
      { header: words.age, kind: 'count', width: 10 },
    ],
    rows: openItems.map(({ receivableId, kind, invoiceDate, dueDate, amount, open, disputed, daysOverdue }) => [
      ...[receivableId, receivableKindWords[kind][language], invoiceDate, dueDate],
      ...[amount, open, disputed, String(daysOverdue)],
    ]),
  };
};

const creditSheet = ({ unallocatedCash, unappliedNotes }: StatementOfAccount, language: Language): Sheet => {
  const words = statementWords(language);
  const row =
    (kind: string) =>
    ({ id, date, amount, left }: StatementOfAccount['unallocatedCash'][number]) => [
      ...[id, kind, date],
      ...[amount, left],
    ];
  return {
    name: words.credits,
    columns: [
      { header: words.document, kind: 'text', width: 22 },
      { header: words.kind, kind: 'text', width: 16 },
      { header: words.date, kind: 'date', width: 12 },
      { header: words.amount, kind: 'money', width: 16 },
      { header: words.left, kind: 'money', width: 16 },
    ],
    rows: [...unallocatedCash.map(row(words.cash)), ...unappliedNotes.map(row(words.note))],
  };
};

const summarySheet = (statement: StatementOfAccount, language: Language): Sheet => {
  const words = statementWords(language);
  const { customerName, customerId, from, to, knownAt, opening, charged, credited, closing, overdue, disputed } =
    statement;
  const { receivables, cash, notes } = statement;
  return {
    name: words.title,
    columns: [
      { header: words.title, kind: 'text', width: 24 },
      { header: '', kind: 'text', width: 44 },
      { header: words.amount, kind: 'money', width: 18 },
    ],
    rows: [
      [words.customer, `${customerName}（${customerId}）`, ''],
      [words.period, `${from} – ${to}`, ''],
      [words.knownAt, `${knownAt.recordedAt} · ${words.position} ${knownAt.position}`, ''],
      [words.opening, '', opening],
      [words.charged, '', charged],
      [words.credited, '', credited],
      [words.closing, '', closing],
      [words.receivables, '', receivables],
      [words.overdue, '', overdue],
      [words.disputed, '', disputed],
      [words.cash, '', cash],
      [words.note, '', notes],
    ],
  };
};

/** The whole statement as a workbook. */
export const statementSheets = (statement: StatementOfAccount, language: Language): [Sheet, ...Sheet[]] => [
  summarySheet(statement, language),
  ...[movementSheet, itemSheet, creditSheet].map((sheet) => sheet(statement, language)),
];
