import { type TextsLike } from '../texts-like';
import type * as zh from '../zh/aging';

export const aging: TextsLike<typeof zh.aging> = {
  title: 'Aging report',
  lead: 'Days overdue by due date; unallocated cash stands in its own column, never hidden in a bucket.',
  asOf: 'As of',
  by: 'Grouped',
  byCustomer: 'by customer',
  byUnit: 'by unit',
  total: 'Total',
  rows: '{{shown}} rows here, {{total}} in all',
  none: 'Nothing was owed on that day',
  noneHint: 'Choose another day.',
  invoices: '{{n}} open invoices',
  proof: 'Proof',
  proofText: 'buckets {{buckets}} − unallocated cash {{unallocated}} = ledger {{ledger}}',
  proofHolds: 'agrees',
  proofBroken: 'does not agree: tell your administrator',
  policy: 'aging policy {{policy}}',
  chart: 'Amount per bucket',
  today: 'Today',
  monthEnd: 'Last month end',
};
