import type { BusinessDate } from '@app/kernel/business-date';
import { dateReader } from './date-format';
import type { Cell } from './rows';
import { dayOfSerial } from './workbook';

const TIME_OF_DAY = /[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/;

export type DayReader = (cell: Cell) => BusinessDate | undefined;

/**
 * Reads the day of a cell: a date cell of a workbook as it is, a number there as the day that it counts, a text in one of the
 * declared formats. A time of day behind a date is passed over; the order of day and month is never guessed.
 */
export const dayReader = (formats: readonly string[], is1904 = false): DayReader => {
  const readers = formats.map(dateReader);
  return ({ text, day, serial }) => {
    if (day !== undefined) return day;
    const plain = text.normalize('NFKC').trim().replace(TIME_OF_DAY, '');
    for (const read of readers) {
      const found = read(plain);
      if (found !== undefined) return found;
    }
    return serial === undefined ? undefined : dayOfSerial(serial, is1904);
  };
};

/** Formats that a file may be in when the declared one fits badly. */
const COMMON_FORMATS: readonly string[] = [
  'YYYY-MM-DD',
  'YYYY/M/D',
  'YYYYMMDD',
  'YYYY.M.D',
  'YYYY年M月D日',
  'M/D/YYYY',
  'D/M/YYYY',
  'D.M.YYYY',
  'D-M-YYYY',
  'M-D-YYYY',
];

/**
 * Formats in which every one of these texts is a day. More than one may be left where no day beyond the twelfth tells day from
 * month; none, where the texts are no dates.
 */
export const formatsThatFit = (texts: readonly string[]): string[] => {
  const given = texts.filter((text) => text.trim() !== '');
  return given.length === 0
    ? []
    : COMMON_FORMATS.filter((format) => {
        const read = dayReader([format]);
        return given.every((text) => read({ text }) !== undefined);
      });
};
