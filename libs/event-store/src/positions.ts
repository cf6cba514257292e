import { invalid } from './store-errors';

const POSITION = /^\d{1,19}$/;
const DIGITS = 16;
export const BEFORE_ALL = '0'.repeat(DIGITS);

/** Positions of our own two adapters are whole numbers as text of one length; to everybody else they are opaque. */
export const positionText = (position: bigint | string): string => String(position).padStart(DIGITS, '0');

export const positionNumber = (position: string): bigint => {
  if (typeof position !== 'string' || !POSITION.test(position)) throw invalid(`${position} is not a position`);
  return BigInt(position);
};

export const comparePositions = (a: string, b: string): number => {
  const difference = positionNumber(a) - positionNumber(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
