import { type BusinessDate } from '@app/kernel/business-date';

const RANDOM_BYTES = 4;

/** An id for something that a dialog is about to write: `SA-20261123-9f03c2d1`. Made once a dialog, so that a resend writes once. */
export const newId = (prefix: string, today: BusinessDate): string => {
  const random = [...crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))];
  return `${prefix}-${today.replaceAll('-', '')}-${random.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
};
