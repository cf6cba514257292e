import type { Yuan } from '@app/kernel/yuan';
import type { MatchingPolicy, MatchingRule } from './matching-policy';
import type { NameFound, NameIndex } from './name-index';
import { placingOf, type OpenItem, type Placing } from './placing';
import { documentOf, referencesIn } from './references';

export type PaidLine = Readonly<{
  amount: Yuan;
  payerName?: string | undefined;
  remittance: string;
  /** Customers for whom money of the same payer was accepted before. */
  knownPayerOf: readonly string[];
}>;

/** What speaks for a customer, with the points that it gave and the figures behind it. */
export type Reason = Readonly<{ rule: MatchingRule; points: number; facts: Readonly<Record<string, string>> }>;
export type Suggestion = Readonly<{
  customerId: string;
  customerName: string;
  confidence: number;
  isSure: boolean;
  reasons: readonly Reason[];
  placing: Placing;
}>;

/** What the line itself says, before anything is looked up in the books. */
export type Hints = Readonly<{
  names: readonly NameFound[];
  references: readonly string[];
  customerIds: readonly string[];
}>;

export const hintsOf = ({ payerName, remittance }: PaidLine, index: NameIndex, policy: MatchingPolicy): Hints => {
  const references = referencesIn(remittance);
  const ofPayer = payerName === undefined ? [] : index.named(payerName, policy.similarFrom);
  const isNamed = ofPayer.some(({ rule }) => rule !== 'name-similar');
  const ids = references.flatMap((token) => index.byCustomerId(token)?.customerId ?? []);
  return { names: isNamed ? ofPayer : [...ofPayer, ...index.inText(remittance)], references, customerIds: ids };
};

/** The books around a line: its open receivables by customer, by number and by amount. */
export type Books = Readonly<{
  openOf: (customerId: string) => readonly OpenItem[];
  /** Open receivables that go by this number, in small letters. */
  numbered: (reference: string) => readonly OpenItem[];
  /** Open receivables of exactly this amount, where there are not too many. */
  ofAmount: (amount: Yuan) => readonly OpenItem[];
}>;

export const candidatesOf = ({ amount, knownPayerOf }: PaidLine, hints: Hints, books: Books): string[] => [
  ...new Set([
    ...hints.names.map(({ customerId }) => customerId),
    ...hints.customerIds,
    ...knownPayerOf,
    ...hints.references.flatMap((each) => books.numbered(each).map(({ customerId }) => customerId)),
    ...books.ofAmount(amount).map(({ customerId }) => customerId),
  ]),
];

type Scored = Suggestion & Readonly<{ isWho: boolean }>;

const strongest = (reasons: readonly Reason[]): Reason[] => {
  const [first] = [...reasons].sort((a, b) => b.points - a.points);
  return first === undefined ? [] : [first];
};

/** A customer that the payer's own name or an earlier payment stands for; a likeness stands for nobody. */
const isWho = ({ rule }: Reason): boolean => ['name-equal', 'name-core', 'known-payer'].includes(rule);

const scored = (
  customerId: string,
  line: PaidLine,
  { hints, books, index, policy }: Readonly<{ hints: Hints; books: Books; index: NameIndex; policy: MatchingPolicy }>,
): Scored => {
  const reason = (rule: MatchingRule, facts: Reason['facts']): Reason => ({
    rule,
    points: policy.weights[rule],
    facts,
  });
  const customerName = index.nameOf(customerId) ?? customerId;
  const named = hints.references.flatMap((each) =>
    books.numbered(each).filter((item) => item.customerId === customerId),
  );
  const ofNumber = [...new Map(named.map((item) => [item.receivableId, item])).values()];
  const ofName = hints.names.filter((each) => each.customerId === customerId);
  const payer = line.payerName ?? '';
  const who = strongest([
    ...ofName.map(({ rule, name, likeness }) => reason(rule, { name, payer, likeness: String(likeness) })),
    ...(hints.customerIds.includes(customerId) ? [reason('customer-in-text', { customer: customerId })] : []),
    ...(line.knownPayerOf.includes(customerId) ? [reason('known-payer', { payer })] : []),
  ]);
  const placing = placingOf(line.amount, books.openOf(customerId), ofNumber);
  const receivables = placing.parts.map(({ item }) => item.receivableId);
  const shown = {
    amount: line.amount,
    receivables: receivables.slice(0, 6).join(', '),
    count: String(receivables.length),
  };
  const reasons = [
    ...(ofNumber.length > 0
      ? [
          reason('invoice-reference', {
            invoices: [...new Set(ofNumber.map((item) => documentOf(item)))].join(', '),
          }),
        ]
      : []),
    ...who,
    ...(placing.rule === undefined ? [] : [reason(placing.rule, shown)]),
  ].filter(({ points }) => points > 0);
  const confidence = Math.min(
    100,
    reasons.reduce((sum, { points }) => sum + points, 0),
  );
  return { customerId, customerName, confidence, isSure: false, reasons, placing, isWho: who.some(isWho) };
};

/**
 * Nobody is sure where another is nearly as likely, nor where the payer may be another by name: then it takes the number of an
 * invoice, from a payer who may be this one.
 */
const amongRivals = (each: Scored, all: readonly Scored[], policy: MatchingPolicy): Scored => {
  const isCertain = each.isWho && each.reasons.some(({ rule }) => rule === 'invoice-reference');
  const rival = all.some(
    (other) =>
      other !== each && (other.confidence > each.confidence - policy.rivalWithin || (other.isWho && !isCertain)),
  );
  return rival ? { ...each, confidence: Math.min(each.confidence, policy.rivalCap) } : each;
};

/** Who may have paid, the likeliest first, with what it would pay; only what the policy offers at all. */
export const suggestionsFor = (
  line: PaidLine,
  around: Readonly<{ hints: Hints; books: Books; index: NameIndex; policy: MatchingPolicy }>,
): Suggestion[] => {
  const { policy } = around;
  const all = candidatesOf(line, around.hints, around.books).map((customerId) => scored(customerId, line, around));
  return all
    .map((each) => amongRivals(each, all, policy))
    .filter(({ confidence }) => confidence >= policy.offerFrom)
    .sort((a, b) => b.confidence - a.confidence || (a.customerId < b.customerId ? -1 : 1))
    .slice(0, policy.suggestions)
    .map(({ isWho: _, ...suggestion }) => ({ ...suggestion, isSure: suggestion.confidence >= policy.sureFrom }));
};
