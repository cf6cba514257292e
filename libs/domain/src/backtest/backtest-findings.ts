import type { ProblemDetail } from '@app/kernel/problem';
import type { Yuan } from '@app/kernel/yuan';
import type { ChangedAssessment, LimitMoves, MatrixCell } from './moves';
import type { HitRates } from './observed-outcome';
import type { BySide } from './shadow-limit';
import type { Effect } from './shipment-effects';

export type Refusals = Readonly<{ shipments: number; amount: Yuan }>;

/** By how much less a customer would have been in arrears under the draft; below zero, by how much more. */
export type CustomerEffect = Readonly<{ customerId: string; arrearsAvoided: Yuan }>;

/** What the draft, or the policy in force, cannot assess; on both sides it then stands as it was made. */
export type Unfit = Readonly<{ applicationId: string; assessmentId: string; details: readonly ProblemDetail[] }>;

export type BacktestFindings = Readonly<{
  assessments: number;
  customers: number;
  /** Assessments whose grade or limit differs. */
  changed: number;
  grades: readonly MatrixCell[];
  characteristicGrades: readonly MatrixCell[];
  limits: LimitMoves;
  /** Authorised then, and within the limit that the policy in force leads to, but not within the draft's. */
  wouldBeRefused: Effect;
  /** Authorised then, not within the limit that the policy in force leads to, but within the draft's. */
  wouldPass: Effect;
  /** Refused then for want of limit alone; the draft's limit would have held it, that of the policy in force not. */
  refusedThenAllowed: Refusals;
  /** Refused then for want of limit alone; the limit of the policy in force would hold it, the draft's not. */
  refusedOnlyByDraft: Refusals;
  arrearsAvoided: Yuan;
  /** Assessments after which something was paid or fell due, or a hold or a blacklisting came. */
  observed: number;
  hits: BySide<HitRates>;
  /** The largest moves of a suggested limit, then of a grade alone. */
  changes: readonly ChangedAssessment[];
  byCustomer: readonly CustomerEffect[];
  unfit: Readonly<{ count: number; listed: readonly Unfit[] }>;
}>;
