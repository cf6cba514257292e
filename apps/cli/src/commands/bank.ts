import {
  acceptBankLines,
  bankLineReason,
  bankLinesQuery,
  releaseBankLine,
  type BankLineAnswers,
  type BankLinePage,
} from '@app/contracts/bank-line';
import { AskBankLine } from '@app/cqrs/bank/bank-line.command';
import { LookAtBankLines } from '@app/cqrs/bank/bank-line.query';
import type { Desk } from '@app/cqrs/start-desk';
import type { BankLineCommand } from '@app/domain/bank-line/commands';
import type { BusinessDate } from '@app/kernel/business-date';
import type { Metadata } from '@app/kernel/message';
import { parsedInput } from '../parsed-input';
import { signature } from '../signature';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

export type LinesOptions = Readonly<{ state: string; search?: string; page: number; size: number }>;
export type AcceptOptions = Readonly<{ by: string; customer?: string; allSure: boolean }>;

const PAGE_SIZE_MAX = 200;
const ACCEPTED_AT_ONCE = 1_000;

const linesTable = ({ rows }: BankLinePage, { words }: Terminal): string =>
  table(
    [
      words({ zh: '流水', en: 'Line' }),
      words({ zh: '入账日', en: 'Booked' }),
      words({ zh: '金额', en: 'Amount' }),
      words({ zh: '付款人', en: 'Payer' }),
      words({ zh: '附言', en: 'Text' }),
      words({ zh: '状态', en: 'State' }),
      words({ zh: '客户', en: 'Customer' }),
      words({ zh: '把握', en: 'Confidence' }),
      words({ zh: '理由', en: 'Why' }),
    ],
    rows.map((row) => {
      const [best] = row.suggestions;
      const [bounce] = row.bounceOf;
      const why = row.notice?.text ?? row.reason ?? (best ?? bounce)?.reasons.map(({ text }) => text).join('; ') ?? '';
      const customer = row.customerId ?? best?.customerId ?? bounce?.customerId ?? '–';
      const confidence = row.confidence ?? best?.confidence ?? bounce?.confidence;
      return [
        ...[row.lineId, row.bookedOn, grouped(row.kind === 'bounce' ? `-${row.amount}` : row.amount)],
        ...[row.payerName ?? '', row.remittance.slice(0, 30), row.state, customer],
        ...[confidence === undefined ? '' : String(confidence), why],
      ];
    }),
  );

export const listLines = async (options: LinesOptions, out: Terminal): Promise<ExitCode> => {
  const { words } = out;
  const wish = parsedInput(bankLinesQuery, { ...options, suggestions: 'true' }, out);
  const page = await withDesk(out, async (desk) => {
    await desk.followers.settle();
    return desk.queries.execute(new LookAtBankLines(wish, out.language));
  });
  const { open, setAside, unidentified } = page.totals;
  const told = words(
    {
      zh: '未明款 {amount}（{lines} 笔）：待认领 {open}，挂账 {aside}',
      en: 'Unidentified cash {amount} ({lines} lines): open {open}, set aside {aside}',
    },
    {
      amount: grouped(unidentified.amount),
      lines: unidentified.lines,
      open: grouped(open.amount),
      aside: grouped(setAside.amount),
    },
  );
  out.show(page.rows.length === 0 ? told : `${told}\n\n${linesTable(page, out)}`, page);
  return 0;
};

const sureLines = async ({ queries }: Desk, out: Terminal): Promise<string[]> => {
  const sure: string[] = [];
  for (let page = 1; sure.length < ACCEPTED_AT_ONCE; page++) {
    const wish = parsedInput(bankLinesQuery, { state: 'unidentified', kind: 'credit', page, size: PAGE_SIZE_MAX }, out);
    const { rows, total } = await queries.execute(new LookAtBankLines(wish, out.language));
    sure.push(...rows.filter(({ suggestions: [best] }) => best?.isSure === true).map(({ lineId }) => lineId));
    if (page * PAGE_SIZE_MAX >= total) break;
  }
  return sure.slice(0, ACCEPTED_AT_ONCE);
};

const showAnswers = (answers: BankLineAnswers, out: Terminal): ExitCode => {
  const { words } = out;
  const told = words(
    {
      zh: '认领 {accepted} 笔，共 {amount}；早已认领 {known}，有误 {problems}',
      en: '{accepted} accepted, {amount}; {known} were before, {problems} faulty',
    },
    { ...answers, amount: grouped(answers.amount), lines: '' },
  );
  const rows = answers.lines.map(({ lineId, customerId = '', paymentId = '', amount = '', problem }) => [
    ...[lineId, customerId, paymentId, grouped(amount), problem?.text ?? ''],
  ]);
  const head = [
    words({ zh: '流水', en: 'Line' }),
    words({ zh: '客户', en: 'Customer' }),
    words({ zh: '回款', en: 'Payment' }),
    words({ zh: '金额', en: 'Amount' }),
    words({ zh: '原因', en: 'Why not' }),
  ];
  out.show(rows.length === 0 ? told : `${told}\n\n${table(head, rows)}`, answers);
  return answers.problems === 0 ? 0 : 1;
};

export const acceptLines = async (lineIds: string[], options: AcceptOptions, out: Terminal): Promise<ExitCode> => {
  const metadata = { by: signature(options.by) };
  const answers = await withDesk(out, async (desk) => {
    await desk.followers.settle();
    const ids = options.allSure ? await sureLines(desk, out) : lineIds;
    const wishes = ids.map((lineId) => ({
      lineId,
      ...(options.customer !== undefined && { customerId: options.customer }),
    }));
    const none = { accepted: 0, known: 0, problems: 0, amount: '0.00', lines: [] } as unknown as BankLineAnswers;
    if (options.allSure && wishes.length === 0) return none;
    const { lines } = parsedInput(acceptBankLines, { lines: wishes }, out);
    const answered = await desk.bankAcceptances.accept(lines, { metadata, language: out.language });
    await desk.followers.settle();
    return answered;
  });
  return showAnswers(answers, out);
};

/** One decision on one line, by its command. */
const ask = (
  out: Terminal,
  by: string,
  commandOn: (on: BusinessDate, by: string) => BankLineCommand,
): Promise<ExitCode> => {
  const metadata: Metadata = { by: signature(by) };
  return withDesk(out, async (desk) => {
    const command = commandOn(desk.clock.today(), metadata.by);
    const { lineId } = command.data;
    const { events } = await desk.commands.execute(new AskBankLine(lineId, command, metadata));
    await desk.followers.settle();
    const recorded = events.map(({ type }) => type);
    const said = recorded.length === 0 ? { zh: '没有变化', en: 'Nothing changed' } : { zh: '已记录', en: 'Recorded' };
    out.show(out.words(said), { lineId, recorded });
    return 0 as const;
  });
};

type Reasoned = Readonly<{ reason: string; by: string }>;

export const setLineAside = (lineId: string, { by, ...given }: Reasoned, out: Terminal): Promise<ExitCode> => {
  const { reason } = parsedInput(bankLineReason, given, out);
  return ask(out, by, (on, setAsideBy) => ({ type: 'SetBankLineAside', data: { lineId, reason, setAsideBy, on } }));
};

export const returnLine = (lineId: string, { by, ...given }: Reasoned, out: Terminal): Promise<ExitCode> => {
  const { reason } = parsedInput(bankLineReason, given, out);
  return ask(out, by, (on, returnedBy) => ({ type: 'ReturnBankLine', data: { lineId, reason, returnedBy, on } }));
};

export const releaseLine = (
  lineId: string,
  { by, payment, reason: why }: Reasoned & Readonly<{ payment: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const { paymentId, reason } = parsedInput(releaseBankLine, { paymentId: payment, reason: why }, out);
  return ask(out, by, (on, releasedBy) => ({
    type: 'ReleaseBankLine',
    data: { lineId, paymentId, reason, releasedBy, on },
  }));
};

export const takeBounce = (
  lineId: string,
  {
    by,
    customer: customerId,
    payment: paymentId,
    reason: why,
  }: Reasoned & Readonly<{ customer: string; payment: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const { reason } = parsedInput(bankLineReason, { reason: why }, out);
  return ask(out, by, (on, acceptedBy) => ({
    type: 'AcceptBounce',
    data: { lineId, customerId, paymentId, reason, acceptedBy, on },
  }));
};
