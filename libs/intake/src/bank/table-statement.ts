import { BASE_CURRENCY } from '@app/kernel/currency';
import { minus, nil, plus, type Yuan } from '@app/kernel/yuan';
import { dayReader } from '../table/day-in-file';
import { findHeader, type Wanted } from '../table/header';
import { isBlank, type Row } from '../table/rows';
import type { BankField, BankMapping } from './mapping';
import { checkBalances } from './running-balance';
import { RowReader, type Asked } from './table-row';
import { realReference, squeezed, type Entry, type Fault, type Ignored, type Place, type Statement } from './statement';

const REQUIRED: ReadonlySet<BankField> = new Set(['bookedOn', 'amount', 'credit']);
const NAME_MAX = 200;

export const wantedOf = ({ columns }: BankMapping): Wanted<BankField>[] =>
  (Object.entries(columns) as [BankField, string[]][]).map(([field, names]) => ({
    ...{ field, names, required: REQUIRED.has(field) },
    ...(field === 'remittance' && { several: true }),
  }));

const ACCOUNT_TITLE = /(?:账号|帐号|账户|account(?:\s*(?:no|number))?)\.?\s*[:：]?\s*/i;
const ACCOUNT_NUMBER = /(?<![\d.])[A-Z]{0,4}\d[\d\s*-]{6,32}\d(?![\d.])/;

/** The account as it stands above the header: behind its title, in the same cell or in the next that is not empty. */
const accountAbove = (rows: readonly Row[]): string | undefined => {
  for (const { cells } of rows) {
    const at = cells.findIndex(({ text }) => ACCOUNT_TITLE.test(text.normalize('NFKC')));
    if (at < 0) continue;
    const here = cells[at]?.text.normalize('NFKC').replace(ACCOUNT_TITLE, '') ?? '';
    const near = [here, ...cells.slice(at + 1).map(({ text }) => text.normalize('NFKC'))].filter(
      (text) => text.trim() !== '',
    );
    const number = near
      .slice(0, 2)
      .map((text) => ACCOUNT_NUMBER.exec(text)?.[0])
      .find((found) => found !== undefined);
    if (number !== undefined) return number;
  }
  return undefined;
};

type Read = {
  entries: Entry[];
  ignored: Ignored[];
  faults: Fault[];
  sum: Yuan;
  balances: { place: Place; signed: Yuan; balance: Yuan }[];
  account?: string | undefined;
};

const isSummary = ({ cells }: Row, { summaries }: BankMapping): boolean => {
  const first =
    cells
      .find(({ text }) => text.trim() !== '')
      ?.text.replace(/\s+/gu, '')
      .toLowerCase() ?? '';
  return summaries.some((word) => first.startsWith(word.toLowerCase()));
};

const take = (reader: RowReader, { mapping, bounceWords }: Asked, into: Read): void => {
  const { place } = reader;
  const status = reader.text('status');
  if (status !== '' && mapping.pending.some((word) => status.includes(word))) {
    into.ignored.push({ ...place, code: 'bank-pending', facts: { status } });
    return;
  }
  const bookedOn = reader.day('bookedOn');
  const valueDate = reader.day('valueDate') ?? bookedOn;
  const signed = reader.signed();
  const balance = reader.amount('balance');
  into.faults.push(...reader.faults);
  if (signed !== undefined) {
    into.sum = plus(into.sum, signed);
    if (balance !== undefined) into.balances.push({ place, signed, balance });
  }
  if (reader.faults.length > 0 || signed === undefined || bookedOn === undefined || valueDate === undefined) return;
  if (signed === nil) return;
  into.account ??= reader.text('account') || undefined;
  const isCredit = !signed.startsWith('-');
  const amount = isCredit ? signed : minus(nil, signed);
  const remittance = reader.texts('remittance');
  const [payerName, payerAccount, payerBank] = [
    reader.text('payerName'),
    reader.text('payerAccount'),
    reader.text('payerBank'),
  ];
  const takesBack = bounceWords.some((word) => remittance.toLowerCase().includes(word.toLowerCase()));
  if (!isCredit && !takesBack) {
    const counterparty = squeezed(payerName, NAME_MAX);
    into.ignored.push({
      ...place,
      code: 'bank-debit',
      facts: {},
      amount: signed,
      bookedOn,
      ...(counterparty !== '' && { counterparty }),
    });
    return;
  }
  const reference = realReference(reader.text('reference'));
  into.entries.push({
    ...place,
    kind: isCredit ? 'credit' : 'bounce',
    ...{ amount, currency: BASE_CURRENCY, bookedOn, valueDate, remittance },
    ...(payerName !== '' && { payerName: squeezed(payerName, NAME_MAX) }),
    ...(payerAccount !== '' && { payerAccount }),
    ...(payerBank !== '' && { payerBank: squeezed(payerBank, NAME_MAX) }),
    ...(reference !== undefined && { reference }),
  });
};

/** One table as a statement: what stands above its header, every row, and whether its running balance holds. */
export const tableStatement = (asked: Asked): Statement => {
  const { rows, mapping, file } = asked;
  const header = findHeader(rows, wantedOf(mapping), file);
  const readDay = dayReader(mapping.dateFormats, asked.is1904);
  const read: Read = { entries: [], ignored: [], faults: [], sum: nil, balances: [] };
  for (const row of rows.slice(header.rows)) {
    if (isBlank(row)) continue;
    const reader = new RowReader(row, header, asked, readDay);
    if (isSummary(row, mapping)) read.ignored.push({ ...reader.place, code: 'bank-summary-row', facts: {} });
    else take(reader, asked, read);
  }
  const account = accountAbove(rows.slice(0, header.rows)) ?? read.account;
  const { opening, closing, faults } = checkBalances(read.balances);
  const days = [...read.entries, ...read.ignored].flatMap(({ bookedOn }) => bookedOn ?? []).sort();
  const [from, to] = [days[0], days.at(-1)];
  return {
    ...(account !== undefined && { account }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(opening !== undefined && { opening }),
    ...(closing !== undefined && { closing }),
    ...{ sum: read.sum, entries: read.entries, ignored: read.ignored, faults: [...read.faults, ...faults] },
  };
};
