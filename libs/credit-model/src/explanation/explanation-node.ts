import { z } from 'zod';
import { bilingual, type Bilingual } from '@app/kernel/language';

/**
 * One line of the tree of reasons. The figures are arithmetic that can be done again from the line itself:
 * `formula` comes to exactly `value`, `rule` is an inequality that holds, and where `sum` is set the values
 * of the children add up to exactly `value`. Formulas use + − × ÷ ( ), `a/b` for fractions, `min(a, b)`,
 * `round(x, decimals)` half up and `down(x, decimals)` towards zero.
 */
export interface ExplanationNode {
  /** Stable and without language, e.g. `item.C1` or `ratio.quickRatio`. */
  code: string;
  label: Bilingual;
  value?: string | undefined;
  formula?: string | undefined;
  rule?: string | undefined;
  sum?: boolean | undefined;
  note?: Bilingual | undefined;
  /** Where the policy's figures come from: `[seed]`, `[lit]`, `[unconfirmed]` or `[ours]`, and more. */
  source?: string | undefined;
  children?: ExplanationNode[] | undefined;
}

export const explanationNode: z.ZodType<ExplanationNode> = z
  .object({
    code: z.string(),
    label: bilingual,
    value: z.string().optional(),
    formula: z.string().optional(),
    rule: z.string().optional(),
    sum: z.boolean().optional(),
    note: bilingual.optional(),
    source: z.string().optional(),
    get children() {
      return z.array(explanationNode).optional();
    },
  })
  .meta({ id: 'ExplanationNode' });

export const words = (zh: string, en: string): Bilingual => ({ zh, en });

/** A figure inside a formula: what is below zero stands in brackets, so that no two signs meet. */
export const term = (figure: string): string => (figure.startsWith('-') ? `(${figure})` : figure);
