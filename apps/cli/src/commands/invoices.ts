import { invoicePath, recordInvoice, type InvoiceView } from '@app/contracts/invoices';
import { parsedInput } from '../parsed-input';
import { signature } from '../signature';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { amountOf } from '../typed-wish';
import { withDesk } from '../with-desk';

const kinds = {
  invoice: { zh: '发票', en: 'Invoice' },
  'debit-note': { zh: '借项通知单', en: 'Debit note' },
  'opening-balance': { zh: '期初余额', en: 'Opening balance' },
  interest: { zh: '逾期利息', en: 'Interest' },
  'bill-claim': { zh: '票据追索', en: 'Claim under a bill' },
} as const;

const show = (invoice: InvoiceView, out: Terminal): ExitCode => {
  const { words } = out;
  const { invoiceId, kind, invoiceDate, currency, amount, baseAmount, rate, tax, instalments } = invoice;
  const sum =
    rate === undefined ? grouped(amount) : `${currency} ${grouped(amount)} × ${rate} = ${grouped(baseAmount)}`;
  const taxed =
    tax &&
    words(
      { zh: '其中税 {tax}（{rate}%）', en: 'Tax contained: {tax} ({rate}%)' },
      { tax: grouped(tax.baseAmount), rate: tax.ratePercent },
    );
  const yuan = words({ zh: '（元）', en: ' (CNY)' });
  const [due, open] = [words({ zh: '金额', en: 'Amount' }), words({ zh: '未收', en: 'Open' })];
  const rows = table(
    [
      ...[words({ zh: '应收账款', en: 'Receivable' }), words({ zh: '到期日', en: 'Due' }), due, open],
      ...(rate === undefined ? [] : [due + yuan, open + yuan]),
    ],
    instalments.map((one) => [
      ...[one.receivableId, one.dueDate, grouped(one.amount), grouped(one.open)],
      ...(rate === undefined ? [] : [grouped(one.baseAmount), grouped(one.baseOpen)]),
    ]),
  );
  const head = `${words(kinds[kind])} ${invoiceId} ${invoiceDate} · ${sum}`;
  out.show([[head, taxed].filter((line) => line !== undefined).join('\n'), rows].join('\n\n'), invoice);
  return 0;
};

type Recording = Readonly<{
  amount: string;
  currency?: string;
  date: string;
  due?: string;
  terms?: string;
  instalments?: string[];
  taxRate?: string;
  taxAmount?: string;
  kind?: string;
  corrects?: string;
  salesperson?: string;
  shipment?: string;
  by: string;
}>;

/** `2026-04-10=1000.00` */
const instalmentOf = (text: string) => {
  const at = text.indexOf('=');
  return { dueDate: text.slice(0, Math.max(0, at)), amount: amountOf(text.slice(at + 1)) };
};

export const recordInvoiceOf = async (
  customerId: string,
  receivableId: string,
  options: Recording,
  out: Terminal,
): Promise<ExitCode> => {
  const { amount, date: invoiceDate, due: dueDate, instalments, taxRate, taxAmount, shipment, by, ...rest } = options;
  const tax = taxRate && { ratePercent: taxRate, ...(taxAmount !== undefined && { amount: amountOf(taxAmount) }) };
  const { currency, terms, kind, corrects, salesperson } = rest;
  const about = { currency, terms, kind, corrects, salesperson, dueDate, shipmentId: shipment };
  const given = { amount: amountOf(amount), invoiceDate, ...about, instalments: instalments?.map(instalmentOf), tax };
  const path = parsedInput(invoicePath, { customerId, receivableId }, out);
  const body = parsedInput(recordInvoice, given, out);
  const metadata = { by: signature(by) };
  const view = await withDesk(out, async ({ invoices }) => {
    await invoices.record(path, body, metadata);
    return invoices.look(path);
  });
  return show(view, out);
};

export const showInvoice = async (customerId: string, receivableId: string, out: Terminal): Promise<ExitCode> => {
  const path = parsedInput(invoicePath, { customerId, receivableId }, out);
  return show(await withDesk(out, ({ invoices }) => invoices.look(path)), out);
};
