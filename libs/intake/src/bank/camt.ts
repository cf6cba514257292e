import { businessDate, type BusinessDate } from '@app/kernel/business-date';
import { BASE_CURRENCY } from '@app/kernel/currency';
import { Problem, type Facts, type ProblemCode } from '@app/kernel/problem';
import { minus, nil, plus, type Yuan } from '@app/kernel/yuan';
import { amountInFile } from '../table/amount-in-file';
import { entriesOf, type Booked } from './camt-entry';
import { ENTRIES_MAX, type Entry, type Fault, type Ignored, type Place, type Statement } from './statement';
import { parsedXml, type Element } from './xml';

const dayIn = (element: Element | undefined, path: string): BusinessDate | undefined => {
  const text = element?.text(`${path}/Dt`) ?? element?.text(`${path}/DtTm`) ?? element?.text(path);
  return businessDate.safeParse(text?.slice(0, 10)).data;
};

/** An amount and which side it is on: credits are above zero. */
const signed = (element: Element): Yuan | undefined => {
  const found = amountInFile(element.text('Amt') ?? '');
  if (!('amount' in found)) return undefined;
  return element.text('CdtDbtInd') === 'DBIT' ? minus(nil, found.amount) : found.amount;
};

const typeOf = (balance: Element): string | undefined => balance.text('Tp/CdOrPrtry/Cd');
const balanceOf = (statement: Element, codes: readonly string[], pick: 'first' | 'last'): Yuan | undefined => {
  for (const code of codes) {
    const found = statement.all('Bal').filter((each) => typeOf(each) === code);
    const one = pick === 'first' ? found[0] : found.at(-1);
    if (one !== undefined) return signed(one);
  }
  return undefined;
};

// Booked is the rule. Versions up to 07 say it as text, later ones as a code.
const NOT_BOOKED: Readonly<Record<string, ProblemCode>> = {
  PDNG: 'bank-pending',
  FUTR: 'bank-pending',
  INFO: 'bank-information',
};

type Read = { entries: Entry[]; ignored: Ignored[]; faults: Fault[]; sum: Yuan };

/** What is wrong with the form of an entry: its column, and what it says there. */
type Wrong = Readonly<{ column: string; code: ProblemCode; facts: Facts }>;

/** A booked entry with its figures, or why there are none. */
const bookedOf = (entry: Element, place: Place, into: Read): Booked | Wrong | undefined => {
  const side = entry.text('CdtDbtInd');
  const value = entry.text('Amt') ?? '';
  const found = amountInFile(value);
  if (side !== 'CRDT' && side !== 'DBIT')
    return { column: 'CdtDbtInd', code: 'bank-side-missing', facts: { value: side ?? '' } };
  if ('fault' in found) return { column: 'Amt', code: found.fault, facts: { value } };
  const { amount } = found;
  if (amount.startsWith('-')) return { column: 'Amt', code: 'amount-negative', facts: { value } };
  into.sum = side === 'CRDT' ? plus(into.sum, amount) : minus(into.sum, amount);
  if (amount === nil) return undefined;
  const bookedOn = dayIn(entry, 'BookgDt');
  if (bookedOn === undefined) {
    const given = entry.text('BookgDt/Dt') ?? entry.text('BookgDt/DtTm') ?? '';
    const code = given === '' ? 'value-missing' : 'date-not-in-format';
    return { column: 'BookgDt', code, facts: { value: given, format: 'YYYY-MM-DD' } };
  }
  const currency = entry.at('Amt')?.attribute('Ccy') ?? BASE_CURRENCY;
  if (currency !== BASE_CURRENCY) return { column: 'Amt', code: 'bank-currency', facts: { currency, value } };
  return { place, side, amount, currency, bookedOn, valueDate: dayIn(entry, 'ValDt') ?? bookedOn };
};

const readEntry = (entry: Element, nth: number, into: Read, bounceWords: readonly string[]): void => {
  const { line } = entry;
  const place = { where: `Ntry ${nth}`, ...(line !== undefined && { line }) };
  const status = entry.text('Sts/Cd') ?? entry.text('Sts') ?? 'BOOK';
  const notBooked = NOT_BOOKED[status];
  if (notBooked !== undefined) {
    const amount = entry.text('Amt');
    into.ignored.push({ ...place, code: notBooked, facts: { status }, ...(amount !== undefined && { amount }) });
    return;
  }
  const booked = bookedOf(entry, place, into);
  if (booked === undefined) return;
  if ('code' in booked) {
    into.faults.push({ ...place, ...booked });
    return;
  }
  const { entries, ignored } = entriesOf(entry, booked, bounceWords);
  into.entries.push(...entries);
  into.ignored.push(...ignored);
};

const readStatement = (statement: Element, file: string, bounceWords: readonly string[]): Statement => {
  const read: Read = { entries: [], ignored: [], faults: [], sum: nil };
  const entries = statement.all('Ntry');
  if (entries.length > ENTRIES_MAX) throw new Problem('table-too-long', { file, max: ENTRIES_MAX });
  entries.forEach((entry, index) => readEntry(entry, index + 1, read, bounceWords));
  const opening = balanceOf(statement, ['OPBD', 'PRCD', 'ITBD'], 'first');
  const closing = balanceOf(statement, ['CLBD', 'ITBD'], 'last');
  const account = statement.text('Acct/Id/IBAN') ?? statement.text('Acct/Id/Othr/Id');
  const currency = statement.text('Acct/Ccy');
  const [from, to] = [
    dayIn(statement, 'FrToDt/FrDt') ?? dayIn(statement, 'FrToDt/FrDtTm'),
    dayIn(statement, 'FrToDt/ToDt') ?? dayIn(statement, 'FrToDt/ToDtTm'),
  ];
  return {
    ...(account !== undefined && { account }),
    ...(currency !== undefined && { currency }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(opening !== undefined && { opening }),
    ...(closing !== undefined && { closing }),
    ...{ sum: read.sum, entries: read.entries, ignored: read.ignored, faults: read.faults },
  };
};

/**
 * Reads a camt.053 of any version: the statements of a `BkToCstmrStmt`. Throws `bank-file-kind` for other messages, which hold
 * what is not booked yet (camt.052) or only a part of the day (camt.054).
 */
export const camtStatements = (text: string, file: string, bounceWords: readonly string[]): Statement[] => {
  const document = parsedXml(text, file).at('Document');
  const message = document?.at('BkToCstmrStmt');
  if (message === undefined) {
    const what = document?.names().find((name) => !name.startsWith('@')) ?? 'XML';
    throw new Problem('bank-file-kind', { file, what });
  }
  const statements = message.all('Stmt');
  if (statements.length === 0) throw new Problem('file-empty', { file });
  return statements.map((statement) => readStatement(statement, file, bounceWords));
};
