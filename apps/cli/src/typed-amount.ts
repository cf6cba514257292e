import type { ProblemCode } from '@app/kernel/problem';
import { POSITIVE_DIGITS_MAX, positiveYuan, type Yuan } from '@app/kernel/yuan';

type Typed = Readonly<{ amount: Yuan }> | Readonly<{ fault: ProblemCode }>;

/** An amount as people and files write it, `1000` or `1000.5`; a third decimal is not money, and nothing is rounded. */
export const typedAmount = (text: string): Typed => {
  if (text === '') return { fault: 'value-missing' };
  if (!/^-?\d{1,30}(\.\d+)?$/.test(text)) return { fault: 'amount-not-a-number' };
  const [whole = '', decimals = ''] = text.replace(/^(-?)0+(?=\d)/, '$1').split('.');
  if (decimals.length > 2) return { fault: 'amount-too-fine' };
  if (whole.length > POSITIVE_DIGITS_MAX) return { fault: 'amount-too-large' };
  const amount = positiveYuan.safeParse(`${whole}.${decimals.padEnd(2, '0')}`);
  return amount.success ? { amount: amount.data } : { fault: 'amount-not-positive' };
};
