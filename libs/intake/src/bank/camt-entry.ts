import type { BusinessDate } from '@app/kernel/business-date';
import { nil, total, type Yuan } from '@app/kernel/yuan';
import { amountInFile } from '../table/amount-in-file';
import { realReference, squeezed, type Entry, type Ignored, type Place } from './statement';
import type { Element } from './xml';

/** What every transaction of a booked entry has in common. */
export type Booked = Readonly<{
  place: Place;
  side: 'CRDT' | 'DBIT';
  amount: Yuan;
  currency: string;
  bookedOn: BusinessDate;
  valueDate: BusinessDate;
}>;

/** Sub-families of bank transaction codes by which a bank takes a credit back: returns, unpaid cheques and bills. */
const RETURNS: ReadonlySet<string> = new Set(['RRTN', 'UPCQ', 'UPCT', 'CQRV', 'UPDD', 'PRDD', 'RIMB']);
/** So short a number is the place of an entry in its statement, not a name that it keeps. */
const ENTRY_REFERENCE_MIN = 8;
const NAME_MAX = 200;
const TEXT_MAX = 1_000;

type Party = Readonly<{ name?: string; account?: string; bank?: string }>;

/** Whoever is on the other side of the entry. Version 08 puts a `Pty` around a name. */
const otherSide = (transaction: Element, side: Booked['side']): Party => {
  const role = side === 'CRDT' ? 'Dbtr' : 'Cdtr';
  const of = (path: string) => transaction.text(path);
  const name =
    of(`RltdPties/${role}/Nm`) ??
    of(`RltdPties/${role}/Pty/Nm`) ??
    of(`RltdPties/Ultmt${role}/Nm`) ??
    of(`RltdPties/Ultmt${role}/Pty/Nm`);
  const account = of(`RltdPties/${role}Acct/Id/IBAN`) ?? of(`RltdPties/${role}Acct/Id/Othr/Id`);
  const bank =
    of(`RltdAgts/${role}Agt/FinInstnId/Nm`) ??
    of(`RltdAgts/${role}Agt/FinInstnId/BICFI`) ??
    of(`RltdAgts/${role}Agt/FinInstnId/BIC`);
  return {
    ...(name !== undefined && { name: squeezed(name, NAME_MAX) }),
    ...(account !== undefined && { account }),
    ...(bank !== undefined && { bank: squeezed(bank, NAME_MAX) }),
  };
};

/** All that the payer wrote, free or structured, and what the bank adds. */
const remittanceOf = (transaction: Element | undefined, entry: Element): string => {
  const free = transaction?.at('RmtInf')?.all('Ustrd') ?? [];
  const structured = (transaction?.at('RmtInf')?.all('Strd') ?? []).flatMap((each) => [
    ...each.all('RfrdDocInf').map((document) => document.text('Nb')),
    each.text('CdtrRefInf/Ref'),
    ...each.all('AddtlRmtInf').map((more) => more.text()),
  ]);
  const endToEnd = realReference(transaction?.text('Refs/EndToEndId'));
  const told = [
    ...free.map((each) => each.text()),
    ...structured,
    endToEnd,
    transaction?.text('AddtlTxInf'),
    entry.text('AddtlNtryInf'),
  ];
  const texts = told.filter((text): text is string => text !== undefined);
  return squeezed([...new Set(texts)].join(' '), TEXT_MAX);
};

const isBounce = (
  entry: Element,
  transaction: Element | undefined,
  text: string,
  words: readonly string[],
): boolean => {
  if (entry.text('RvslInd')?.toLowerCase() === 'true' || entry.text('RvslInd') === '1') return true;
  if (transaction?.at('RtrInf') !== undefined) return true;
  const family = transaction?.text('BkTxCd/Domn/Fmly/SubFmlyCd') ?? entry.text('BkTxCd/Domn/Fmly/SubFmlyCd') ?? '';
  return RETURNS.has(family) || words.some((word) => text.toLowerCase().includes(word.toLowerCase()));
};

const amountOf = (transaction: Element): Yuan | undefined => {
  const found = amountInFile(transaction.text('AmtDtls/TxAmt/Amt') ?? transaction.text('Amt') ?? '');
  return 'amount' in found && !found.amount.startsWith('-') ? found.amount : undefined;
};

/** The transactions behind one entry, where the file tells them apart and they add up to it; else the entry is one line. */
const transactionsOf = (
  entry: Element,
  { amount }: Booked,
): readonly Readonly<{ transaction?: Element; amount: Yuan }>[] => {
  const all = entry.all('NtryDtls').flatMap((details) => details.all('TxDtls'));
  if (all.length <= 1) return [{ ...(all[0] !== undefined && { transaction: all[0] }), amount }];
  const amounts = all.map(amountOf);
  const told = amounts.filter((each): each is Yuan => each !== undefined && each !== nil);
  if (told.length < all.length || total(told) !== amount)
    return [{ ...(all[0] !== undefined && { transaction: all[0] }), amount }];
  return all.map((transaction, index) => ({ transaction, amount: amounts[index] ?? nil }));
};

const referenceOf = (entry: Element, transaction: Element | undefined, nth: number, of: number): string | undefined => {
  const own = realReference(transaction?.text('Refs/AcctSvcrRef'));
  const ofEntry = realReference(entry.text('AcctSvcrRef'));
  const numbered = (reference: string | undefined) =>
    reference === undefined || of === 1 ? reference : `${reference}/${nth}`;
  if (of === 1) {
    const told = ofEntry ?? own;
    if (told !== undefined) return told;
  } else if (own !== undefined && own !== ofEntry) return own;
  else if (ofEntry !== undefined) return numbered(ofEntry);
  const name = realReference(entry.text('NtryRef'));
  return name !== undefined && name.length >= ENTRY_REFERENCE_MIN ? numbered(name) : undefined;
};

type Told = Readonly<{ entries: Entry[]; ignored: Ignored[] }>;

/** A booked entry as lines: credits and bounces; a debit, and a payment of our own that came back, are named as left out. */
export const entriesOf = (entry: Element, booked: Booked, bounceWords: readonly string[]): Told => {
  const told: Told = { entries: [], ignored: [] };
  const { place, side, bookedOn, valueDate, currency } = booked;
  const transactions = transactionsOf(entry, booked);
  transactions.forEach(({ transaction, amount }, index) => {
    const where = transactions.length === 1 ? place.where : `${place.where}.${index + 1}`;
    const at = { ...place, where };
    const remittance = remittanceOf(transaction, entry);
    const party = transaction === undefined ? {} : otherSide(transaction, side);
    const takesBack = isBounce(entry, transaction, remittance, side === 'DBIT' ? bounceWords : []);
    const isReversal = entry.text('RvslInd')?.toLowerCase() === 'true' || entry.text('RvslInd') === '1';
    if ((side === 'DBIT' && !takesBack) || (side === 'CRDT' && isReversal)) {
      const counterparty = party.name;
      told.ignored.push({
        ...at,
        code: side === 'DBIT' ? 'bank-debit' : 'bank-credit-reversal',
        facts: {},
        amount: side === 'DBIT' ? `-${amount}` : amount,
        bookedOn,
        ...(counterparty !== undefined && { counterparty }),
      });
      return;
    }
    const reference = referenceOf(entry, transaction, index + 1, transactions.length);
    told.entries.push({
      ...at,
      kind: side === 'CRDT' ? 'credit' : 'bounce',
      ...{ amount, currency, bookedOn, valueDate, remittance },
      ...(party.name !== undefined && { payerName: party.name }),
      ...(party.account !== undefined && { payerAccount: party.account }),
      ...(party.bank !== undefined && { payerBank: party.bank }),
      ...(reference !== undefined && { reference }),
    });
  });
  return told;
};
