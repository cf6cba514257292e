import type { RatioResult } from '../assessment-result';
import type { Figures, Years } from '../figures';
import { definitions, type Part } from '../ratios/ratio-definitions';
import { term, words, type ExplanationNode } from './explanation-node';
import { figureWords } from './explanation-words';

const leaf = ({ figure, nilIfMissing }: Part, of: Figures): ExplanationNode[] => {
  const value = of[figure]?.toFixed() ?? (nilIfMissing ? '0' : undefined);
  if (value === undefined) return [];
  const { zh, en } = figureWords[figure];
  return [{ code: `source.${of.year}.${figure}`, label: words(`${of.year} 年${zh}`, `${en} of ${of.year}`), value }];
};

type Side = Readonly<{ text: string; lines: ExplanationNode[] }>;
/** One figure of a sum as it stands in its formula, with the statement lines behind it. */
const partOf = (part: Part, { latest, last }: Years): Side => {
  const lines = [
    ...(part.when === 'opening' ? [] : leaf(part, latest)),
    ...(part.when === 'closing' || last === undefined ? [] : leaf({ ...part, nilIfMissing: false }, last)),
  ];
  const figures = lines.map(({ value = '0' }) => term(value));
  return { text: figures.length > 1 ? `(${figures.join(' + ')}) ÷ ${figures.length}` : (figures[0] ?? '0'), lines };
};

const sideNodes = (code: string, parts: readonly Part[], value: string, years: Years): ExplanationNode[] => {
  const sides = parts.map((part) => partOf(part, years));
  const lines = sides.flatMap((side) => side.lines);
  if (lines.length === 1) return lines;
  const formula = sides.map(({ text }, at) => (at === 0 ? text : `${parts[at]?.sign === 1 ? '+' : '−'} ${text}`));
  const label = code === 'over' ? words('分子', 'numerator') : words('分母', 'denominator');
  return [{ code, label, value, formula: formula.join(' '), children: lines }];
};

/** Both sides of a ratio, down to the lines of the statements that they are made of. */
export const ratioSources = ({ id, numerator, denominator }: RatioResult, years: Years): ExplanationNode[] => {
  if (numerator === undefined || denominator === undefined) return [];
  const { numerator: over, denominator: under } = definitions[id];
  return [...sideNodes('over', over, numerator, years), ...sideNodes('under', under, denominator, years)];
};
