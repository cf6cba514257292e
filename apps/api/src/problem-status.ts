import type { ProblemCode } from '@app/kernel/problem';

const statuses: Partial<Record<ProblemCode, number>> = {
  'malformed-json': 400,
  'malformed-request': 400,
  'from-another-site': 403,
  'unknown-route': 404,
  'too-large': 413,
  'unsupported-media-type': 415,
  'unknown-customer': 404,
  'unknown-application': 404,
  'unknown-shipment': 404,
  'unknown-receivable': 404,
  'unknown-payment': 404,
  'unknown-follow-up': 404,
  'unknown-policy': 404,
  'unknown-dispute': 404,
  'unknown-extension': 404,
  'unknown-read-model': 404,
  'unknown-fact': 404,
  'unknown-security': 404,
  'unknown-attachment': 404,
  'attachment-lost': 404,
  'attachment-too-large': 413,
  'no-letter': 404,
  'answer-changed-since': 412,
  'draft-not-there': 412,
  'answer-unseen': 428,
  busy: 409,
  'store-unavailable': 503,
  'database-down': 503,
  'projection-stopped': 503,
  'not-visible-yet': 503,
  'event-too-new': 503,
  internal: 500,
};

/** 422 is for a command that makes no sense; it is the rule, the others are the exceptions. */
export const statusOf = (code: ProblemCode): number => statuses[code] ?? 422;
