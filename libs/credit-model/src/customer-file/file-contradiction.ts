import type { Contradiction } from '../contradictions';

type Named = Readonly<{ name: string; value: string }>;

/** Two things in a customer's file that cannot both be right, as they stand there. */
export type FileContradiction = Readonly<{
  code:
    | Contradiction['code']
    | 'comparative-differs'
    | 'retained-earnings-roll-forward'
    | 'paid-in-above-registered'
    | 'licence-name-differs'
    | 'owners-above-hundred'
    | 'facility-overused'
    | 'customer-before-founding'
    | 'statement-before-founding';
  /** The year whose statement is in question, where one is. */
  year?: number;
  left: Named;
  right: Named;
  /** Left less right, where both are figures. */
  difference?: string;
  /** The place in the file to look at first. */
  where: string;
}>;
