import { formatsThatFit } from '@app/intake/table/day-in-file';
import type { BusinessDate } from '@app/kernel/business-date';
import { nil, plus, type Yuan } from '@app/kernel/yuan';
import type { InvoiceRow, Rejection } from './invoice-row';
import { readInvoices, type InvoiceFile } from './read-invoices';

/** What is in a file, before anything of it is recorded. */
export type InvoiceSurvey = Readonly<{
  rows: number;
  good: number;
  /** Of the good rows. */
  amount: Yuan;
  settled: number;
  rejected: number;
  rejections: readonly Rejection[];
  customers: ReadonlySet<string>;
  /** Formats that every date of the file fits, where many do not fit the declared one. */
  suspected: readonly string[];
}>;

const REJECTIONS_LISTED_MAX = 1_000;
/** So many invoices are held against each other; a file of more is still held against the books. */
const COMPARED_MAX = 200_000;
/** So many dates are enough to tell formats apart. */
const DATES_MAX = 5_000;
/** From this share of rows on, the format is more likely wrong than the rows are. */
const SUSPECTED_SHARE = 0.2;

const written = (day: BusinessDate, format: string): string =>
  format.replace(/YYYY|MM?|DD?/g, (part) => {
    const [year, month, date] = day.split('-') as [string, string, string];
    if (part === 'YYYY') return year;
    const two = part.startsWith('M') ? month : date;
    return part.length === 2 ? two : String(Number(two));
  });

class Surveyor {
  private rows = 0;
  private good = 0;
  private settled = 0;
  private amount = nil;
  private rejected = 0;
  private misdated = 0;
  private readonly rejections: Rejection[] = [];
  private readonly dates: string[] = [];
  private readonly known = new Map<string, string>();
  private readonly customers = new Set<string>();

  constructor(
    private readonly source: InvoiceFile,
    private readonly today: BusinessDate,
  ) {}

  note(read: InvoiceRow | Rejection[]): void {
    this.rows += 1;
    if (Array.isArray(read)) {
      const misdated = read.filter(({ code }) => code === 'date-not-in-format');
      if (misdated.length > 0) this.misdated += 1;
      this.dates.push(...misdated.map(({ facts }) => String(facts['value'])).slice(0, DATES_MAX - this.dates.length));
      this.reject(read);
      return;
    }
    this.noteDates(read);
    const fault = this.faultOf(read);
    if (fault !== undefined) {
      this.reject([fault]);
      return;
    }
    this.good += 1;
    this.settled += Number(read.settledDate !== undefined);
    this.amount = plus(this.amount, read.amount);
    if (this.customers.size < COMPARED_MAX) this.customers.add(read.customer);
  }

  private reject(faults: readonly Rejection[]): void {
    this.rejected += 1;
    this.rejections.push(...faults.slice(0, REJECTIONS_LISTED_MAX - this.rejections.length));
  }

  private noteDates({ invoiceDate, dueDate }: InvoiceRow): void {
    if (this.dates.length >= DATES_MAX) return;
    this.dates.push(...[invoiceDate, dueDate].map((day) => written(day, this.source.dateFormat)));
  }

  /** Money that is yet to come, and an invoice that the file tells in two ways. */
  private faultOf({
    line,
    customer,
    invoice,
    amount,
    invoiceDate,
    dueDate,
    settledDate,
  }: InvoiceRow): Rejection | undefined {
    const { columns } = this.source.mapping;
    if (settledDate !== undefined && settledDate > this.today)
      return {
        line,
        column: columns.settledDate ?? '',
        code: 'date-order',
        facts: { first: settledDate, second: this.today },
      };
    const key = `${customer} ${invoice}`;
    const now = `${amount} ${invoiceDate} ${dueDate}`;
    const before = this.known.get(key);
    if (before === undefined && this.known.size < COMPARED_MAX) this.known.set(key, now);
    if (before === undefined || before === now) return undefined;
    return { line, column: columns.invoice, code: 'same-id-other-content', facts: { id: invoice, before, now } };
  }

  found(): InvoiceSurvey {
    const { rows, good, amount, settled, rejected, rejections, customers } = this;
    const suspected = this.misdated > rows * SUSPECTED_SHARE ? formatsThatFit(this.dates) : [];
    return { rows, good, amount, settled, rejected, rejections, customers, suspected };
  }
}

/** Reads a file to its end; throws what would stop its import half way. */
export const surveyInvoices = async (source: InvoiceFile, today: BusinessDate): Promise<InvoiceSurvey> => {
  const surveyor = new Surveyor(source, today);
  for await (const read of readInvoices(source)) surveyor.note(read);
  return surveyor.found();
};
