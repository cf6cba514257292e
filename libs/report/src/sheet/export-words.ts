import type { Bilingual, Language } from '@app/kernel/language';
import type { ColumnKind, SheetColumn } from './sheet';

const both = (zh: string, en: string): Bilingual => ({ zh, en });

/** The heads of exported columns. */
export const headWords = {
  customerId: both('客户编号', 'Customer'),
  customer: both('客户名称', 'Name'),
  receivable: both('应收单据', 'Receivable'),
  document: both('所属发票', 'Invoice'),
  kind: both('类别', 'Kind'),
  salesperson: both('业务员', 'Salesperson'),
  currency: both('币种', 'Currency'),
  invoiced: both('开票日期', 'Invoice date'),
  due: both('到期日', 'Due date'),
  open: both('未收金额', 'Open'),
  disputed: both('其中有异议', 'Disputed'),
  bucket: both('账龄区间', 'Bucket'),
  receivables: both('应收账款', 'Receivables'),
  cash: both('未核销款', 'Unallocated cash'),
  notes: both('未用红字单', 'Unapplied credit notes'),
  date: both('业务日期', 'Business date'),
  recordedOn: both('入账日期', 'Recorded on'),
  recordedAt: both('入账时刻', 'Recorded at'),
  payment: both('回款或红字单', 'Payment or credit note'),
  receivableDelta: both('应收变动', 'Receivable'),
  cashDelta: both('未核销款变动', 'Cash'),
  noteDelta: both('红字单变动', 'Credit notes'),
  ledgerDelta: both('总账变动', 'Ledger'),
  position: both('日志位置', 'Position'),
  week: both('周', 'Week'),
  from: both('自', 'From'),
  to: both('至', 'To'),
  expected: both('预计回款', 'Expected'),
  p10: both('P10（偏低）', 'P10'),
  p50: both('P50（居中）', 'P50'),
  p90: both('P90（偏高）', 'P90'),
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What exported files are called. */
export const exportNames = {
  aging: both('账龄', 'Aging'),
  receivables: both('应收账款', 'Receivables'),
  forecast: both('回款预测', 'Cash forecast'),
  ledger: both('分录', 'Ledger'),
} as const;

const WIDTHS: Readonly<Record<ColumnKind, number>> = { text: 18, money: 16, date: 12, count: 10, figure: 12 };

export const column = (
  head: Bilingual | string,
  kind: ColumnKind,
  language: Language,
  width = WIDTHS[kind],
): SheetColumn => ({
  header: typeof head === 'string' ? head : head[language],
  ...{ kind, width },
});
