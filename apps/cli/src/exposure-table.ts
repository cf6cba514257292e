import type { ExposureView } from '@app/contracts/customer';
import type { Bilingual } from '@app/kernel/language';
import { grouped, table } from './table';
import type { Terminal } from './terminal';

type Figure = Exclude<keyof ExposureView, 'limitKind'>;

/** In the order of the formula; those in `seldom` only when there is such a thing. */
const ROWS: readonly Readonly<{ figure: Figure; name: Bilingual; seldom?: true }>[] = [
  { figure: 'limit', name: { zh: '信用额度', en: 'Limit in force' } },
  { figure: 'temporary', name: { zh: '临时授信', en: 'Temporary limit' }, seldom: true },
  { figure: 'greenChannel', name: { zh: '绿色通道', en: 'Green channel' } },
  { figure: 'reserved', name: { zh: '额度预占', en: 'Reserved' } },
  { figure: 'planned', name: { zh: '远期计划（不计）', en: 'Planned (not counted)' }, seldom: true },
  { figure: 'dispatched', name: { zh: '已出库未开票', en: 'Dispatched, not invoiced' }, seldom: true },
  { figure: 'receivables', name: { zh: '应收账款', en: 'Open receivables' } },
  { figure: 'disputed', name: { zh: '其中有异议', en: 'of which disputed' }, seldom: true },
  { figure: 'bills', name: { zh: '未兑付汇票', en: 'Bills not honoured' }, seldom: true },
  { figure: 'unallocatedCash', name: { zh: '未核销款', en: 'Unallocated cash' } },
  { figure: 'creditNotes', name: { zh: '未冲抵红字单', en: 'Unapplied credit notes' }, seldom: true },
  { figure: 'deposits', name: { zh: '保证金', en: 'Deposits' }, seldom: true },
  { figure: 'exposure', name: { zh: '信用占用', en: 'Exposure' } },
  { figure: 'available', name: { zh: '可用额度', en: 'Available' } },
];

const NO_LIMIT: Bilingual = { zh: '不限', en: 'no limit' };

/** What an account stands at, for people. */
export const exposureTable = (exposure: ExposureView, { words }: Terminal): string => {
  const isUnlimited = exposure.limitKind === 'unlimited';
  const rows = ROWS.filter(({ figure, seldom }) => seldom !== true || exposure[figure] !== '0.00').map(
    ({ figure, name }) => {
      const isWord = isUnlimited && (figure === 'limit' || figure === 'available');
      return [words(name), isWord ? words(NO_LIMIT) : grouped(exposure[figure])];
    },
  );
  return table([words({ zh: '信用占用', en: 'Exposure' }), ''], rows);
};
