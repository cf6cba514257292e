import type { BankLineView } from '@app/contracts/bank-line';
import { sentence } from '@app/contracts/sentences';
import type { MatchingPolicy } from '@app/domain/bank-matching/matching-policy';
import type { Suggestion } from '@app/domain/bank-matching/suggesting';
import type { Language } from '@app/kernel/language';
import { problemCode } from '@app/kernel/problem';
import type { BankLineFound } from '@app/read-models/queries/bank-lines';
import type { BounceFound } from './bounce-matching';
import { accountName, masked } from './own-accounts';
import { reasonView, suggestionView } from './reason-words';

type Around = Readonly<{
  suggestions: ReadonlyMap<string, readonly Suggestion[]>;
  bounceOf: ReadonlyMap<string, readonly BounceFound[]>;
  policy: MatchingPolicy;
  language: Language;
}>;

/** A code of long ago may be one that nobody has words for any more. */
const noticeOf = ({ notice }: BankLineFound, language: Language): Pick<BankLineView, 'notice'> => {
  if (notice === null) return {};
  const code = problemCode.safeParse(notice.code);
  const text = code.success ? sentence(code.data, notice.facts, language) : notice.code;
  return { notice: { code: notice.code, text } };
};

const told = <Value>(name: string, value: Value | null) => (value === null ? {} : { [name]: value });

export const bankLineView = (row: BankLineFound, { suggestions, bounceOf, policy, language }: Around): BankLineView => {
  const { lineId, importId, kind, state, account, amount, currency, bookedOn, valueDate, remittance } = row;
  return {
    ...{ lineId, importId, kind, state, account, accountName: accountName(account, policy) },
    ...{ amount, currency, bookedOn, valueDate, remittance },
    ...told('payerName', row.payerName),
    ...told('payerAccountMasked', row.payerAccount === null ? null : masked(row.payerAccount)),
    ...told('payerBank', row.payerBank),
    ...told('reference', row.reference),
    ...told('customerId', row.customerId),
    ...told('customerName', row.customerName),
    ...told('paymentId', row.paymentId),
    ...told('confidence', row.confidence),
    ...told('decidedBy', row.decidedBy),
    ...told('decidedOn', row.decidedOn),
    ...told('reason', row.reason),
    ...noticeOf(row, language),
    suggestions: (suggestions.get(lineId) ?? []).map((each) => suggestionView(each, language)),
    bounceOf: (bounceOf.get(lineId) ?? []).map(({ reasons, ...found }) => ({
      ...found,
      reasons: reasons.map((reason) => reasonView(reason, language)),
    })),
  };
};
