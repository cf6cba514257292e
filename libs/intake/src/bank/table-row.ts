import type { BusinessDate } from '@app/kernel/business-date';
import type { Facts, ProblemCode } from '@app/kernel/problem';
import { minus, nil, type Yuan } from '@app/kernel/yuan';
import { amountInFile } from '../table/amount-in-file';
import type { DayReader } from '../table/day-in-file';
import type { Header } from '../table/header';
import { columnLetters, type Row } from '../table/rows';
import type { BankField, BankMapping } from './mapping';
import { squeezed, type Fault, type Place } from './statement';

const TEXT_MAX = 1_000;

export type Asked = Readonly<{
  rows: readonly Row[];
  mapping: BankMapping;
  file: string;
  is1904: boolean;
  bounceWords: readonly string[];
  /** Of a workbook: then a place is called `Sheet1!D7`. */
  sheet?: string;
}>;

/** One row of a bank's table by its fields, and what is wrong with them. */
export class RowReader {
  readonly place: Place;
  readonly faults: Fault[] = [];

  constructor(
    private readonly row: Row,
    private readonly header: Header<BankField>,
    private readonly asked: Asked,
    private readonly readDay: DayReader,
  ) {
    this.place = this.placeOf();
  }

  private placeOf(column?: number): Place {
    const { line } = this.row;
    const { sheet } = this.asked;
    const cell = `${column === undefined ? '' : columnLetters(column)}${line}`;
    const where = sheet === undefined ? `line ${line}` : `${sheet}!${cell}`;
    return { where, line, ...(column !== undefined && { column: this.header.title(column) }) };
  }

  private cell(field: BankField) {
    const column = this.header.columns.get(field)?.[0];
    return column === undefined ? undefined : { column, ...(this.row.cells[column] ?? { text: '' }) };
  }

  text(field: BankField): string {
    return this.cell(field)?.text.trim() ?? '';
  }

  /** What every column of the field says, each thing once. */
  texts(field: BankField): string {
    const said = (this.header.columns.get(field) ?? []).map((column) => this.row.cells[column]?.text.trim() ?? '');
    return squeezed([...new Set(said.filter((text) => text !== ''))].join(' '), TEXT_MAX);
  }

  fault(field: BankField, code: ProblemCode, facts: Facts = {}): void {
    const column = this.cell(field)?.column;
    this.faults.push({ ...this.placeOf(column), code, facts: { value: this.text(field), ...facts } });
  }

  day(field: BankField): BusinessDate | undefined {
    const cell = this.cell(field);
    if (cell === undefined) return undefined;
    if (cell.text.trim() === '') {
      if (field === 'bookedOn') this.fault(field, 'value-missing');
      return undefined;
    }
    const day = this.readDay(cell);
    if (day === undefined)
      this.fault(field, 'date-not-in-format', { format: this.asked.mapping.dateFormats.join(', ') });
    return day;
  }

  /** An amount that may be left out; a dash or nothing is none. */
  amount(field: BankField): Yuan | undefined {
    const text = this.text(field);
    if (/^[-–—]?$/.test(text)) return undefined;
    const found = amountInFile(text);
    if ('amount' in found) return found.amount;
    this.fault(field, found.fault);
    return undefined;
  }

  /** Above zero for a credit; undefined when a fault says why. */
  signed(): Yuan | undefined {
    const before = this.faults.length;
    const { sides } = this.asked.mapping;
    if (this.header.columns.has('credit')) {
      const [credit = nil, debit = nil] = [this.amount('credit'), this.amount('debit')];
      if (this.faults.length > before) return undefined;
      if (credit !== nil && debit !== nil) {
        this.fault('credit', 'bank-both-sides', { credit, debit });
        return undefined;
      }
      if (credit === nil && debit === nil) this.fault('credit', 'value-missing');
      // A debit is written with a minus here and there, also in its own column.
      return credit !== nil ? credit : minus(nil, debit.startsWith('-') ? minus(nil, debit) : debit);
    }
    const amount = this.amount('amount');
    if (amount === undefined) {
      if (this.faults.length === before) this.fault('amount', 'value-missing');
      return undefined;
    }
    const side = this.text('side').toLowerCase();
    if (!this.header.columns.has('side') || side === '') return amount;
    const isSide = (words: readonly string[] | undefined) =>
      words?.some((word) => side === word.toLowerCase()) ?? false;
    if (isSide(sides?.credit)) return amount;
    if (isSide(sides?.debit)) return amount.startsWith('-') ? amount : minus(nil, amount);
    this.fault('side', 'bank-side-missing');
    return undefined;
  }
}
