import type { CharacteristicAnswers } from '@app/credit-model/assessment-input';
import type { Answer } from '@app/credit-model/policy/policy-shape';
import type { BusinessDate } from '@app/kernel/business-date';
import { Problem, type Facts, type ProblemDetail } from '@app/kernel/problem';
import type { CreditApplicationEvent } from './events';

/** Who touched it last, when, and which change of the draft that was. */
type Touched = Readonly<{ by: string; on: BusinessDate; revision: number }>;
/** `from`: the application that the answer was carried over from; nobody has given it here. */
export type Given = Touched & Readonly<{ answer: string; from?: string }>;
/** Without an answer it has been withdrawn. */
export type Overrule = Touched & Readonly<{ answer?: Answer; reason: string }>;

/** What analysts have written so far, aspect by aspect. Its revision counts its changes. */
export type Draft = Readonly<{
  revision: number;
  given: Readonly<Record<string, Given>>;
  overrules: Readonly<Record<string, Overrule>>;
}>;
export const emptyDraft: Draft = { revision: 0, given: {}, overrules: {} };

export type DraftEvent = Extract<
  CreditApplicationEvent,
  { type: 'AnswersRecorded' | 'AnswersCarriedOver' | 'OverruleGiven' | 'OverruleWithdrawn' }
>;

const CARD: Readonly<Record<string, string>> = { '5': 'good', '3': 'fair', '1': 'poor' };

/** The four digits of a paper card are four answers, so that one of them can be changed. */
const aspectByAspect = (answers: CharacteristicAnswers): (readonly [string, string])[] =>
  Object.entries(answers).flatMap(([code, given]) =>
    code.includes('.')
      ? [[code, given] as const]
      : Array.from(given, (digit, index) => [`${code}.${index + 1}`, CARD[digit] ?? 'none'] as const),
  );

const withGiven = (draft: Draft, answers: CharacteristicAnswers, touched: Touched & { from?: string }): Draft => {
  const given: Record<string, Given> = { ...draft.given };
  for (const [code, answer] of aspectByAspect(answers)) given[code] = { answer, ...touched };
  return { ...draft, revision: touched.revision, given };
};

export const redrafted = (draft: Draft, { type, data }: DraftEvent): Draft => {
  const { on } = data;
  const revision = draft.revision + 1;
  switch (type) {
    case 'AnswersRecorded':
      return withGiven(draft, data.answers, { by: data.answeredBy, on, revision });
    case 'AnswersCarriedOver':
      return withGiven(draft, data.answers, { by: data.carriedOverBy, on, revision, from: data.from });
    case 'OverruleGiven': {
      const { aspect, answer, reason, givenBy: by } = data;
      return { ...draft, revision, overrules: { ...draft.overrules, [aspect]: { answer, reason, by, on, revision } } };
    }
    case 'OverruleWithdrawn': {
      const { aspect, withdrawnBy: by } = data;
      return { ...draft, revision, overrules: { ...draft.overrules, [aspect]: { reason: '', by, on, revision } } };
    }
  }
};

export const answersOf = ({ given }: Draft): CharacteristicAnswers =>
  Object.fromEntries(Object.entries(given).map(([code, { answer }]) => [code, answer]));

/** Who writes, and the revision of the draft that they have seen, where they say so. */
export type Writing = Readonly<{ by: string; seen?: number | undefined }>;
type Word = Readonly<{ aspect: string; where: string; before: Given | Overrule | undefined }>;

const isUnseen = ({ before }: Word, { by, seen }: Writing): boolean => {
  if (before === undefined || before.by === by || ('from' in before && before.from !== undefined)) return false;
  return seen === undefined || before.revision > seen;
};

const factsOf = ({ aspect, before }: Word, revision: number): Facts => ({
  aspect,
  answer: before?.answer ?? 'withdrawn',
  by: before?.by ?? '',
  on: before?.on ?? '',
  revision,
});

/**
 * Nobody takes back what somebody else has said without having seen it. What others did to other aspects is in nobody's
 * way: only the aspects that are about to change are looked at.
 */
export const requireSeen = ({ revision }: Draft, words: readonly Word[], writing: Writing): void => {
  const { seen } = writing;
  if (seen !== undefined && seen > revision) throw new Problem('draft-not-there', { seen, revision });
  const code = seen === undefined ? 'answer-unseen' : 'answer-changed-since';
  const unseen = words
    .filter((word) => isUnseen(word, writing))
    .map((word): ProblemDetail => ({ code, facts: factsOf(word, revision), where: word.where }));
  const [first] = unseen;
  if (first !== undefined) throw new Problem(code, first.facts, unseen);
};
