/** Columns that the terminal shows for a text: Chinese characters take two. */
const width = (text: string): number =>
  Array.from(text).reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(character)
        ? 2
        : 1),
    0,
  );

const isFigure = (text: string): boolean => /^-?[\d,]*\.?\d+%?$/.test(text);
const pad = (text: string, to: number, right: boolean): string => {
  const blank = ' '.repeat(Math.max(0, to - width(text)));
  return right ? blank + text : text + blank;
};

/** Lines up rows under their heads; figures stand to the right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((title, column) => Math.max(width(title), ...rows.map((row) => width(row[column] ?? ''))));
  const right = head.map(
    (_, column) => rows.length > 0 && rows.every((row) => isFigure(row[column] ?? '') || row[column] === ''),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0, right[column] ?? false))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((size) => '─'.repeat(size)).join('  '), ...rows.map(line)].join('\n');
};

/** 1234567.80 → 1,234,567.80 */
export const grouped = (amount: string): string =>
  amount.replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',').replace(/(\.\d*),/g, '$1');
