import type { DataOf } from '@app/kernel/message';
import type { StatementEvent } from './events';

export type IssuedStatement = Readonly<{
  issued: DataOf<StatementEvent, 'StatementIssued'>;
  confirmation?: DataOf<StatementEvent, 'StatementConfirmed'>;
  /** The last one; a statement that was contested may be confirmed after all. */
  contest?: DataOf<StatementEvent, 'StatementContested'>;
}>;
/** Undefined before it has been issued. */
export type StatementState = IssuedStatement | undefined;

export const stateOf = ({ confirmation, contest }: IssuedStatement): 'issued' | 'confirmed' | 'contested' => {
  if (confirmation !== undefined) return 'confirmed';
  return contest === undefined ? 'issued' : 'contested';
};

export const evolve = (state: StatementState, { type, data }: StatementEvent): StatementState => {
  if (type === 'StatementIssued') return { issued: data };
  if (state === undefined) return undefined;
  switch (type) {
    case 'StatementConfirmed':
      return { ...state, confirmation: data };
    case 'StatementContested':
      return { ...state, contest: data };
  }
};
