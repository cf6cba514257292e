// 2,466 real invoices, read by hand: its own reading, its own calendar, fen as integers.

export const DAY = 86_400_000;
export type Invoice = Readonly<{
  number: string;
  customer: string;
  invoiced: number;
  due: number;
  settled: number;
  fen: number;
}>;

const dayNumber = (monthFirst: string): number => {
  const [month, day, year] = monthFirst.split('/').map(Number);
  return Date.UTC(year!, month! - 1, day) / DAY;
};
export const invoicesOf = (text: string): Invoice[] => {
  const [head, ...lines] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const column = (name: string) => head!.split(',').indexOf(name);
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string) => cells[column(name)]!;
    const [yuan, decimals = ''] = cell('InvoiceAmount').split('.');
    return {
      number: cell('invoiceNumber'),
      customer: cell('customerID'),
      invoiced: dayNumber(cell('InvoiceDate')),
      due: dayNumber(cell('DueDate')),
      settled: dayNumber(cell('SettledDate')),
      fen: Number(yuan) * 100 + Number(decimals.padEnd(2, '0')),
    };
  });
};
export const inYuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

export const bucketOf = (daysOverdue: number): string => {
  const ends = [0, 7, 14, 30, 60, 90, 180];
  const names = ['not-due', '1-7', '8-14', '15-30', '31-60', '61-90', '91-180', 'over-180'];
  return names[ends.filter((end) => daysOverdue > end).length]!;
};
