import { POSITIVE_DIGITS_MAX, positiveYuan } from '@app/kernel/yuan';
import { type z } from 'zod';

type PositiveYuan = z.infer<typeof positiveYuan>;
export type AmountInput =
  | { readonly kind: 'empty' }
  | { readonly kind: 'amount'; readonly amount: PositiveYuan }
  | { readonly kind: 'wrong'; readonly why: 'not-a-number' | 'decimals' | 'not-positive' | 'too-large' };

const wrong = (why: Extract<AmountInput, { kind: 'wrong' }>['why']): AmountInput => ({ kind: 'wrong', why });

// A Chinese keyboard types full-width digits and signs as readily as the others.
const halfWidth = (text: string): string =>
  text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/。/g, '.');

const timesTenThousand = (whole: string, fraction: string): [string, string] => {
  const moved = fraction.padEnd(4, '0');
  return [whole + moved.slice(0, 4), moved.slice(4)];
};

/** Reads what people type: `120000`, `120,000.5`, `￥１２０,０００`, `12万`, `12.5 万元`. Text in, text out; no rounding. */
export const readAmount = (typed: string): AmountInput => {
  const text = halfWidth(typed)
    .replace(/[\s,¥￥]/g, '')
    .replace(/元$/, '');
  if (text === '') return { kind: 'empty' };
  const parts = /^(-?)(\d*)(?:\.(\d*))?(万?)$/.exec(text);
  const [, sign = '', digits = '', decimals = '', tenThousand = ''] = parts ?? [];
  if (parts === null || digits + decimals === '') return wrong('not-a-number');
  const [whole, fraction] = tenThousand === '' ? [digits, decimals] : timesTenThousand(digits, decimals);
  const cents = fraction.replace(/0+$/, '');
  if (cents.length > 2) return wrong('decimals');
  const plain = whole.replace(/^0+(?=\d)/, '');
  if (plain.length > POSITIVE_DIGITS_MAX) return wrong('too-large');
  const amount = positiveYuan.safeParse(`${sign}${plain === '' ? '0' : plain}.${cents.padEnd(2, '0')}`);
  return amount.success ? { kind: 'amount', amount: amount.data } : wrong('not-positive');
};
