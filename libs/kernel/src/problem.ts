import { z } from 'zod';

/**
 * Everything that XAY can object to in what it is asked. Each code has a sentence in both languages in
 * `contracts/sentences`; a code without a sentence does not compile.
 */
export const problemCode = z.enum([
  // the request itself
  'malformed-json',
  'malformed-request',
  'unknown-route',
  'from-another-site',
  'too-large',
  'text-unstorable',
  'position-malformed',
  'unsupported-media-type',
  'wrong-currency',
  'amount-not-positive',
  'amount-negative',
  'amount-decimals',
  'amount-too-large',
  'no-such-date',
  'credit-code-shape',
  'credit-code-check',
  // what it speaks of
  'unknown-customer',
  'unknown-application',
  'unknown-shipment',
  'unknown-receivable',
  'unknown-payment',
  'unknown-follow-up',
  'unknown-policy',
  'unknown-dispute',
  'unknown-extension',
  'unknown-read-model',
  'same-id-other-content',
  // commands that make no sense
  'customer-mismatch',
  'application-stage',
  'nothing-to-assess',
  'own-assessment',
  'own-extension',
  'role-may-not',
  'limit-above-authority',
  'limit-above-asked',
  'declined-needs-refusal',
  'statement-contradicts-itself',
  'statement-after-assessment',
  'statement-not-closed',
  'unknown-aspect',
  'answer-not-a-choice',
  'answered-twice',
  'expiry-in-the-past',
  'agreement-ends-too-early',
  'dispatch-above-authorised',
  'reservation-ended',
  'due-before-invoice',
  'term-out-of-range',
  'allocation-above-open',
  'allocation-above-payment',
  'allocation-twice',
  'dispute-above-open',
  'dispute-closed',
  'extension-too-late',
  'extension-not-later',
  'extension-decided',
  'receivable-settled',
  'not-on-hold',
  'not-blacklisted',
  'step-not-taken',
  'date-order',
  // files
  'file-unreadable',
  'file-unwritable',
  'file-not-json',
  'file-not-csv',
  'file-empty',
  'file-exists',
  'log-file-malformed',
  'log-file-altered',
  'log-file-cut',
  'log-file-differs',
  'log-not-alone',
  'log-damaged',
  'root-file-invalid',
  'root-file-altered',
  'column-missing',
  'column-count',
  'date-format-unknown',
  'date-not-in-format',
  'amount-not-a-number',
  'amount-too-fine',
  'text-too-long',
  'value-missing',
  'id-malformed',
  'duplicate-in-file',
  'mapping-invalid',
  'policy-invalid',
  // the machine
  'busy',
  'store-unavailable',
  'setting-invalid',
  'seal-key-invalid',
  'seal-keys-differ',
  'port-in-use',
  'folder-not-writable',
  'folder-in-use',
  'database-down',
  'database-too-old',
  'database-refuses',
  'database-does-not-start',
  'database-binaries-missing',
  'projection-stopped',
  'not-visible-yet',
  'event-too-new',
  'internal',
]);
export type ProblemCode = z.infer<typeof problemCode>;

export type Facts = Readonly<Record<string, string | number>>;

/** What a problem was about, and where in the input: a JSON path such as `statements[0].inventory`, or `line 12, InvoiceDate`. */
export type ProblemDetail = Readonly<{ code: ProblemCode; facts: Facts; where?: string }>;

/** Thrown for a command that makes no sense or an input that cannot be read; never for a refusal by business rule. */
export class Problem extends Error {
  readonly details: readonly [ProblemDetail, ...ProblemDetail[]];

  constructor(
    readonly code: ProblemCode,
    readonly facts: Facts = {},
    details: readonly ProblemDetail[] = [],
  ) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = 'Problem';
    const [first = { code, facts }, ...others] = details;
    this.details = [first, ...others];
  }
}
