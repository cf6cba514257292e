import { fault, type PolicyFault } from './policy-fault';
import type { ScoringPolicyShape } from './policy-shape';
import { ratioId } from './ratio-id';

type Aspect = ScoringPolicyShape['items']['list'][number]['aspects'][number];

const faultsOf = (
  { ratios }: ScoringPolicyShape,
  { code, answeredBy, measure }: Aspect,
  path: PolicyFault['path'],
): PolicyFault[] => {
  if (measure === undefined) return [];
  const isRatio = ratioId.safeParse(measure.figure).success;
  return [
    ...(answeredBy === 'system' ? [] : [fault([...path, 'measure'], 'policy-measure-of-analyst', { aspect: code })]),
    ...(isRatio && !ratios.list.some(({ id }) => id === measure.figure)
      ? [fault([...path, 'measure', 'figure'], 'policy-measure-ratio', { figure: measure.figure })]
      : []),
  ];
};

/** A measure belongs to an aspect that the system answers, and looks at a ratio that the policy works out. */
export const measuresNameWhatExists = (policy: ScoringPolicyShape): readonly PolicyFault[] => {
  const { items, measures } = policy;
  const isMeasured = items.list.some(({ aspects }) => aspects.some(({ measure }) => measure !== undefined));
  return [
    ...(isMeasured && measures === undefined ? [fault(['measures'], 'policy-measures-missing')] : []),
    ...items.list.flatMap(({ aspects }, index) =>
      aspects.flatMap((aspect, at) => faultsOf(policy, aspect, ['items', 'list', index, 'aspects', at])),
    ),
  ];
};
