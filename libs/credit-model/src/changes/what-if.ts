import type { z } from 'zod';
import { Problem, problemCode, type ProblemDetail } from '@app/kernel/problem';
import { assess } from '../assess';
import { assessmentInput, type AssessmentInput } from '../assessment-input';
import type { ScoringPolicy } from '../policy';
import { makeChange, withChangedLines, type Draft } from './changed-input';
import { differencesOf } from './differences';
import type { TypedValue } from './typed-value';
import type { MadeChange, WhatIfResult } from './what-if-result';

export type Changes = Readonly<Record<string, TypedValue>>;

const refuse = ([first, ...others]: readonly ProblemDetail[]): void => {
  if (first !== undefined) throw new Problem(first.code, first.facts, [first, ...others]);
};

const whereOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');

/** What the file’s own form objects to, once the changes are in. */
const detailOf = (issue: z.core.$ZodIssue): ProblemDetail => {
  const where = whereOf(issue.path);
  const named = problemCode.safeParse(issue.code === 'custom' ? issue.params?.['problem'] : issue.message).data;
  const aspect = String(issue.path.at(-1) ?? '');
  const value = typeof issue.input === 'string' || typeof issue.input === 'number' ? issue.input : '…';
  if (named !== undefined) return { code: named, facts: { aspect, line: aspect, value }, where };
  if (issue.input === undefined) return { code: 'value-missing', facts: {}, where };
  return { code: 'what-if-value', facts: { path: where, value, form: 'file-form' }, where };
};

/**
 * What would come out if something were otherwise: any figure, answer, flag, security or overrule of the input by its path
 * (`asked`, `answers.C3.1`, `statements.2025.balance.inventory`, `securities.S-1.validTo`), or the policy’s `stance` and
 * `strategy`; null or an empty text takes away what is there. Lines of a statement carry their totals along, see
 * `changedStatement`. Nothing is recorded. Throws a Problem for a path that leads nowhere, a value that cannot stand
 * there, and whatever `assess` objects to.
 */
export const whatIf = (policy: ScoringPolicy, input: AssessmentInput, changes: Changes): WhatIfResult => {
  const { answers, ...rest } = structuredClone(input);
  const draft: Draft = { policy, input: rest, lines: new Map() };
  const made: MadeChange[] = [];
  const problems: ProblemDetail[] = [];
  for (const [path, value] of Object.entries(changes)) {
    const result = makeChange(draft, input, path, value);
    if ('problem' in result) problems.push(result.problem);
    else made.push(result.change);
  }
  refuse(problems);
  const statements = withChangedLines(input, draft);
  const parsed = assessmentInput.safeParse({ answers, ...draft.input, statements }, { reportInput: true });
  refuse((parsed.error?.issues ?? []).map(detailOf));
  const before = assess(policy, input);
  const after = assess(draft.policy, parsed.data ?? input);
  return { changes: made, before, after, differences: differencesOf(before, after) };
};
