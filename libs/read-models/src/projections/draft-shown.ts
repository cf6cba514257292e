import type { AnswerDraft } from '@app/contracts/credit-application';
import type { Draft } from '@app/domain/credit-application/draft';

type Answers = AnswerDraft['answers'];
const asAnswer = (text: string): Answers[string] =>
  text === 'good' || text === 'fair' || text === 'poor' ? text : 'none';

const answersShown = ({ given }: Draft): Answers =>
  Object.fromEntries(Object.entries(given).map(([code, { answer }]) => [code, asAnswer(answer)]));

const givenShown = ({ given }: Draft): AnswerDraft['given'] =>
  Object.fromEntries(
    Object.entries(given).map(([code, { by, on, from }]) => [
      code,
      { by, on, ...(from !== undefined && { carriedOverFrom: from }) },
    ]),
  );

/** Those in force: what was withdrawn stays in the timeline. */
const overrulesShown = ({ overrules }: Draft): AnswerDraft['overrules'] =>
  Object.fromEntries(
    Object.entries(overrules).flatMap(([code, { answer, reason, by, on }]) =>
      answer === undefined ? [] : [[code, { answer, reason, by, on }]],
    ),
  );

/** What analysts have written so far, with who wrote it when. */
export const draftShown = (draft: Draft): AnswerDraft => ({
  revision: draft.revision,
  answers: answersShown(draft),
  given: givenShown(draft),
  overrules: overrulesShown(draft),
});
