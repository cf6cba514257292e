import type { Yuan } from '@app/kernel/yuan';
import type { AllocationRule } from './payment-policy';

export type NamedAllocation = Readonly<{ receivableId: string; amount: Yuan }>;

/** Where a payment is to go, in the words of whoever asks: to these with these amounts, or by a rule among these or all. */
export type PaymentWish = Readonly<{
  allocate?: readonly NamedAllocation[] | undefined;
  rule?: AllocationRule | undefined;
  /** Receivables, or invoices of which each instalment is one; without a rule in the order in which they are named. */
  invoices?: readonly string[] | undefined;
}>;
