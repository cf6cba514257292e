import type { BusinessDate } from '@app/kernel/business-date';
import type { Facts, ProblemCode } from '@app/kernel/problem';
import type { Yuan } from '@app/kernel/yuan';

/** Where in a file something stands, for people: `line 12`, `Ntry 3`, `Sheet1!D7`; and the line, where there is one. */
export type Place = Readonly<{ where: string; line?: number; column?: string }>;
export type Fault = Place & Readonly<{ code: ProblemCode; facts: Facts }>;

/** A booked entry that is a customer's money, or money that the bank took back. Account numbers are whole here and nowhere later. */
export type Entry = Place &
  Readonly<{
    kind: 'credit' | 'bounce';
    amount: Yuan;
    currency: string;
    bookedOn: BusinessDate;
    valueDate: BusinessDate;
    payerName?: string;
    payerAccount?: string;
    payerBank?: string;
    /** The bank's own reference of this entry; what a bank gives to every entry alike is none. */
    reference?: string;
    remittance: string;
  }>;

/** What is no customer's money, and why. */
export type Ignored = Place &
  Readonly<{
    code: ProblemCode;
    facts: Facts;
    amount?: string;
    bookedOn?: BusinessDate;
    counterparty?: string;
  }>;

export type Statement = Readonly<{
  /** The number of the account as the file says it. */
  account?: string;
  currency?: string;
  from?: BusinessDate;
  to?: BusinessDate;
  opening?: Yuan;
  closing?: Yuan;
  /** All booked entries together, debits taken away. */
  sum: Yuan;
  entries: readonly Entry[];
  ignored: readonly Ignored[];
  faults: readonly Fault[];
}>;

/** As many entries as one file may hold. */
export const ENTRIES_MAX = 50_000;
/** A statement file may be so large. */
export const STATEMENT_BYTES_MAX = 16 * 1024 * 1024;

const NOT_A_REFERENCE = /^(nonref|notprovided|notavailable|notavail|none|null|n\/?a|0+|-+)?$/i;
/** A reference that tells one entry from another; undefined for the words that stand where there is none. */
export const realReference = (text: string | undefined): string | undefined => {
  const plain = text?.normalize('NFKC').replace(/\s+/gu, '') ?? '';
  return NOT_A_REFERENCE.test(plain) ? undefined : plain.slice(0, 140);
};

export const squeezed = (text: string, max: number): string => text.replace(/\s+/gu, ' ').trim().slice(0, max);
