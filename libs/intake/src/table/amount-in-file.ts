import type { ProblemCode } from '@app/kernel/problem';
import { POSITIVE_DIGITS_MAX, yuan, type Yuan } from '@app/kernel/yuan';

type InFile = Readonly<{ amount: Yuan }> | Readonly<{ fault: ProblemCode }>;

const CURRENCY = /^(?:cny|rmb|人民币|¥|元)|(?:cny|rmb|元|¥)$/giu;
/** Commas between groups of three are decoration; anywhere else nobody knows what they mean. */
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d*)?$/;

/**
 * An amount as spreadsheets and banks write it, with its sign: `1,234.50`, `￥１２００`, `1200元`, `(35.00)`, `35.00-`. A third
 * decimal is not money, and nothing is rounded.
 */
export const amountInFile = (given: string): InFile => {
  // NFKC turns full-width digits, points, commas and ￥ into the plain ones.
  let text = given
    .normalize('NFKC')
    .replace(/[\s\u200B\uFEFF]/gu, '')
    .replace(/[−–—]/gu, '-');
  if (text === '') return { fault: 'value-missing' };
  let negative = false;
  if (/^\(.*\)$/.test(text)) [negative, text] = [true, text.slice(1, -1)];
  text = text.replace(CURRENCY, '');
  if (/^[+-]/.test(text)) [negative, text] = [negative !== text.startsWith('-'), text.slice(1)];
  else if (/[+-]$/.test(text)) [negative, text] = [negative !== text.endsWith('-'), text.slice(0, -1)];
  text = text.replace(CURRENCY, '');
  if (GROUPED.test(text)) text = text.replaceAll(',', '');
  if (!/^\d{1,30}(\.\d*)?$|^\.\d+$/.test(text)) return { fault: 'amount-not-a-number' };
  const [digits = '', fraction = ''] = text.split('.');
  const whole = digits.replace(/^0+(?=\d)/, '') || '0';
  const decimals = fraction.replace(/0+$/, '').padEnd(2, '0');
  if (decimals.length > 2) return { fault: 'amount-too-fine' };
  if (whole.length > POSITIVE_DIGITS_MAX) return { fault: 'amount-too-large' };
  const plain = `${whole}.${decimals}`;
  return { amount: yuan.parse(negative && plain !== '0.00' ? `-${plain}` : plain) };
};
