import { Inject, Injectable } from '@nestjs/common';
import { partsOf } from '@app/domain/bank-matching/names';
import { addDays, earliest, type BusinessDate } from '@app/kernel/business-date';
import type { Yuan } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { acceptedCredits } from '@app/read-models/queries/bank-books';
import type { BankLineFound } from '@app/read-models/queries/bank-lines';
import type { Policies } from '../policies';
import { POLICIES, SQL } from '../tokens';
import type { Told } from './reason-words';

/** A payment that a bounce may have taken back, and what speaks for it. */
export type BounceFound = Readonly<{
  lineId: string;
  customerId: string;
  paymentId: string;
  amount: Yuan;
  valueDate: BusinessDate;
  confidence: number;
  reasons: readonly Told[];
}>;

const SHOWN_MAX = 3;
const POINTS = { 'bounce-amount': 40, 'bounce-payer': 35, 'bounce-reference': 25 } as const;

type Credit = Awaited<ReturnType<typeof acceptedCredits>>[number];

const reasonsOf = ({ payerName, remittance }: BankLineFound, credit: Credit): Told[] => {
  const reason = (rule: keyof typeof POINTS, facts: Told['facts']): Told => ({ rule, points: POINTS[rule], facts });
  const isSamePayer =
    payerName !== null && credit.payerName !== null && partsOf(payerName).full === partsOf(credit.payerName).full;
  const { reference } = credit;
  return [
    reason('bounce-amount', { on: credit.bookedOn }),
    ...(isSamePayer ? [reason('bounce-payer', { payer: payerName })] : []),
    ...(reference !== null && remittance.includes(reference) ? [reason('bounce-reference', { reference })] : []),
  ];
};

/** Finds the payment that the bank took back: of the same amount, not long before. */
@Injectable()
export class BounceMatching {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  async suggest(bounces: readonly BankLineFound[]): Promise<ReadonlyMap<string, readonly BounceFound[]>> {
    const first = earliest(bounces.map(({ bookedOn }) => bookedOn));
    const last = bounces
      .map(({ bookedOn }) => bookedOn)
      .sort()
      .at(-1);
    if (first === undefined || last === undefined) return new Map();
    const from = addDays(first, -this.policies.bankMatching.policy.bounceWithinDays);
    const amounts = [...new Set(bounces.map(({ amount }) => amount))];
    const credits = await acceptedCredits(this.sql, { amounts, from, to: last });
    return new Map(bounces.map((bounce) => [bounce.lineId, this.among(credits, bounce)]));
  }

  private among(credits: readonly Credit[], bounce: BankLineFound): BounceFound[] {
    const from = addDays(bounce.bookedOn, -this.policies.bankMatching.policy.bounceWithinDays);
    return credits
      .filter(({ amount, bookedOn }) => amount === bounce.amount && bookedOn >= from && bookedOn <= bounce.bookedOn)
      .flatMap((credit) => {
        const { lineId, customerId, paymentId, amount, valueDate } = credit;
        if (customerId === null || paymentId === null) return [];
        const reasons = reasonsOf(bounce, credit);
        const confidence = reasons.reduce((sum, { points }) => sum + points, 0);
        return [{ lineId, customerId, paymentId, amount, valueDate, confidence, reasons }];
      })
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, SHOWN_MAX);
  }
}
