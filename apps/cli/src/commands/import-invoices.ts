import { sentence } from '@app/contracts/sentences';
import { importInvoices, type ImportProgress, type ImportSummary } from '../invoice-file/import-invoices';
import { invoiceMapping } from '../invoice-file/mapping';
import { requireReadable } from '../invoice-file/read-invoices';
import { readJson } from '../json-file';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

export type ImportOptions = Readonly<{ mapping: string; dateFormat: string }>;

const REJECTIONS_SHOWN_MAX = 50;

const summaryTable = (summary: ImportSummary, { words }: Terminal): string =>
  table(
    [words({ zh: '导入结果', en: 'Import' }), words({ zh: '数量', en: 'Count' }), words({ zh: '金额', en: 'Amount' })],
    [
      [words({ zh: '文件行数', en: 'Rows in the file' }), String(summary.rows), ''],
      [words({ zh: '新发票', en: 'Invoices recorded' }), String(summary.invoices), grouped(summary.invoicesAmount)],
      [words({ zh: '新回款', en: 'Payments recorded' }), String(summary.payments), grouped(summary.paymentsAmount)],
      [words({ zh: '已存在', en: 'Known already' }), String(summary.known), ''],
      [words({ zh: '被拒绝', en: 'Rejected' }), String(summary.rejected), ''],
    ],
  );

const rejectionTable = ({ rejections }: ImportSummary, { words, language }: Terminal): string =>
  table(
    [words({ zh: '行', en: 'Line' }), words({ zh: '列', en: 'Column' }), words({ zh: '原因', en: 'Reason' })],
    rejections
      .slice(0, REJECTIONS_SHOWN_MAX)
      .map(({ line, column, code, facts }) => [String(line), column, sentence(code, facts, language)]),
  );

const told = (progress: ImportProgress, { words }: Terminal): string =>
  'rows' in progress
    ? words({ zh: '… 已读 {rows} 行', en: '… {rows} rows read' }, progress)
    : words(
        { zh: '… 查询表已跟进 {followed} 个事件', en: '… the read models have taken in {followed} events' },
        progress,
      );

export const importInvoiceFile = async (file: string, options: ImportOptions, out: Terminal): Promise<ExitCode> => {
  const mapping = readJson(options.mapping, invoiceMapping, 'mapping-invalid', out.language);
  const source = { file, mapping, dateFormat: options.dateFormat };
  // Read through before anything is written: what is no CSV at its last line would leave half of it recorded.
  await requireReadable(source);
  const summary = await withDesk(out, (desk) =>
    importInvoices(desk, source, (progress) => out.remark(told(progress, out))),
  );
  const rejections = summary.rejections.map(({ code, facts, ...where }) => ({
    ...where,
    code,
    reason: sentence(code, facts, out.language),
  }));
  const listed = summary.rejected > 0 ? `\n\n${rejectionTable(summary, out)}` : '';
  out.show(`${summaryTable(summary, out)}${listed}`, { ...summary, rejections });
  return summary.rejected === 0 ? 0 : 1;
};
