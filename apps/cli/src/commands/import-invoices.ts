import { businessClock } from '@app/cqrs/business-clock';
import { sentence } from '@app/contracts/sentences';
import type { Desk } from '@app/cqrs/start-desk';
import { Problem } from '@app/kernel/problem';
import { readEnvironment } from '@worker/environment';
import { importInvoices, type ImportProgress, type ImportSummary } from '../invoice-file/import-invoices';
import type { Rejection } from '../invoice-file/invoice-row';
import { invoiceMapping } from '../invoice-file/mapping';
import type { InvoiceFile } from '../invoice-file/read-invoices';
import { surveyInvoices, type InvoiceSurvey } from '../invoice-file/survey-invoices';
import { readJson } from '../json-file';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

export type ImportOptions = Readonly<{ mapping: string; dateFormat: string; trial?: boolean; takeGood?: boolean }>;

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

const surveyTable = (survey: InvoiceSurvey, { words }: Terminal): string =>
  table(
    [words({ zh: '试读结果', en: 'Trial' }), words({ zh: '数量', en: 'Count' }), words({ zh: '金额', en: 'Amount' })],
    [
      [words({ zh: '文件行数', en: 'Rows in the file' }), String(survey.rows), ''],
      [words({ zh: '可以导入', en: 'Could be taken' }), String(survey.good), grouped(survey.amount)],
      [words({ zh: '其中已结清', en: 'Settled ones of them' }), String(survey.settled), ''],
      [words({ zh: '有误', en: 'Faulty' }), String(survey.rejected), ''],
    ],
  );

const rejectionTable = (rejections: readonly Rejection[], { words, language }: Terminal): string =>
  table(
    [words({ zh: '行', en: 'Line' }), words({ zh: '列', en: 'Column' }), words({ zh: '原因', en: 'Reason' })],
    rejections
      .slice(0, REJECTIONS_SHOWN_MAX)
      .map(({ line, column, code, facts }) => [String(line), column, sentence(code, facts, language)]),
  );

const withReasons = (rejections: readonly Rejection[], { language }: Terminal) =>
  rejections.map(({ code, facts, ...where }) => ({ ...where, code, reason: sentence(code, facts, language) }));

const told = (progress: ImportProgress, { words }: Terminal): string =>
  'rows' in progress
    ? words({ zh: '… 已读 {rows} 行', en: '… {rows} rows read' }, progress)
    : words(
        { zh: '… 查询表已跟进 {followed} 个事件', en: '… the read models have taken in {followed} events' },
        progress,
      );

const CHECKED_AT_ONCE = 100;

/** Customers that nobody has registered, where the mapping says that such rows are not taken. */
const unknownCustomers = async ({ store }: Desk, { customers }: InvoiceSurvey): Promise<string[]> => {
  const all = [...customers];
  const unknown: string[] = [];
  for (let from = 0; from < all.length; from += CHECKED_AT_ONCE)
    await Promise.all(
      all.slice(from, from + CHECKED_AT_ONCE).map(async (customer) => {
        if ((await store.read(`customer-${customer}`, { limit: 1 })).length === 0) unknown.push(customer);
      }),
    );
  return unknown.sort();
};

/** Says what is in the file, and leaves the books as they are. */
const showSurvey = (survey: InvoiceSurvey, note: Problem | undefined, out: Terminal): ExitCode => {
  const { customers: _, rejections, ...counts } = survey;
  const remark = note === undefined ? [] : [sentence(note.code, note.facts, out.language)];
  const listed = rejections.length > 0 ? [rejectionTable(rejections, out)] : [];
  out.show([...remark, surveyTable(survey, out), ...listed].join('\n\n'), {
    ...counts,
    imported: false,
    ...(note !== undefined && { note: { code: note.code, text: remark[0] } }),
    rejections: withReasons(rejections, out),
  });
  return survey.rejected === 0 ? 0 : 1;
};

/** Why nothing of the file is taken unasked. */
const objectionTo = (survey: InvoiceSurvey, { file, dateFormat: format }: InvoiceFile): Problem | undefined => {
  const { rows, good, rejected, suspected } = survey;
  if (suspected.length > 0)
    return new Problem('date-format-suspected', { rejected, rows, format, suspected: suspected.join(', ') });
  return rejected > 0 ? new Problem('file-not-whole', { file, rejected, good }) : undefined;
};

const takeIn = async (desk: Desk, source: InvoiceFile, survey: InvoiceSurvey, out: Terminal): Promise<ExitCode> => {
  if (source.mapping.unknownCustomer === 'reject') {
    const [customer] = await unknownCustomers(desk, survey);
    if (customer !== undefined) throw new Problem('unknown-customer', { customer });
  }
  return showImport(await importInvoices(desk, source, (progress) => out.remark(told(progress, out))), out);
};

const showImport = (summary: ImportSummary, out: Terminal): ExitCode => {
  const listed = summary.rejected > 0 ? `\n\n${rejectionTable(summary.rejections, out)}` : '';
  const rejections = withReasons(summary.rejections, out);
  out.show(`${summaryTable(summary, out)}${listed}`, { ...summary, rejections });
  return summary.rejected === 0 ? 0 : 1;
};

/**
 * A file is read through before anything is written: where something in it is wrong nothing is taken, until the good rows
 * are asked for alone.
 */
export const importInvoiceFile = async (file: string, options: ImportOptions, out: Terminal): Promise<ExitCode> => {
  const mapping = readJson(options.mapping, invoiceMapping, 'mapping-invalid', out.language);
  const source = { file, mapping, dateFormat: options.dateFormat };
  const { XAY_TIME_ZONE } = readEnvironment(process.env);
  const survey = await surveyInvoices(source, businessClock(() => new Date(), XAY_TIME_ZONE).today());
  const objection = objectionTo(survey, source);
  if (options.trial === true) return showSurvey(survey, objection, out);
  if (options.takeGood !== true && objection !== undefined) return showSurvey(survey, objection, out);
  return withDesk(out, (desk) =>
    options.takeGood === true
      ? importInvoices(desk, source, (progress) => out.remark(told(progress, out))).then((summary) =>
          showImport(summary, out),
        )
      : takeIn(desk, source, survey, out),
  );
};
