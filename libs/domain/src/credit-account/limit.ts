import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import { nil, POSITIVE_DIGITS_MAX, ofYuan, total, type Yuan } from '@app/kernel/yuan';

/** A limit as it is meant: an amount of zero is no credit, and never "as much as you like". */
export type CreditLimit = Readonly<{ kind: 'none' } | { kind: 'amount'; amount: Yuan } | { kind: 'unlimited' }>;

/** A limit from a day on; the one recorded last counts. `to` is its last day. */
export type DatedLimit = Readonly<{
  changeId: string;
  limit: Exclude<CreditLimit, { kind: 'none' }>;
  from: BusinessDate;
  to?: BusinessDate | undefined;
}>;

/** 临时授信: comes on top of the limit, from its first day to its last. */
export type TemporaryLimit = Readonly<{ amount: Yuan; from: BusinessDate; to: BusinessDate; withdrawn: boolean }>;

export type Agreement = Readonly<{
  agreementId: string;
  limit: Yuan;
  grade: string;
  termDays: number;
  validFrom: BusinessDate;
  validTo: BusinessDate;
  /** The account is open against security only: it ships nothing once all of it has lapsed. */
  isSecured?: boolean | undefined;
  reward?: EarlyPaymentReward | undefined;
  onTimeReward?: OnTimeReward | undefined;
  /** The one that counts until this one begins: a renewal is signed while what it renews still runs. */
  before?: Agreement | undefined;
}>;

/** Paid so many days after the invoice date at the latest, an invoice costs so much less; percent as text. */
export type EarlyPaymentReward = Readonly<{ percent: string; withinDays: number }>;

/** Paid by its due date, as it was before any extension, an invoice costs so much less; percent as text. */
export type OnTimeReward = Readonly<{ percent: string }>;

/** The agreement that a day goes by: of those that have begun, the one signed last. */
export const agreementOn = (agreement: Agreement | undefined, on: BusinessDate): Agreement | undefined =>
  agreement?.before !== undefined && isBefore(on, agreement.validFrom) ? agreementOn(agreement.before, on) : agreement;

export const isInForce = (agreement: Agreement | undefined, on: BusinessDate): agreement is Agreement =>
  agreement !== undefined && !isBefore(on, agreement.validFrom) && !isBefore(agreement.validTo, on);

const holdsOn = ({ from, to }: Pick<DatedLimit, 'from' | 'to'>, on: BusinessDate): boolean =>
  !isBefore(on, from) && (to === undefined || !isBefore(to, on));

/** What an account may owe in all, as far as it was agreed; allowances of the green channel come on top. */
export type LimitInForce = Readonly<{ limit: CreditLimit; temporary: Yuan }>;

type Limits = Readonly<{
  agreement: Agreement | undefined;
  limits: readonly DatedLimit[];
  temporaries: readonly TemporaryLimit[];
}>;

/** Of the limits that hold on a day, the one recorded last. */
export const limitInForceOn = (limits: readonly DatedLimit[], on: BusinessDate): DatedLimit | undefined =>
  limits.findLast((dated) => holdsOn(dated, on));

/** Without an agreement in force there is no limit, whatever else was ever said. */
export const limitOn = ({ agreement: signed, limits, temporaries }: Limits, on: BusinessDate): LimitInForce => {
  if (!isInForce(agreementOn(signed, on), on)) return { limit: { kind: 'none' }, temporary: nil };
  const limit = limitInForceOn(limits, on)?.limit ?? { kind: 'none' as const };
  const live = temporaries.filter((one) => !one.withdrawn && holdsOn(one, on));
  return { limit, temporary: total(live.map(({ amount }) => amount)) };
};

/** As much as anybody can ask for at once: what is available where there is no limit. */
export const AMPLE: Yuan = ofYuan(`${'9'.repeat(POSITIVE_DIGITS_MAX)}.99`);

export const amountOf = (limit: CreditLimit): Yuan => (limit.kind === 'amount' ? limit.amount : nil);
