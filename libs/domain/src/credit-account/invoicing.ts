import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import { BASE_CURRENCY } from '@app/kernel/currency';
import { ID_MAX } from '@app/kernel/identity';
import { Problem } from '@app/kernel/problem';
import { isPositive, total, type Yuan } from '@app/kernel/yuan';
import type { CreditAccount, Receivable } from './account';
import type { RecordInvoice } from './commands';
import type { CreditAccountEvent } from './events';
import { sharedLike, sidesOf } from './foreign';
import { receivableOf } from './items';
import { dueDatesOf, INSTALMENTS_MAX, termsOf, type Instalment } from './payment-terms';
import { containedTax } from './tax';

type Invoice = RecordInvoice['data'];

const whenDue = (data: Invoice): readonly Instalment[] => {
  const { amount, invoiceDate, dueDate, terms, termsPolicy, instalments } = data;
  if (instalments !== undefined) return instalments;
  if (terms !== undefined && termsPolicy !== undefined)
    return dueDatesOf(termsOf(termsPolicy, terms), invoiceDate, amount);
  if (dueDate !== undefined) return [{ dueDate, amount }];
  throw new Problem('due-date-missing', { invoice: data.receivableId });
};

const requireFitting = (instalments: readonly Instalment[], { amount, invoiceDate, receivableId }: Invoice): void => {
  if (instalments.length > INSTALMENTS_MAX)
    throw new Problem('instalments-too-many', { count: instalments.length, most: INSTALMENTS_MAX });
  for (const { dueDate } of instalments)
    if (isBefore(dueDate, invoiceDate)) throw new Problem('due-before-invoice', { dueDate, invoiceDate });
  const sum = total(instalments.map((one) => one.amount));
  if (sum !== amount) throw new Problem('instalments-sum', { invoice: receivableId, sum, amount });
};

const instalmentId = (invoice: string, nth: number): string => `${invoice}.${nth}`;

/** What is on the account under the number of an invoice: itself, or its instalments in order. */
export const documentOf = (account: CreditAccount, invoice: string): (readonly [id: string, Receivable])[] => {
  const whole = receivableOf(account, invoice);
  if (whole !== undefined) return [[invoice, whole]];
  const found: (readonly [string, Receivable])[] = [];
  for (let nth = 1; ; nth++) {
    const id = instalmentId(invoice, nth);
    const one = receivableOf(account, id);
    if (one?.documentId !== invoice) return found;
    found.push([id, one]);
  }
};
const knownAs = (account: CreditAccount, invoice: string): Receivable[] =>
  documentOf(account, invoice).map(([, one]) => one);

type Content = Readonly<{ amount: Yuan; invoiceDate: BusinessDate; dueDates: string; about: string }>;
const inOneLine = ({ amount, invoiceDate, dueDates, about }: Content): string =>
  `${amount} ${invoiceDate} ${dueDates} ${about}`.trim();
const dueDatesIn = (instalments: readonly Instalment[]): string =>
  instalments.map(({ dueDate, amount }) => (instalments.length === 1 ? dueDate : `${dueDate}:${amount}`)).join(' ');
const aboutIn = (of: Pick<Receivable, 'shipmentId' | 'kind' | 'corrects'>, currency: string | undefined): string =>
  [of.kind, of.corrects, currency, of.shipmentId].filter((part) => part !== undefined).join(' ');

/** In the currency of the document: the rate of its day may have been put right since. */
const isRepeated = (data: Invoice, instalments: readonly Instalment[], known: readonly Receivable[]): boolean => {
  const [first] = known;
  if (first === undefined) return false;
  const before = known.map((one) => ({ dueDate: one.dueDateAtFirst, amount: one.foreign?.amount ?? one.amount }));
  const then = inOneLine({
    amount: total(before.map((one) => one.amount)),
    invoiceDate: first.invoiceDate,
    dueDates: dueDatesIn(before),
    about: aboutIn(first, first.foreign?.currency),
  });
  // Whoever sends it again may leave out which shipment it was for, but not name another.
  const asked = { ...data, shipmentId: data.shipmentId ?? first.shipmentId };
  const currency = data.currency === BASE_CURRENCY ? undefined : data.currency;
  const now = inOneLine({ ...asked, dueDates: dueDatesIn(instalments), about: aboutIn(asked, currency) });
  if (then !== now) throw new Problem('same-id-other-content', { id: data.receivableId, before: then, now });
  return true;
};

/** A debit note names what it adds to, and nothing else names anything. */
const requireCorrected = ({ receivableId, kind, corrects }: Invoice, account: CreditAccount): void => {
  if ((kind === 'debit-note') !== (corrects !== undefined))
    throw new Problem('debit-note-corrects', { invoice: receivableId });
  if (corrects !== undefined && knownAs(account, corrects).length === 0)
    throw new Problem('unknown-receivable', { receivable: corrects });
};

const requireNumbers = (data: Invoice, account: CreditAccount, count: number): void => {
  const { receivableId, amount } = data;
  if (count === 1) return;
  const last = instalmentId(receivableId, count);
  if (last.length > ID_MAX) throw new Problem('id-malformed', { value: last });
  for (let nth = 1; nth <= count; nth++)
    if (receivableOf(account, instalmentId(receivableId, nth)) !== undefined)
      throw new Problem('same-id-other-content', { id: instalmentId(receivableId, nth), before: '', now: amount });
};

/**
 * Of goods that have been shipped already: never refused for limit, hold or blacklist. An invoice of several instalments
 * opens a receivable for each, `<invoice>.<nth>`, all of them or none.
 */
export const recordInvoice = ({ data }: RecordInvoice, account: CreditAccount): CreditAccountEvent[] => {
  const { termsPolicy: _, instalments: __, currency, rate, dueDate: ___, tax, completesShipment, ...invoice } = data;
  const { receivableId, amount, invoiceDate } = invoice;
  const instalments = whenDue(data);
  requireFitting(instalments, data);
  if (isRepeated(data, instalments, knownAs(account, receivableId))) return [];
  requireCorrected(data, account);
  requireNumbers(data, account, instalments.length);
  const whole = sidesOf(amount, { currency, rate }, invoiceDate);
  const parts = instalments.map((one) => one.amount);
  const bases = whole.foreign === undefined ? parts : sharedLike(whole.amount, parts, amount);
  const taxed = tax && containedTax(tax, amount);
  const taxes = taxed && sharedLike(taxed.inBase(whole), bases, whole.amount);
  return instalments.map((one, index): CreditAccountEvent => {
    const [base = one.amount, isLast] = [bases[index], index === instalments.length - 1];
    if (!isPositive(base)) throw new Problem('amount-too-small', { amount: one.amount, currency: currency ?? '' });
    const nth = index + 1;
    const split = { documentId: receivableId, instalment: { nth, of: instalments.length } };
    const taxOfIt = taxed && taxes?.[index];
    return {
      type: 'ReceivableOpened',
      data: {
        ...invoice,
        ...{ amount: base, dueDate: one.dueDate },
        ...(instalments.length > 1 && { receivableId: instalmentId(receivableId, nth), ...split }),
        ...(completesShipment !== undefined && isLast && { completesShipment }),
        ...(taxed !== undefined &&
          taxOfIt !== undefined && { tax: { ratePercent: taxed.ratePercent, amount: taxOfIt } }),
        ...(whole.foreign !== undefined && { foreign: { ...whole.foreign, amount: one.amount } }),
      },
    };
  });
};
