import type { RatioResult } from '../assessment-result';
import type { FigureName, Figures, Years } from '../figures';
import { definitions, type Part } from '../ratios/ratio-definitions';
import { term, words, type ExplanationNode } from './explanation-node';
import { figureWords } from './explanation-words';

const leaf = (figure: FigureName, of: Figures, otherwise: string | undefined): ExplanationNode[] => {
  const value = of[figure]?.toFixed() ?? otherwise;
  if (value === undefined) return [];
  const { zh, en } = figureWords[figure];
  return [{ code: `source.${of.year}.${figure}`, label: words(`${of.year} 年${zh}`, `${en} of ${of.year}`), value }];
};

type Side = Readonly<{ text: string; lines: ExplanationNode[] }>;
/** One figure of a sum as it stands in its formula, with the statement lines behind it. */
const partOf = ({ figure, when, nilIfMissing }: Part, { latest, last }: Years): Side => {
  const lines = when === 'opening' ? [] : leaf(figure, latest, nilIfMissing ? '0' : undefined);
  if (when !== 'closing' && last !== undefined) lines.push(...leaf(figure, last, undefined));
  const figures = lines.map(({ value = '0' }) => term(value));
  return { text: figures.length > 1 ? `(${figures.join(' + ')}) ÷ ${figures.length}` : (figures[0] ?? '0'), lines };
};

const NUMERATOR = words('分子', 'numerator');
const DENOMINATOR = words('分母', 'denominator');
const sideNodes = (code: string, parts: readonly Part[], value: string, years: Years): ExplanationNode[] => {
  const sides = parts.map((part) => partOf(part, years));
  const lines = sides.flatMap((side) => side.lines);
  if (lines.length === 1) return lines;
  const formula = sides.map(({ text }, at) => (at === 0 ? text : `${parts[at]?.sign === 1 ? '+' : '−'} ${text}`));
  const label = code === 'over' ? NUMERATOR : DENOMINATOR;
  return [{ code, label, value, formula: formula.join(' '), children: lines }];
};

/** Both sides of a ratio, down to the lines of the statements that they are made of. */
export const ratioSources = ({ id, numerator, denominator }: RatioResult, years: Years): ExplanationNode[] => {
  if (numerator === undefined || denominator === undefined) return [];
  const { numerator: over, denominator: under } = definitions[id];
  return [...sideNodes('over', over, numerator, years), ...sideNodes('under', under, denominator, years)];
};
