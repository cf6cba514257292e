import {
  allocatePayment,
  cancelCreditNote,
  creditNoteDeallocationPath,
  creditNotePath,
  issueCreditNote,
  type CreditNoteReply,
} from '@app/contracts/payments';
import { moneyTables } from '../money-tables';
import { parsedInput } from '../parsed-input';
import { signature } from '../signature';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { amountOf, typedWish, type WishOptions } from '../typed-wish';
import { withDesk } from '../with-desk';
import { typedTaking, type TakingBack } from './payments';

const states = {
  open: { zh: '有余额', en: 'open' },
  spent: { zh: '已冲抵完', en: 'spent' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
} as const;

const show = (note: CreditNoteReply, out: Terminal): ExitCode => {
  const { words } = out;
  const { creditNoteId, amount, issueDate, kind, corrects = '', reason, state, unapplied, available } = note;
  const head = `${creditNoteId} ${grouped(amount)} ${issueDate} ${kind} ${corrects} · ${words(states[state])}`;
  const left = words(
    { zh: '未冲抵 {unapplied}，可用额度 {available}', en: 'Unapplied {unapplied}, available {available}' },
    { unapplied: grouped(unapplied), available: grouped(available) },
  );
  out.show([head, reason, left, ...moneyTables(note, out)].join('\n\n'), note);
  return 0;
};

type By = Readonly<{ by: string }>;
type Issuing = WishOptions &
  By &
  Readonly<{ amount: string; issueDate?: string; kind: string; corrects?: string; reason: string }>;

export const issueNote = async (
  customerId: string,
  creditNoteId: string,
  { amount, issueDate, kind, corrects, reason, by, ...wish }: Issuing,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(creditNotePath, { customerId, creditNoteId }, out);
  const given = { amount: amountOf(amount), issueDate, kind, corrects, reason, ...typedWish(wish) };
  const [body, metadata] = [parsedInput(issueCreditNote, given, out), { by: signature(by) }];
  return show(await withDesk(out, ({ payments }) => payments.issueNote(path, body, metadata)), out);
};

export const applyNote = async (
  customerId: string,
  creditNoteId: string,
  { by, valueDate, ...wish }: WishOptions & By & Readonly<{ valueDate?: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(creditNotePath, { customerId, creditNoteId }, out);
  const body = parsedInput(allocatePayment, { valueDate, ...typedWish(wish) }, out);
  const metadata = { by: signature(by) };
  return show(await withDesk(out, ({ payments }) => payments.applyNote(path, body, metadata)), out);
};

export const deallocateNote = async (
  customerId: string,
  creditNoteId: string,
  deallocationId: string,
  options: TakingBack,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(creditNoteDeallocationPath, { customerId, creditNoteId, deallocationId }, out);
  const [body, metadata] = [typedTaking(options, out), { by: signature(options.by) }];
  return show(await withDesk(out, ({ payments }) => payments.deallocateNote(path, body, metadata)), out);
};

export const cancelNote = async (
  customerId: string,
  creditNoteId: string,
  { by, valueDate, reason }: By & Readonly<{ valueDate?: string; reason: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(creditNotePath, { customerId, creditNoteId }, out);
  const body = parsedInput(cancelCreditNote, { valueDate, reason }, out);
  const metadata = { by: signature(by) };
  return show(await withDesk(out, ({ payments }) => payments.cancelNote(path, body, metadata)), out);
};

export const showNote = async (customerId: string, creditNoteId: string, out: Terminal): Promise<ExitCode> => {
  const path = parsedInput(creditNotePath, { customerId, creditNoteId }, out);
  return show(await withDesk(out, ({ papers }) => papers.creditNote(path)), out);
};

type Listing = Readonly<{ page: number; size: number; open: boolean }>;

export const listNotes = async (
  customerId: string,
  { page, size, open }: Listing,
  out: Terminal,
): Promise<ExitCode> => {
  const found = await withDesk(out, async ({ papers, followers }) => {
    await followers.settle();
    return papers.creditNotes(customerId, { page, size, open: open ? 'true' : undefined });
  });
  const { words } = out;
  const head = [
    words({ zh: '红字单', en: 'Credit note' }),
    words({ zh: '开具日', en: 'Issued' }),
    words({ zh: '金额', en: 'Amount' }),
    words({ zh: '未冲抵', en: 'Unapplied' }),
    words({ zh: '状态', en: 'State' }),
    words({ zh: '冲减', en: 'Corrects' }),
    words({ zh: '原因', en: 'Reason' }),
  ];
  const rows = found.rows.map((row) => [
    ...[row.creditNoteId, row.issueDate, grouped(row.amount), grouped(row.unapplied)],
    ...[words(states[row.state]), row.corrects ?? '', row.reason],
  ]);
  const title = words({ zh: '共 {total} 张', en: '{total} in all' }, { total: found.total });
  out.show(rows.length === 0 ? title : `${title}\n\n${table(head, rows)}`, found);
  return 0;
};
