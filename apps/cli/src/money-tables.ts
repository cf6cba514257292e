import type { PaymentRow } from '@app/contracts/payments';
import { grouped, table } from './table';
import type { Terminal } from './terminal';

/** Where a payment or a credit note went, and what of that was taken back. */
export const moneyTables = (
  { allocations, deallocations }: Pick<PaymentRow, 'allocations' | 'deallocations'>,
  { words }: Terminal,
): string[] => {
  const receivable = words({ zh: '应收账款', en: 'Receivable' });
  const amount = words({ zh: '金额', en: 'Amount' });
  const day = words({ zh: '起息日', en: 'Value date' });
  const went = table(
    [words({ zh: '核销至', en: 'Allocated to' }), amount, day, words({ zh: '仍未收', en: 'Still open' })],
    allocations.map((one) => [one.receivableId, grouped(one.amount), one.valueDate, grouped(one.open)]),
  );
  const back = table(
    [words({ zh: '撤销核销', en: 'Taken back' }), receivable, amount, day],
    deallocations.map((one) => [one.deallocationId, one.receivableId, grouped(one.amount), one.valueDate]),
  );
  return [...(allocations.length === 0 ? [] : [went]), ...(deallocations.length === 0 ? [] : [back])];
};
