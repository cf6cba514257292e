import { Problem } from '@app/kernel/problem';

export type Stage =
  | 'filed'
  | 'refused-at-review'
  | 'in-assessment'
  | 'assessed'
  | 'reported'
  | 'approved'
  | 'returned'
  | 'refused'
  | 'agreement-signed';

export const requireStage = ({ stage }: Readonly<{ stage: Stage }>, wanted: readonly Stage[]): void => {
  if (!wanted.includes(stage)) throw new Problem('application-stage', { stage, wanted: wanted.join(', ') });
};
