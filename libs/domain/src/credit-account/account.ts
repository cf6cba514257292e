import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import type { RuleOutcome } from '@app/kernel/rule-outcome';
import { isPositive, minus, nil, smaller, total, type Yuan } from '@app/kernel/yuan';

export type Agreement = Readonly<{
  agreementId: string;
  limit: Yuan;
  grade: string;
  termDays: number;
  validFrom: BusinessDate;
  validTo: BusinessDate;
  /** The one that counts until this one begins: a renewal is signed while what it renews still runs. */
  before?: Agreement | undefined;
}>;

/** The agreement that a day goes by: of those that have begun, the one signed last. */
export const agreementOn = (agreement: Agreement | undefined, on: BusinessDate): Agreement | undefined =>
  agreement?.before !== undefined && isBefore(on, agreement.validFrom) ? agreementOn(agreement.before, on) : agreement;

export type Allowance = Readonly<{ amount: Yuan; expiresOn: BusinessDate }>;

export type Reservation = Readonly<{
  amount: Yuan;
  /** What is still kept free for it: less with every dispatch, nothing once it has ended. */
  open: Yuan;
  expiresOn: BusinessDate;
  dispatches: ReadonlyMap<string, Yuan>;
}>;

export type Refusal = Readonly<{ amount: Yuan; rules: readonly RuleOutcome[] }>;

export type Receivable = Readonly<{
  amount: Yuan;
  open: Yuan;
  invoiceDate: BusinessDate;
  dueDate: BusinessDate;
  /** Before any extension moved it. */
  dueDateAtFirst: BusinessDate;
  shipmentId: string | undefined;
}>;

export type Payment = Readonly<{
  amount: Yuan;
  unallocated: Yuan;
  valueDate: BusinessDate;
  reference: string;
  /** Where it went, in the order in which it was allocated. */
  allocations: readonly Readonly<{ receivableId: string; amount: Yuan }>[];
}>;
export type Dispute = Readonly<{ receivableId: string; amount: Yuan; nonCredit: boolean; isOpen: boolean }>;
export type Extension = Readonly<{
  receivableId: string;
  newDueDate: BusinessDate;
  requestedBy: string;
  state: 'requested' | 'granted' | 'refused';
}>;

/** One customer's credit account 专户: every fact that moves exposure. */
export type CreditAccount = Readonly<{
  customerId: string | undefined;
  agreement: Agreement | undefined;
  /** Every agreement there ever was: an old one does not come back with a repeated request. */
  agreements: ReadonlyMap<string, Agreement>;
  allowances: ReadonlyMap<string, Allowance>;
  reservations: ReadonlyMap<string, Reservation>;
  /** The last refusal of each shipment, so that asking the same again is answered the same and recorded once. */
  refusals: ReadonlyMap<string, Refusal>;
  receivables: ReadonlyMap<string, Receivable>;
  payments: ReadonlyMap<string, Payment>;
  disputes: ReadonlyMap<string, Dispute>;
  extensions: ReadonlyMap<string, Extension>;
  /** The receivables that hold the account's shipments now, and all that ever did: each holds it once. */
  holds: ReadonlySet<string>;
  everHeld: ReadonlySet<string>;
  /** Holds that a non-credit dispute has lifted: they come back when it is closed and the money is still out. */
  holdsInDispute: ReadonlySet<string>;
  blacklisted: boolean;
  everBlacklisted: ReadonlySet<string>;
}>;

export const newAccount: CreditAccount = {
  customerId: undefined,
  agreement: undefined,
  agreements: new Map(),
  allowances: new Map(),
  reservations: new Map(),
  refusals: new Map(),
  receivables: new Map(),
  payments: new Map(),
  disputes: new Map(),
  extensions: new Map(),
  holds: new Set(),
  everHeld: new Set(),
  holdsInDispute: new Set(),
  blacklisted: false,
  everBlacklisted: new Set(),
};

export const openReceivables = (account: CreditAccount): (Receivable & { receivableId: string })[] =>
  [...account.receivables]
    .filter(([, receivable]) => isPositive(receivable.open))
    .map(([receivableId, receivable]) => ({ ...receivable, receivableId }));

const openDisputesOf = (account: CreditAccount, receivableId: string): Dispute[] =>
  [...account.disputes.values()].filter((dispute) => dispute.isOpen && dispute.receivableId === receivableId);

/** What of a receivable is in dispute now; never more than is still open. */
export const disputedOf = (account: CreditAccount, receivableId: string): Yuan => {
  const open = account.receivables.get(receivableId)?.open ?? nil;
  return smaller(open, total(openDisputesOf(account, receivableId).map(({ amount }) => amount)));
};

/** Our goods, our paperwork, our delay: a late payment is then no credit matter. */
export const hasNonCreditReason = (account: CreditAccount, receivableId: string): boolean =>
  openDisputesOf(account, receivableId).some(({ nonCredit }) => nonCredit);

/** What may still be disputed of a receivable. */
export const undisputedOf = (account: CreditAccount, receivableId: string): Yuan =>
  minus(account.receivables.get(receivableId)?.open ?? nil, disputedOf(account, receivableId));

export const unallocatedCash = (account: CreditAccount): Yuan =>
  total([...account.payments.values()].map(({ unallocated }) => unallocated));

/** Oldest first: by due date, then by invoice date, then by number. */
export const inOrderOfAge = (account: CreditAccount): ReturnType<typeof openReceivables> =>
  openReceivables(account).sort(
    (a, b) =>
      a.dueDate.localeCompare(b.dueDate) ||
      a.invoiceDate.localeCompare(b.invoiceDate) ||
      (a.receivableId < b.receivableId ? -1 : 1),
  );
