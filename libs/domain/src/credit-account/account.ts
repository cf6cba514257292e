import type { BusinessDate } from '@app/kernel/business-date';
import { emptyBook, type Book } from '@app/kernel/book';
import type { RuleOutcome } from '@app/kernel/rule-outcome';
import { nil, type Yuan } from '@app/kernel/yuan';
import type { DueDays } from './due-days';
import type { Agreement, DatedLimit, TemporaryLimit } from './limit';
import { emptyRegister, type Register } from './register';

export type Allowance = Readonly<{ amount: Yuan; expiresOn: BusinessDate }>;

/** 特批: lets through what the rules would stop, by one order or by a few, and then no more. */
export type SpecialApproval = Readonly<{
  amount: Yuan;
  /** What is left of the amount, and how often it may still be used. */
  left: Yuan;
  usesLeft: number;
  uses: number;
  expiresOn: BusinessDate;
  excuses: readonly string[];
  goods?: string | undefined;
  shipmentId?: string | undefined;
  grantedBy: string;
  withdrawn: boolean;
}>;

export type Reservation = Readonly<{
  /** As it was asked for at first; amendments move `amount`. */
  asked: Yuan;
  amount: Yuan;
  /** As it was last checked: up to the tolerance above it nothing is checked again. */
  checked: Yuan;
  /** What is still kept free for it: less with every dispatch, nothing once it has ended. */
  open: Yuan;
  /** Has left the yard and is on no invoice yet. */
  uninvoiced: Yuan;
  expiresOn: BusinessDate;
  dispatches: readonly (readonly [dispatchId: string, amount: Yuan])[];
  amendments: readonly (readonly [amendmentId: string, content: string])[];
  /** When it last passed a checkpoint. */
  passedOn: BusinessDate;
  deliverOn?: BusinessDate | undefined;
  /** Beyond the horizon: it takes no room before it is called off. */
  isPlanned?: boolean | undefined;
  goods?: string | undefined;
  endedBy?: 'released' | 'expired' | undefined;
  /** The rooms of the customer's group that let it through, by token. */
  rooms?: readonly string[] | undefined;
}>;

export type Refusal = Readonly<{ amount: Yuan; rules: readonly RuleOutcome[] }>;

export type Receivable = Readonly<{
  amount: Yuan;
  open: Yuan;
  invoiceDate: BusinessDate;
  dueDate: BusinessDate;
  /** Before any extension moved it. */
  dueDateAtFirst: BusinessDate;
  shipmentId?: string | undefined;
  /** What open disputes say of it together; may be more than is still open. */
  disputed: Yuan;
  kind?: 'debit-note' | 'opening-balance' | 'interest' | 'bill-claim' | undefined;
  /** The invoice of which it is an instalment. */
  documentId?: string | undefined;
  salesperson?: string | undefined;
  tax?: Readonly<{ ratePercent: string; amount: Yuan }> | undefined;
  /** The receivable that a debit note adds to. */
  corrects?: string | undefined;
  /** The document's own currency: its amount, and what of that is still open. */
  foreign?: ForeignSide | undefined;
  /** What credit notes that correct it come to. */
  credited?: Yuan | undefined;
  writeOffs?: readonly WriteOff[] | undefined;
  /** What was recovered of write-offs, by id. */
  recoveries?: readonly (readonly [recoveryId: string, content: string])[] | undefined;
  /** The last day for which interest on arrears has been charged. */
  interestTo?: BusinessDate | undefined;
  /** What money has come to, by the day on which it was there; where the agreement rewards that. */
  paid?: readonly (readonly [day: BusinessDate, amount: Yuan])[] | undefined;
  /** The credit note that rewards its payment. */
  reward?: string | undefined;
  /** Part of what is open has been owed again only since this day. */
  openFrom?: BusinessDate | undefined;
  /** How many times it was settled and owed again. */
  reopenings?: number | undefined;
  /** What its settlement ended, and what comes back when it is owed again. */
  whenSettled?: Readonly<{ step?: string | undefined; held?: true | undefined }> | undefined;
}>;

export type WriteOff = Readonly<{ writeOffId: string; amount: Yuan; recovered: Yuan; valueDate: BusinessDate }>;

/** `left` is what is open of a receivable, or unallocated of a payment, in the currency of the document. */
export type ForeignSide = Readonly<{ currency: string; amount: Yuan; left: Yuan; rate: string }>;

export type Allocation = Readonly<{
  receivableId: string;
  /** Off the receivable, less what was taken back. */
  amount: Yuan;
  /** Where it is another day than the payment's. */
  valueDate?: BusinessDate | undefined;
  /** From the payment, where that is another amount. */
  cash?: Yuan | undefined;
  foreign?: Yuan | undefined;
}>;

export type CreditNoteKind = 'return' | 'price' | 'early-payment-reward' | 'on-time-reward' | 'other';

/** What receivables are paid with: money, or a credit note under its own id. */
export type Payment = Readonly<{
  amount: Yuan;
  unallocated: Yuan;
  valueDate: BusinessDate;
  reference: string;
  /** Where it went, in the order in which it was allocated; what was taken back whole is no longer here. */
  allocations: readonly Allocation[];
  credit?: true | undefined;
  /** The receivable that a credit note corrects. */
  corrects?: string | undefined;
  foreign?: ForeignSide | undefined;
  means?: 'transfer' | 'cash' | 'bill' | 'netting' | 'opening-balance' | undefined;
  /** Of a credit note. */
  kind?: CreditNoteKind | undefined;
  /** Reversed, or cancelled, and how: nothing can be done with it any more. */
  reversal?: string | undefined;
  /** Part of what is unallocated has been free only since this day. */
  freeFrom?: BusinessDate | undefined;
  /** What was taken back of it by id, so that the same again takes nothing twice. */
  deallocations?: readonly (readonly [deallocationId: string, content: string])[] | undefined;
}>;

/** 承兑汇票: pays receivables at once, and is exposure until the bank or the drawer has honoured it. */
export type Bill = Readonly<{
  amount: Yuan;
  kind: 'bank' | 'commercial';
  maturesOn: BusinessDate;
  state: 'held' | 'honoured' | 'dishonoured';
}>;

/** 保证金 */
export type Deposit = Readonly<{
  amount: Yuan;
  returned: readonly (readonly [returnId: string, amount: Yuan])[];
  held: Yuan;
}>;

export type Dispute = Readonly<{ receivableId: string; amount: Yuan; nonCredit: boolean; isOpen: boolean }>;
export type Extension = Readonly<{
  receivableId: string;
  newDueDate: BusinessDate;
  requestedBy: string;
  state: 'requested' | 'granted' | 'refused';
}>;

/** Why shipments are blocked, apart from overdue receivables and the blacklist, which have events of their own. */
export type PlacedCause = 'manual' | 'agreement-suspended' | 'over-limit' | 'agreement-lapsed' | 'security-lapsed';
export type PlacedHold = Readonly<{ cause: PlacedCause; reason: string; by: string; since: BusinessDate }>;

/** Of the group 集团 whose limit the customer shares; the cap is the one it joined with. */
export type Membership = Readonly<{ groupId: string; cap: Yuan | undefined }>;

/** A room that a group has given to a shipment; the token names the attempt. */
export type GivenRoom = Readonly<{ groupId: string; token: string; amount: Yuan }>;

/** Running sums of what is open: a decision costs the same on an old account as on a new one. */
export type Sums = Readonly<{
  reserved: Yuan;
  /** Reserved beyond the horizon, on top of `reserved`. */
  planned: Yuan;
  dispatched: Yuan;
  receivables: Yuan;
  /** Part of `receivables`. */
  disputed: Yuan;
  bills: Yuan;
  unallocatedCash: Yuan;
  /** Credit notes that no receivable has taken yet. */
  creditNotes: Yuan;
  deposits: Yuan;
}>;

/** One customer's credit account 专户: every fact that moves exposure. */
export type CreditAccount = Readonly<{
  customerId: string | undefined;
  agreement: Agreement | undefined;
  /** Every agreement there ever was: an old one does not come back with a repeated request. */
  agreements: ReadonlyMap<string, Agreement>;
  limits: readonly DatedLimit[];
  temporaries: ReadonlyMap<string, TemporaryLimit>;
  allowances: ReadonlyMap<string, Allowance>;
  approvals: ReadonlyMap<string, SpecialApproval>;
  reservations: Register<Reservation>;
  /** The last refusals by shipment, so that asking the same again is answered the same and recorded once. */
  refusals: ReadonlyMap<string, Refusal>;
  receivables: Register<Receivable>;
  payments: Register<Payment>;
  bills: Register<Bill>;
  deposits: Register<Deposit>;
  disputes: ReadonlyMap<string, Dispute>;
  extensions: ReadonlyMap<string, Extension>;
  sums: Sums;
  /**
   * What was invoiced less what was paid, credited and written off, whatever was allocated to what: equals open
   * receivables less unallocated cash less unapplied credit notes, and is added up apart from them.
   */
  ledger: Yuan;
  due: DueDays;
  /** Of open receivables that are followed up: the step reached last. */
  steps: ReadonlyMap<string, string>;
  /** The receivables that hold the account's shipments now, and all that ever did: each holds it once. */
  holds: ReadonlySet<string>;
  everHeld: ReadonlySet<string>;
  /** Holds that a non-credit dispute has lifted: they come back when it is closed and the money is still out. */
  holdsInDispute: ReadonlySet<string>;
  placed: ReadonlyMap<string, PlacedHold>;
  everPlaced: ReadonlySet<string>;
  blacklisted: boolean;
  everBlacklisted: ReadonlySet<string>;
  membership: Membership | undefined;
  /** Tokens by which nothing is let through any more. */
  abandoned: Book<string>;
}>;

const noSums: Sums = {
  reserved: nil,
  planned: nil,
  dispatched: nil,
  receivables: nil,
  disputed: nil,
  bills: nil,
  unallocatedCash: nil,
  creditNotes: nil,
  deposits: nil,
};

export const newAccount: CreditAccount = {
  customerId: undefined,
  agreement: undefined,
  agreements: new Map(),
  limits: [],
  temporaries: new Map(),
  allowances: new Map(),
  approvals: new Map(),
  reservations: emptyRegister,
  refusals: new Map(),
  receivables: emptyRegister,
  payments: emptyRegister,
  bills: emptyRegister,
  deposits: emptyRegister,
  disputes: new Map(),
  extensions: new Map(),
  sums: noSums,
  ledger: nil,
  due: [],
  steps: new Map(),
  holds: new Set(),
  everHeld: new Set(),
  holdsInDispute: new Set(),
  placed: new Map(),
  everPlaced: new Set(),
  blacklisted: false,
  everBlacklisted: new Set(),
  membership: undefined,
  abandoned: emptyBook,
};
