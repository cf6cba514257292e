import { exact } from '@app/kernel/exact';

/** A dash of any width in place of a figure says that there is none. */
const NONE = /^(-+|\/|无)$/;

/**
 * A figure as accountants write it: `1,234.56`, `(123)` and `－123` below zero, full-width digits, a currency sign.
 * A dash is 0. `null` for a cell that is empty, undefined for what is no number.
 */
export const figureIn = (cell: string): string | null | undefined => {
  const plain = cell
    .normalize('NFKC')
    .replace(/[\s¥￥]/g, '')
    .replace(/[−–—]/g, '-');
  if (plain === '') return null;
  if (NONE.test(plain)) return '0';
  const inBrackets = /^\((.*)\)$/.exec(plain)?.[1];
  const bare = inBrackets ?? plain;
  // Commas stand between groups of three, or not at all: 1,23 is a slip, or somebody else’s decimal point.
  if (!/^[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(bare)) return undefined;
  if (inBrackets !== undefined && /^[-+]/.test(bare)) return undefined;
  const value = exact(bare.replace(/[,+]/g, ''));
  return (inBrackets === undefined ? value : value.negated()).toFixed();
};

const UNITS: readonly (readonly ['yuan' | 'wan', RegExp])[] = [
  ['wan', /^(人民币)?万元$|^wan( yuan)?$|^(cny |rmb )?(ten thousand|10,?000)( yuan)?$/],
  ['yuan', /^(人民币)?元$|^yuan$|^cny$|^rmb$|^人民币$/],
];
/** Which currencies and units a sheet may not be in, as they are written. */
const FOREIGN = /美元|港元|港币|欧元|日元|英镑|usd|hkd|eur|jpy|gbp|us\$|hk\$|\$|€|£/i;

export type Unit = 'yuan' | 'wan';
/** What is said of the unit: one of ours, another currency, or something that is neither (`千元`, `million`). */
export const unitIn = (text: string): Unit | 'foreign' | undefined => {
  const plain = text.normalize('NFKC').toLowerCase().replace(/[()]/g, ' ').trim();
  if (FOREIGN.test(plain)) return 'foreign';
  const parts = plain.split(/[\s,;、，；/]+/).filter((part) => part !== '');
  const whole = [plain, ...parts];
  return UNITS.find(([, fits]) => whole.some((part) => fits.test(part)))?.[0];
};
