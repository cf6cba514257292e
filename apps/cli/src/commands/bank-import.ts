import { readFile, stat } from 'node:fs/promises';
import type { BankImportReply } from '@app/contracts/bank-line';
import { namedMapping } from '@app/cqrs/bank/bank-mappings';
import { bankMapping } from '@app/intake/bank/mapping';
import { STATEMENT_BYTES_MAX } from '@app/intake/bank/statement';
import { Problem } from '@app/kernel/problem';
import { unreadable } from '../file-fault';
import { readJson } from '../json-file';
import { signature } from '../signature';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

export type StatementOptions = Readonly<{
  trial: boolean;
  takeGood: boolean;
  mapping: string;
  account?: string;
  by: string;
}>;
const FAULTS_SHOWN_MAX = 50;
const LINES_SHOWN_MAX = 20;

const bytesOf = async (file: string): Promise<Buffer> => {
  try {
    const { size } = await stat(file);
    if (size > STATEMENT_BYTES_MAX) throw new Problem('too-large', { file });
    return await readFile(file);
  } catch (error) {
    throw unreadable(file, error);
  }
};

const statementsTable = ({ statements }: BankImportReply, { words }: Terminal): string => {
  const held = {
    holds: { zh: '相符', en: 'holds' },
    differs: { zh: '不符', en: 'differs' },
    untold: { zh: '文件未写', en: 'not told' },
  };
  return table(
    [
      words({ zh: '账户', en: 'Account' }),
      '',
      words({ zh: '期初', en: 'Opening' }),
      words({ zh: '发生额', en: 'Entries' }),
      words({ zh: '期末', en: 'Closing' }),
      words({ zh: '余额核对', en: 'Balance' }),
    ],
    statements.map(({ account, accountMasked, opening, entries, closing, balance }) => [
      ...[
        account,
        accountMasked,
        grouped(opening ?? ''),
        grouped(entries),
        grouped(closing ?? ''),
        words(held[balance]),
      ],
    ]),
  );
};

const countsTable = ({ counts, amount, newAmount, mode }: BankImportReply, { words }: Terminal): string =>
  table(
    [words({ zh: '流水', en: 'Bank lines' }), words({ zh: '数量', en: 'Count' }), words({ zh: '金额', en: 'Amount' })],
    [
      [words({ zh: '无误', en: 'Good' }), String(counts.good), grouped(amount)],
      [
        words(mode === 'trial' ? { zh: '将新增', en: 'Would be new' } : { zh: '新增', en: 'New' }),
        String(counts.new),
        grouped(newAmount),
      ],
      [words({ zh: '已存在', en: 'Known already' }), String(counts.known), ''],
      [words({ zh: '银行收回', en: 'Taken back by the bank' }), String(counts.bounces), ''],
      [words({ zh: '不导入', en: 'Left out' }), String(counts.ignored), ''],
      [words({ zh: '有误', en: 'Faulty' }), String(counts.bad), ''],
    ],
  );

const placesTable = (
  title: string,
  rows: readonly Readonly<{ where: string; column?: string | undefined; text: string }>[],
  { words }: Terminal,
) =>
  table(
    [words({ zh: '位置', en: 'Where' }), words({ zh: '列', en: 'Column' }), title],
    rows.slice(0, FAULTS_SHOWN_MAX).map(({ where, column = '', text }) => [where, column, text]),
  );

const previewTable = ({ lines }: BankImportReply, { words }: Terminal): string =>
  table(
    [
      words({ zh: '位置', en: 'Where' }),
      words({ zh: '入账日', en: 'Booked' }),
      words({ zh: '金额', en: 'Amount' }),
      words({ zh: '付款人', en: 'Payer' }),
      words({ zh: '建议客户', en: 'Suggested' }),
      words({ zh: '把握', en: 'Confidence' }),
    ],
    lines
      .slice(0, LINES_SHOWN_MAX)
      .map(({ where, bookedOn, amount, payerName = '', suggestion }) => [
        ...[where, bookedOn, grouped(amount), payerName],
        suggestion === undefined ? '–' : `${suggestion.customerId} ${suggestion.customerName}`,
        suggestion === undefined ? '' : String(suggestion.confidence),
      ]),
  );

const showImport = (reply: BankImportReply, out: Terminal): ExitCode => {
  const { words } = out;
  const { faults, ignored, lines, outcome } = reply;
  const refused = words({
    zh: '文件有误，什么都没有导入；加 --take-good 只导入无误的流水。',
    en: 'Something in the file is wrong and nothing was imported; --take-good takes the good lines alone.',
  });
  const parts = [
    ...(outcome === 'refused' ? [refused] : []),
    statementsTable(reply, out),
    countsTable(reply, out),
    ...(faults.length > 0 ? [placesTable(words({ zh: '错误', en: 'Fault' }), faults, out)] : []),
    ...(ignored.length > 0 ? [placesTable(words({ zh: '为何不导入', en: 'Why it is left out' }), ignored, out)] : []),
    ...(lines.length > 0 ? [previewTable(reply, out)] : []),
  ];
  out.show(parts.join('\n\n'), reply);
  return faults.length === 0 ? 0 : 1;
};

export const importStatement = async (file: string, options: StatementOptions, out: Terminal): Promise<ExitCode> => {
  const metadata = { by: signature(options.by) };
  const mapping = options.mapping.endsWith('.json')
    ? readJson(options.mapping, bankMapping, 'mapping-invalid', out.language)
    : namedMapping(options.mapping);
  const bytes = await bytesOf(file);
  const mode = options.trial ? 'trial' : options.takeGood ? 'good' : 'all';
  const { account } = options;
  const wish = { bytes, file, mode, mapping, account, language: out.language, metadata } as const;
  const reply = await withDesk(out, async (desk) => {
    await desk.followers.settle();
    const read = await desk.bankStatements.read(wish);
    await desk.followers.settle();
    return read;
  });
  return showImport(reply, out);
};
