import { z } from 'zod';
import { exact } from '@app/kernel/exact';
import { policyNumber } from './policy-number';
import { ratioId } from './ratio-id';

/** What an aspect can be measured by beside the ratios: from our books, the file and what is asked for. */
export const ownFigure = z.enum([
  'yearsEstablished',
  'yearsAsCustomer',
  'marginToTargetPercent',
  'marginAfterCarryingPercent',
  'monthsWithOrders',
  'termToStandard',
  'returnsPercent',
  'shareOfOurSalesPercent',
  'onTimePercent',
  'averageDaysLate',
  'longestDaysOverdue',
  'disputesAndBrokenPromises',
  'guaranteesToNetWorthPercent',
  'netWorthToAsked',
  'paidInPercent',
  'tangibleNetWorthPercent',
]);
export type OwnFigure = z.infer<typeof ownFigure>;

/** Every figure that an aspect of a policy can be measured by. */
export const measuredFigure = z.enum([...ratioId.options, ...ownFigure.options]);
export type MeasuredFigure = z.infer<typeof measuredFigure>;

const atLeast = z.union([z.strictObject({ from: policyNumber }), z.strictObject({ over: policyNumber })], {
  error: 'policy-measure-lower-edge',
});
const atMost = z.union([z.strictObject({ upTo: policyNumber }), z.strictObject({ below: policyNumber })], {
  error: 'policy-measure-upper-edge',
});

const edgeOf = (edge: z.infer<typeof atLeast> | z.infer<typeof atMost>): string => {
  const [value = '0'] = Object.values<string>(edge);
  return value;
};

/** `good` and `fair` are edges, poor is what lies beyond `fair`. */
export const measure = z
  .discriminatedUnion('better', [
    z.strictObject({ figure: measuredFigure, better: z.literal('higher'), good: atLeast, fair: atLeast }),
    z.strictObject({ figure: measuredFigure, better: z.literal('lower'), good: atMost, fair: atMost }),
  ])
  .superRefine(({ better, good, fair }, context) => {
    const [reached, missed] = better === 'higher' ? [edgeOf(good), edgeOf(fair)] : [edgeOf(fair), edgeOf(good)];
    if (exact(reached).gt(missed)) return;
    const params = { problem: 'policy-measure-order', better, good: edgeOf(good), fair: edgeOf(fair) };
    context.addIssue({ code: 'custom', path: ['good'], params, message: params.problem });
  });
export type Measure = z.infer<typeof measure>;
