import { Decimal } from 'decimal.js';
import { z } from 'zod';

/**
 * Exact decimals for ratios and scores: 40 significant digits, half up. Division is the only operation that
 * may round at all. The one place, beside `yuan`, that knows decimal.js.
 */
export const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, defaults: true });
export type Exact = Decimal;

/** A decimal number as text, e.g. `"-0.7560"`; no exponent, no leading plus. */
export const decimalText = z
  .string()
  .regex(/^-?\d{1,24}(\.\d{1,24})?$/)
  .meta({ id: 'Decimal', description: 'A decimal number as text', example: '0.7560' });

export const exact = (value: string | number | Exact): Exact => new Exact(value);
