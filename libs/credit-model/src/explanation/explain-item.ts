import type { Assessment } from '../assessment-result';
import type { ScoringPolicy } from '../policy';
import { oncePerPolicy } from '../policy/once-per-policy';
import { answer, type Answer } from '../policy/policy-shape';
import { answeredNote, evidenceNodes, type Explained } from './explain-system-answer';
import { words, type ExplanationNode } from './explanation-node';
import { answerWords } from './explanation-words';

type Aspect = ScoringPolicy['items']['list'][number]['aspects'][number];
type Scored = Assessment['characteristic']['items'][number];

/** What a policy says of one item in every tree. Many trees share these nodes, so they are frozen. */
type Told = Readonly<{
  label: ExplanationNode['label'];
  aspects: readonly Readonly<{ code: string; nodes: readonly ExplanationNode[] }>[];
  /** The whole item as analysts answered it, by the number of the set of answers, as they are met. */
  items: (ExplanationNode | undefined)[];
}>;

const CHOICES = answer.options;

const aspectNode = ({ points }: ScoringPolicy, { code, name, ...aspect }: Aspect, given: Answer): ExplanationNode => {
  const { zh, en } = answerWords[given];
  const because = given === 'none' ? undefined : aspect[given];
  return Object.freeze({
    code: `aspect.${code}`,
    label: words(`${code} ${name.zh}`, `${code} ${name.en}`),
    value: points[given],
    note: because === undefined ? answerWords[given] : words(`${zh}：${because.zh}`, `${en}: ${because.en}`),
  });
};

const toldBy = oncePerPolicy(
  (policy): ReadonlyMap<string, Told> =>
    new Map(
      policy.items.list.map(({ code, name, aspects }) => [
        code,
        {
          label: words(`${code} ${name.zh}`, `${code} ${name.en}`),
          aspects: aspects.map((aspect) => ({
            code: aspect.code,
            nodes: CHOICES.map((given) => aspectNode(policy, aspect, given)),
          })),
          items: [],
        },
      ]),
    ),
);

const answeredNode = (policy: ScoringPolicy, explained: Explained, node: ExplanationNode, aspect: string) => {
  const system = explained.systemAnswers?.get(aspect);
  if (system === undefined) return node;
  const { code, label, value, note = answerWords.none } = node;
  const evidence = evidenceNodes(policy, explained, system);
  const children = evidence.length > 0 ? evidence : undefined;
  return { code, label, value, note: answeredNote(note, system), children };
};

const aspectNodes = (policy: ScoringPolicy, explained: Explained, { aspects }: Told, { answers }: Scored) =>
  aspects.flatMap(({ code, nodes }, at): ExplanationNode[] => {
    const node = nodes[CHOICES.indexOf(answers[at] ?? 'none')];
    return node === undefined ? [] : [answeredNode(policy, explained, node, code)];
  });

const nodeOf = (policy: ScoringPolicy, explained: Explained, told: Told, scored: Scored): ExplanationNode => {
  const points = scored.answers.map((given) => policy.points[given]).join(' + ');
  const score = `(${points}) ÷ ${policy.itemScore.divisor}`;
  const { classCap } = explained.assessment.characteristic;
  const cap = classCap?.item === scored.code ? classCap : undefined;
  return {
    code: `item.${scored.code}`,
    label: told.label,
    value: scored.weighted,
    formula: cap === undefined ? `${scored.weight} × ${score}` : `${scored.weight} × min(${score}, ${cap.atMost})`,
    note:
      cap &&
      words(
        `客户分类 ${cap.customerClass}：本项得分不超过 ${cap.atMost}`,
        `customer class ${cap.customerClass}: this item scores at most ${cap.atMost}`,
      ),
    children: aspectNodes(policy, explained, told, scored),
  };
};

/** One item of the card with its four aspects: what was answered, why, and what it weighs. */
export const itemNode = (policy: ScoringPolicy, explained: Explained, scored: Scored): ExplanationNode => {
  const told = toldBy(policy).get(scored.code) ?? { label: words(scored.code, scored.code), aspects: [], items: [] };
  const { characteristic } = explained.assessment;
  const isOwn =
    characteristic.classCap?.item === scored.code ||
    told.aspects.some(({ code }) => explained.systemAnswers?.has(code));
  if (isOwn) return nodeOf(policy, explained, told, scored);
  // Four aspects have 256 sets of answers: written once, they are half of every tree.
  const number = scored.answers.reduce((sum, given) => sum * CHOICES.length + CHOICES.indexOf(given), 0);
  const known = told.items[number];
  if (known?.value === scored.weighted) return known;
  const node = nodeOf(policy, explained, told, scored);
  // A copy is kept: were it what `nodeOf` made, the engine would take all that comes from there for long-lived, and the
  // collector would drag along every tree for whose sake a node was made afresh.
  const kept = Object.freeze({ ...node, children: Object.freeze([...(node.children ?? [])]) as ExplanationNode[] });
  told.items[number] = kept;
  return kept;
};
