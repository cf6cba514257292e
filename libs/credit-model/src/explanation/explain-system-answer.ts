import type { Bilingual } from '@app/kernel/language';
import type { Assessment } from '../assessment-result';
import type { Years } from '../figures';
import type { ScoringPolicy } from '../policy';
import { bandText } from '../policy/bands';
import type { Measure } from '../policy/measure';
import type { Answer } from '../policy/policy-shape';
import { quotients } from '../system-answers/own-figures';
import type { Evidence, SystemAnswer } from '../system-answers/system-answer';
import { evidenceWords } from './evidence-words';
import { ratioSources } from './explain-ratio-sources';
import { ratioFormula } from './explain-ratios';
import { term, words, type ExplanationNode } from './explanation-node';
import { answerWords, unavailableNote } from './explanation-words';

type Edges = Parameters<typeof bandText>[0];

/** The other side of an edge: what `from 5` leaves out ends below 5. */
const beyond = (edge: Edges): Edges => {
  if (edge.from !== undefined) return { below: edge.from };
  if (edge.over !== undefined) return { upTo: edge.over };
  if (edge.upTo !== undefined) return { over: edge.upTo };
  return { from: edge.below ?? '0' };
};

/** Between which edges the figure lies, for its answer to be what it is. */
const bandFor = ({ good, fair }: Measure, answer: Answer): Edges => {
  if (answer === 'good') return good;
  const past = beyond(answer === 'fair' ? good : fair);
  if (answer !== 'fair') return past;
  const within: Edges = fair;
  return {
    over: within.over ?? past.over,
    from: within.from ?? past.from,
    upTo: within.upTo ?? past.upTo,
    below: within.below ?? past.below,
  };
};

const labelOf = (policy: ScoringPolicy, figure: Evidence['figure']): Bilingual => {
  if (figure in evidenceWords) return evidenceWords[figure as keyof typeof evidenceWords];
  const ratio = policy.ratios.list.find(({ id }) => id === figure);
  if (ratio === undefined) return words(figure, figure);
  return ratio.unit === 'percent' ? words(`${ratio.name.zh} %`, `${ratio.name.en} %`) : ratio.name;
};

const formulaOf = (
  policy: ScoringPolicy,
  { ratios }: Assessment,
  [measured, ...parts]: readonly Evidence[],
): string | undefined => {
  if (measured === undefined) return undefined;
  const valueOf = (figure: string): string => term(parts.find((part) => part.figure === figure)?.value ?? '0');
  const { figure } = measured;
  if (figure === 'yearsEstablished' || figure === 'yearsAsCustomer') return `down(${valueOf('months')} ÷ 12, 0)`;
  if (!(figure in quotients))
    return ratioFormula(
      policy,
      ratios.find(({ id }) => id === figure),
    );
  const { unit, over, less, under } = quotients[figure as keyof typeof quotients];
  const numerator = less === undefined ? valueOf(over) : `(${valueOf(over)} − ${valueOf(less)})`;
  const scale = unit === 'percent' ? ' × 100' : '';
  return `round(${numerator}${scale} ÷ ${valueOf(under)}, ${policy.rounding.ratioDecimals})`;
};

/** An assessment with the statements that it was made of, where answers lead back to them. */
export type Explained = Readonly<{
  assessment: Assessment;
  /** By aspect. */
  systemAnswers: ReadonlyMap<string, SystemAnswer> | undefined;
  years: Years | undefined;
}>;

/** The figure that answered, with its formula and the edges it lies between, and below it what it is made of. */
export const evidenceNodes = (
  policy: ScoringPolicy,
  { assessment, years }: Explained,
  { aspect, answer, measure, evidence }: SystemAnswer,
): ExplanationNode[] => {
  const [measured, ...parts] = evidence;
  if (measured === undefined) return [];
  const ratio = assessment.ratios.find(({ id }) => id === measured.figure);
  const children = parts.map(({ figure, value }): ExplanationNode => ({
    code: `evidence.${aspect}.${figure}`,
    label: labelOf(policy, figure),
    value,
  }));
  if (ratio !== undefined && years !== undefined) children.push(...ratioSources(ratio, years));
  return [
    {
      code: `evidence.${aspect}`,
      label: labelOf(policy, measured.figure),
      value: measured.value,
      formula: formulaOf(policy, assessment, evidence),
      rule: bandText(bandFor(measure, answer), measured.value),
      source: policy.measures?.source,
      children,
    },
  ];
};

/** Who answered, beside what the answer stands for. */
export const answeredNote = (said: Bilingual, { answer, missing, overruled }: SystemAnswer): Bilingual => {
  if (overruled !== undefined) {
    const { by, reason } = overruled;
    return words(
      `${said.zh} — 分析员 ${by} 推翻系统的“${answerWords[answer].zh}”：${reason}`,
      `${said.en} — ${by} overrules the system's "${answerWords[answer].en}": ${reason}`,
    );
  }
  if (missing === undefined) return words(`${said.zh} — 系统作答`, `${said.en} — by the system`);
  const why = unavailableNote(missing);
  return words(`${said.zh} — 分析员作答；系统${why.zh}`, `${said.en} — by the analyst; ${why.en}`);
};
