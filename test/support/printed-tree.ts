import { addUp, compare, evaluate, holds } from './arithmetic';

/** One line of a printed tree of reasons, read back from nothing but its text. */
export type PrintedLine = {
  text: string;
  value?: string;
  formula?: string;
  rule?: string;
  isSum: boolean;
  children: PrintedLine[];
};

const FIGURE = String.raw`-?\d+(?:\.\d+)?(?:\/\d+)?`;
/** `label: value = Σ = formula {rule} — note [source]`; a label may hold a colon, so the value is the first figure after one. */
const VALUE = new RegExp(String.raw`: (${FIGURE})(?= |$)`);
const FORMULA = new RegExp(String.raw`: ${FIGURE}(?: = Σ)? = ([^{—[Σ]+?)(?= \{| —| \[|$)`);
const RULE = /(?:^|\s)\{([^}]+)\}/;

const lineOf = (text: string): PrintedLine => {
  const value = VALUE.exec(text)?.[1];
  const formula = FORMULA.exec(text)?.[1];
  const rule = RULE.exec(text)?.[1];
  return {
    text,
    ...(value !== undefined && { value }),
    ...(formula !== undefined && { formula }),
    ...(rule !== undefined && { rule }),
    isSum: / = Σ( |$)/.test(text),
    children: [],
  };
};

/** The printed lines with what stands below each, by nothing but the strokes in front. */
export const readPrinted = (printed: string): PrintedLine[] => {
  const all: PrintedLine[] = [];
  const open: PrintedLine[] = [];
  for (const text of printed.split('\n')) {
    const [strokes = ''] = /^[│├└─ ]*/.exec(text) ?? [];
    const depth = strokes.length / 3;
    const line = lineOf(text.slice(strokes.length));
    open.length = depth;
    open.at(-1)?.children.push(line);
    open.push(line);
    all.push(line);
  }
  return all;
};

const figuresIn = (text: string): string[] => text.match(/\d+(?:\.\d+)?/g) ?? [];

/** A child’s figure that its parent’s formula does not use: the chain from the sources to the result would be broken there. */
const unused = ({ text, formula, children }: PrintedLine, beside: RegExp): string[] => {
  if (formula === undefined) return [];
  const used = new Set(figuresIn(formula));
  return children.flatMap(({ value, text: below }) =>
    value !== undefined && !beside.test(below) && !figuresIn(value).every((figure) => used.has(figure))
      ? [`${text} does not use ${value}`]
      : [],
  );
};

/**
 * Every line that cannot be computed again from what it prints, or that is not the sum of the lines below it; and of the
 * lines that are `chained`, those that do not use a figure below them, unless that only stands `beside`.
 */
export const wrongIn = (
  lines: readonly PrintedLine[],
  { chained, beside }: Readonly<{ chained: RegExp; beside: RegExp }>,
): string[] =>
  lines.flatMap((line) => {
    const { text, value = '', formula, rule, isSum, children } = line;
    return [
      ...(formula !== undefined && compare(evaluate(formula), evaluate(value)) !== 0 ? [text] : []),
      ...(rule !== undefined && !holds(rule) ? [text] : []),
      ...(isSum && compare(addUp(children.map((child) => child.value ?? '')), evaluate(value)) !== 0
        ? [`Σ ${text}`]
        : []),
      ...(chained.test(text) ? unused(line, beside) : []),
    ];
  });
