import type { ProblemDetail } from '@app/kernel/problem';
import type { CharacteristicAnswers } from './assessment-input';
import type { ScoringPolicy } from './policy';
import { oncePerPolicy } from './policy/once-per-policy';
import type { Answer, GroupCode } from './policy/policy-shape';

export type Item = ScoringPolicy['items']['list'][number];

/** The form to fill in: the policy's items with their aspects, as screens and the terminal list them. */
export const questionnaire = (
  policy: ScoringPolicy,
): readonly (Item & Readonly<{ group: GroupCode; groupName: ScoringPolicy['name'] }>)[] =>
  policy.items.list.map((item) => ({
    ...item,
    groupName: policy.groups.list.find(({ code }) => code === item.group)?.name ?? item.name,
  }));

const CARD: Readonly<Record<string, Answer>> = { '5': 'good', '3': 'fair', '1': 'poor', '0': 'none' };
const asAnswer = (text: string | undefined): Answer =>
  text === 'good' || text === 'fair' || text === 'poor' ? text : 'none';

/** The answers of one item, aspect by aspect: from the card's four digits or one by one; missing is no information. */
export const answersOfItem = ({ code, aspects }: Item, answers: CharacteristicAnswers): readonly Answer[] => {
  const card = answers[code];
  return aspects.map((aspect, index) =>
    card === undefined ? asAnswer(answers[aspect.code]) : (CARD[card.charAt(index)] ?? 'none'),
  );
};

/** The same answers with every aspect named, so that one of them can be changed. */
export const spelledOut = (policy: ScoringPolicy, answers: CharacteristicAnswers): CharacteristicAnswers =>
  Object.fromEntries(
    policy.items.list.flatMap((item) => {
      const given = answersOfItem(item, answers);
      return item.aspects.map(({ code }, index) => [code, given[index] ?? 'none']);
    }),
  );

const codesOf = oncePerPolicy(
  ({ items }): ReadonlySet<string> =>
    new Set(items.list.flatMap(({ code, aspects }) => [code, ...aspects.map((aspect) => aspect.code)])),
);

/** Whether the policy asks this aspect; an item's code is none. */
export const isKnownAspect = (policy: ScoringPolicy, code: string): boolean =>
  code.includes('.') && codesOf(policy).has(code);

/** Codes that look right but that this policy does not ask. */
export const unknownAspects = (policy: ScoringPolicy, answers: CharacteristicAnswers): readonly ProblemDetail[] => {
  const known = codesOf(policy);
  const unknown: ProblemDetail[] = [];
  for (const aspect in answers)
    if (!known.has(aspect)) unknown.push({ code: 'unknown-aspect', facts: { aspect }, where: `answers.${aspect}` });
  return unknown;
};
