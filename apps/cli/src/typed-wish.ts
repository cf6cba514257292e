import { Problem } from '@app/kernel/problem';
import type { Yuan } from '@app/kernel/yuan';
import { typedAmount } from './typed-amount';

/** An amount as it was typed; throws what is wrong with it. */
export const amountOf = (text: string): Yuan => {
  const typed = typedAmount(text);
  if ('fault' in typed) throw new Problem(typed.fault, { value: text });
  return typed.amount;
};

export type WishOptions = Readonly<{ allocate?: string[]; rule?: string; invoices?: string[] }>;

/** Where money is to go: `R-1=100.00` by hand, a rule, or invoices; what is left out is left out. */
export const typedWish = ({ allocate, rule, invoices }: WishOptions) => ({
  ...(allocate !== undefined && {
    allocate: allocate.map((text) => {
      const at = text.lastIndexOf('=');
      return { receivableId: text.slice(0, Math.max(0, at)), amount: amountOf(text.slice(at + 1)) };
    }),
  }),
  ...(rule !== undefined && { rule }),
  ...(invoices !== undefined && { invoices }),
});
