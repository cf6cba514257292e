import { Problem } from '@app/kernel/problem';
import type { Application, Stage } from './application';

export const requireStage = ({ stage }: Application, wanted: readonly Stage[]): void => {
  if (!wanted.includes(stage)) throw new Problem('application-stage', { stage, wanted: wanted.join(', ') });
};
