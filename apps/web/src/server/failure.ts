import { type ProblemDetails } from '@app/contracts/problem-details';

/** The three ways in which a call can end without an answer; each has its own sentence on the screen. */
export type Failure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'problem'; readonly details: ProblemDetails }
  | { readonly kind: 'unreadable'; readonly status: number; readonly where: string };

export class CallFailed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.kind === 'problem' ? failure.details.title : failure.kind);
    this.name = 'CallFailed';
  }
}

export const isUnknown = (error: unknown): boolean =>
  error instanceof CallFailed && error.failure.kind === 'problem' && error.failure.details.status === 404;

export const isUnreachable = (error: unknown): boolean =>
  error instanceof CallFailed && error.failure.kind === 'unreachable';
