import { businessDate, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';

const parts: Record<string, string> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * Reads dates of one declared format made of YYYY, MM or M, DD or D and separators, e.g. `M/D/YYYY`. A text that
 * does not fit gives `undefined`: the order of day and month is never guessed.
 */
export const dateReader = (format: string): ((text: string) => BusinessDate | undefined) => {
  const pieces = format.split(/(YYYY|MM?|DD?)/).filter((piece) => piece !== '');
  const names = pieces
    .map((piece) => piece.charAt(0))
    .filter((name, index) => (pieces[index] ?? '') in parts && name !== '');
  if ([...names].sort().join('') !== 'DMY') throw new Problem('date-format-unknown', { format });
  const pattern = new RegExp(`^${pieces.map((piece) => parts[piece] ?? escaped(piece)).join('')}$`);
  return (text) => {
    const { year, month, day } = pattern.exec(text.trim())?.groups ?? {};
    if (year === undefined || month === undefined || day === undefined) return undefined;
    return businessDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).data;
  };
};
