import { useState } from 'react';
import { readAmount } from '../figures/amount-input';
import { useSearchState } from '../parts/search-state';
import { type Query } from '../server/call';

const FIELDS = ['amount', 'deliverOn', 'termDays', 'goods', 'approvalId', 'at'] as const;
export type QuestionField = (typeof FIELDS)[number];
/** As it is typed, field by field; what is left empty is not asked for. */
export type Draft = Readonly<Record<QuestionField, string>>;

const TERM_DAYS_MAX = 720;
export const isTerm = (typed: string): boolean =>
  typed === '' || (/^[1-9]\d{0,2}$/.test(typed) && Number(typed) <= TERM_DAYS_MAX);
export const isPast = (at: string, nowMs: number): boolean => at === '' || Date.parse(at) <= nowMs;

/** The question as it goes to the server, or nothing while it is no question yet. */
const settled = (draft: Draft): Draft | undefined => {
  const input = readAmount(draft.amount);
  const isWhole = input.kind === 'amount' && isTerm(draft.termDays.trim());
  if (!isWhole) return undefined;
  return { ...draft, amount: input.amount, termDays: draft.termDays.trim(), goods: draft.goods.trim() };
};

const keyOf = (draft: Draft | undefined): string => JSON.stringify(draft);

/**
 * What was asked stands in the address, so that it can be sent to a colleague; what is being typed stands beside it until it
 * is asked, and gives way when the address changes.
 */
export const useQuestion = () => {
  const { value, set } = useSearchState();
  const inAddress = Object.fromEntries(FIELDS.map((field) => [field, value(field) ?? ''])) as Draft;
  const key = keyOf(inAddress);
  const [held, setHeld] = useState({ key, draft: inAddress });
  const draft = held.key === key ? held.draft : inAddress;
  if (held.key !== key) setHeld({ key, draft: inAddress });
  const question = settled(draft);
  const asked = readAmount(inAddress.amount).kind === 'amount' ? inAddress : undefined;
  return {
    draft,
    /** As query parameters; nothing while nothing has been asked. */
    asked: asked as (Draft & Query) | undefined,
    isAnother: asked !== undefined && keyOf(question) !== keyOf(asked),
    type: (change: Partial<Draft>) => setHeld({ key, draft: { ...draft, ...change } }),
    /** Puts what was typed, changed as told, into the address; false while it is no question. */
    ask: (change: Partial<Draft> = {}): boolean => {
      const next = settled({ ...draft, ...change });
      if (next !== undefined) set(next, { replace: true });
      return next !== undefined;
    },
  };
};
export type Asking = ReturnType<typeof useQuestion>;
