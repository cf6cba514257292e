import { spelledOut, unknownAspects } from '@app/credit-model/answers';
import type { ScoringPolicy } from '@app/credit-model/policy';
import { Problem } from '@app/kernel/problem';
import type { Application } from './application';
import type { GiveOverrule, RecordAnswers, WithdrawOverrule } from './commands';
import { requireSeen } from './draft';
import type { CreditApplicationEvent } from './events';
import { requireStage, type Stage } from './stages';

/** An answer that comes after the assessment asks for another assessment. */
const DRAFTING: readonly Stage[] = ['in-assessment', 'assessed', 'reported', 'returned'];

/** Answers are kept aspect by aspect, however they were written, so that a later one replaces the earlier. */
export const recordAnswers = ({ data }: RecordAnswers, application: Application): CreditApplicationEvent[] => {
  const { applicationId, by, on, scoring, seen } = data;
  const { draft } = application;
  const unknown = unknownAspects(scoring, data.answers);
  if (unknown.length > 0) throw new Problem('unknown-aspect', unknown[0]?.facts, unknown);
  const given = Object.entries(spelledOut(scoring, data.answers)).filter(
    ([code]) => code in data.answers || (code.split('.')[0] ?? '') in data.answers,
  );
  // What is said again as it stands is nobody's change: only the rest is recorded.
  const changed = given.filter(([code, answer]) => draft.given[code]?.answer !== answer);
  if (changed.length === 0) return [];
  requireStage(application, DRAFTING);
  const words = changed.map(([aspect]) => ({ aspect, where: `answers.${aspect}`, before: draft.given[aspect] }));
  requireSeen(draft, words, { by, seen });
  const { customerId } = application.filed;
  const answers = Object.fromEntries(changed);
  return [{ type: 'AnswersRecorded', data: { applicationId, customerId, answers, answeredBy: by, on } }];
};

/** Only the system's own answer can be overruled: where the policy measures nothing, the analyst simply answers. */
const requireMeasured = (scoring: ScoringPolicy, aspect: string): void => {
  const asked = scoring.items.list.flatMap(({ aspects }) => aspects).find(({ code }) => code === aspect);
  if (asked === undefined) throw new Problem('unknown-aspect', { aspect });
  if (asked.measure === undefined) throw new Problem('aspect-not-measured', { aspect });
};

export const giveOverrule = ({ data }: GiveOverrule, application: Application): CreditApplicationEvent[] => {
  const { applicationId, aspect, answer, reason, by, on, scoring, seen } = data;
  const before = application.draft.overrules[aspect];
  if (before?.answer === answer && before.reason === reason && before.by === by) return [];
  requireMeasured(scoring, aspect);
  requireStage(application, DRAFTING);
  requireSeen(application.draft, [{ aspect, where: `overrules.${aspect}`, before }], { by, seen });
  const { customerId } = application.filed;
  return [{ type: 'OverruleGiven', data: { applicationId, customerId, aspect, answer, reason, givenBy: by, on } }];
};

export const withdrawOverrule = ({ data }: WithdrawOverrule, application: Application): CreditApplicationEvent[] => {
  const { applicationId, aspect, by, on, seen } = data;
  const before = application.draft.overrules[aspect];
  if (before?.answer === undefined) return [];
  requireStage(application, DRAFTING);
  requireSeen(application.draft, [{ aspect, where: `overrules.${aspect}`, before }], { by, seen });
  const { customerId } = application.filed;
  return [{ type: 'OverruleWithdrawn', data: { applicationId, customerId, aspect, withdrawnBy: by, on } }];
};
