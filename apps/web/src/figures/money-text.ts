import { type Language } from '@app/kernel/language';
import { type Yuan } from '@app/kernel/yuan';

// Everything here works on the digits of the text. An amount never passes through a floating-point number.

const MINUS = '\u2212';
const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

type Digits = Readonly<{ negative: boolean; fen: bigint }>;
const digitsOf = (amount: string): Digits => {
  const fen = BigInt(amount.replace('.', ''));
  return fen < 0n ? { negative: true, fen: -fen } : { negative: false, fen };
};

const shown = (negative: boolean, hundredths: bigint): string => {
  const padded = hundredths.toString().padStart(3, '0');
  return `${negative ? MINUS : ''}${group(padded.slice(0, -2))}.${padded.slice(-2)}`;
};

/** `"-1234567.80"` → `−1,234,567.80` */
export const moneyText = (amount: Yuan): string => {
  const { negative, fen } = digitsOf(amount);
  return shown(negative, fen);
};

export type BigMoney = Readonly<{ figure: string; unit: '' | '万' | '亿' | 'k' | 'M' }>;

type Scale = Readonly<{ from: bigint; unit: BigMoney['unit'] }>;
const SCALES: Record<Language, readonly Scale[]> = {
  zh: [
    { from: 100_000_000n, unit: '亿' },
    { from: 10_000n, unit: '万' },
  ],
  en: [{ from: 1_000_000n, unit: 'M' }],
};
const THOUSANDS: Record<Language, readonly Scale[]> = { zh: [], en: [{ from: 1_000n, unit: 'k' }] };

const scaled = (amount: Yuan, scales: readonly Scale[]): BigMoney => {
  const { negative, fen } = digitsOf(amount);
  const scale = scales.find(({ from }) => fen >= from * 100n);
  if (scale === undefined) return { figure: shown(negative, fen), unit: '' };
  return { figure: shown(negative, (fen + scale.from / 2n) / scale.from), unit: scale.unit };
};

/** A large amount in 万/亿 or M with two decimals, half up; the exact text belongs beside it. */
export const bigMoney = (amount: Yuan, language: Language): BigMoney => scaled(amount, SCALES[language]);

/** As short as a label over a bar has to be: thousands too. */
export const shortMoney = (amount: Yuan, language: Language): string => {
  const { figure, unit } = scaled(amount, [...SCALES[language], ...THOUSANDS[language]]);
  return `${figure.replace(/\.00$/, '')}${unit}`;
};

export const isNegative = (amount: Yuan): boolean => amount.startsWith('-');
/** For bar heights only: a drawing may round, a figure may not. */
export const forDrawing = (amount: string): number => Number(amount);
