import { businessDate, type BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';

/** A day as it was typed; throws `date-not-in-format`. */
export const typedDay = (text: string): BusinessDate => {
  const typed = businessDate.safeParse(text);
  if (typed.success) return typed.data;
  throw new Problem('date-not-in-format', { value: text, format: 'YYYY-MM-DD' });
};
