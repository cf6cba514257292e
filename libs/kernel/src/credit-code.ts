import { z } from 'zod';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The last character of a unified social credit code, from its first 17 (GB 32100-2015, annex A). */
export const checkCharacter = (first17: string): string => {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(first17.charAt(index)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
};

/** Unified social credit code 统一社会信用代码: 18 characters, the last of them a check character. */
export const creditCode = z
  .string()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, { error: 'credit-code-shape' })
  .refine((code) => checkCharacter(code.slice(0, 17)) === code.charAt(17), { params: { problem: 'credit-code-check' } })
  .meta({ id: 'CreditCode', description: 'Unified social credit code, GB 32100', example: '91350100M000100Y43' });
