import type { Language } from '@app/kernel/language';
import type { ExplanationNode } from './explanation/explanation-node';

const mark = (source: string): string => source.slice(0, source.indexOf(']') + 1);

const line = ({ label, value, formula, rule, sum, note, source }: ExplanationNode, language: Language): string =>
  [
    value === undefined ? label[language] : `${label[language]}: ${value}`,
    ...(sum === true ? ['= Σ'] : []),
    ...(formula === undefined ? [] : [`= ${formula}`]),
    ...(rule === undefined ? [] : [`{${rule}}`]),
    ...(note === undefined ? [] : [`— ${note[language]}`]),
    ...(source === undefined ? [] : [mark(source)]),
  ].join(' ');

const below = (children: readonly ExplanationNode[], language: Language, indent: string): string[] =>
  children.flatMap((child, index) => {
    const last = index === children.length - 1;
    return [
      `${indent}${last ? '└─' : '├─'} ${line(child, language)}`,
      ...below(child.children ?? [], language, `${indent}${last ? '   ' : '│  '}`),
    ];
  });

/** The tree as lines for a terminal; each line can be computed again from what it prints. */
export const renderExplanation = (tree: ExplanationNode, language: Language): string =>
  [line(tree, language), ...below(tree.children ?? [], language, '')].join('\n');
