import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { completenessPolicy, type CompletenessPolicy } from '@app/credit-model/customer-file/completeness';
import { scoringPolicy, type ScoringPolicy } from '@app/credit-model/policy';
import { agingPolicy, type AgingPolicy } from '@app/domain/aging/aging-policy';
import { backtestPolicy, type BacktestPolicy } from '@app/domain/backtest/backtest-policy';
import { matchingPolicy, type MatchingPolicy } from '@app/domain/bank-matching/matching-policy';
import { checkPolicy, type CheckPolicy } from '@app/domain/credit-account/check-policy';
import { arrearsPolicy, type ArrearsPolicy } from '@app/domain/credit-account/arrears-policy';
import { termsPolicy, type TermsPolicy } from '@app/domain/credit-account/payment-terms';
import { exchangeRatePolicy, type ExchangeRatePolicy } from '@app/domain/exchange-rate/exchange-rate-policy';
import { paymentPolicy, type PaymentPolicy } from '@app/domain/credit-account/payment-policy';
import { authorityPolicy, type AuthorityPolicy } from '@app/domain/authority/authority-policy';
import { ladderPolicy, type LadderPolicy } from '@app/domain/follow-up/ladder-policy';
import { letterTemplates, type LetterTemplates } from '@app/domain/letters/letter-templates';
import { cashForecastPolicy, type CashForecastPolicy } from '@app/domain/receivable-figures/cash-forecast-policy';
import { expectedLossPolicy, type ExpectedLossPolicy } from '@app/domain/receivable-figures/expected-loss-policy';
import { statementPolicy, type StatementPolicy } from '@app/domain/statement/statement-policy';
import { workflowPolicy, type WorkflowPolicy } from '@app/domain/workflow/workflow-policy';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import { Problem, problemCode, type Facts, type ProblemDetail } from '@app/kernel/problem';
import { canonicalJson } from '@app/kernel/same-content';

/** A policy document and the stamp by which events name it. */
export type Stamped<Policy> = Readonly<{ policy: Policy; stamp: PolicyStamp }>;

export type Policies = Readonly<{
  /** What is in force until somebody publishes a version; who assesses or explains asks the `PolicyBook`. */
  scoring: Stamped<ScoringPolicy>;
  /** Every scoring policy in the folder, all versions of all stances. */
  scoringShipped: readonly Stamped<ScoringPolicy>[];
  check: Stamped<CheckPolicy>;
  /** Every version of the check rules: what was answered in the past was answered by one of them. */
  checkShipped: readonly Stamped<CheckPolicy>[];
  ladder: Stamped<LadderPolicy>;
  aging: Stamped<AgingPolicy>;
  /** Every version of the buckets: a report that was printed is had again by the hash of its own. */
  agingShipped: readonly Stamped<AgingPolicy>[];
  backtest: Stamped<BacktestPolicy>;
  authority: Stamped<AuthorityPolicy>;
  /** Where a payment goes of which nobody has said it. */
  payment: Stamped<PaymentPolicy>;
  /** By which an invoice says when it is due. */
  paymentTerms: Stamped<TermsPolicy>;
  exchangeRate: Stamped<ExchangeRatePolicy>;
  arrearsInterest: Stamped<ArrearsPolicy>;
  /** What a complete customer file holds. */
  customerFile: Stamped<CompletenessPolicy>;
  workflow: Stamped<WorkflowPolicy>;
  letters: Stamped<LetterTemplates>;
  statement: Stamped<StatementPolicy>;
  expectedLoss: Stamped<ExpectedLossPolicy>;
  cashForecast: Stamped<CashForecastPolicy>;
  /** Our own accounts, and how what comes in on them is matched with customers. */
  bankMatching: Stamped<MatchingPolicy>;
}>;

/** SHA-256 over the document's canonical JSON: keys sorted, no white space. */
export const contentHash = (document: unknown): string =>
  createHash('sha256').update(canonicalJson(document)).digest('hex');

const issuesOf = (file: string, error: z.ZodError): ProblemDetail[] =>
  error.issues.map((issue) => {
    const where = `${file} ${issue.path.join('.')}`;
    const named = problemCode.safeParse(issue.message);
    if (!named.success) return { code: 'policy-invalid', facts: { file, what: issue.message }, where };
    const facts = issue.code === 'custom' ? (issue.params as Facts) : {};
    return { code: named.data, facts, where };
  });

const read = <Policy extends { id: string; version: number }>(
  file: string,
  schema: z.ZodType<Policy>,
): Stamped<Policy> => {
  const text = readFileSync(file, 'utf8');
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new Problem('policy-invalid', { file, what: String(error) });
  }
  const parsed = schema.safeParse(document);
  if (!parsed.success) throw new Problem('policy-invalid', { file, what: '' }, issuesOf(file, parsed.error));
  const { id, version } = parsed.data;
  return { policy: parsed.data, stamp: { id, version, hash: contentHash(document) } };
};

/** All documents of a folder, the highest version first. */
const all = <Policy extends { id: string; version: number }>(
  folder: string,
  schema: z.ZodType<Policy>,
): Stamped<Policy>[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => read(join(folder, name), schema))
    .sort((a, b) => b.stamp.version - a.stamp.version);

/** The version in force is the highest in the folder; where several policies lie there, of the one named. */
const latest = <Policy>(folder: string, found: readonly Stamped<Policy>[], id?: string): Stamped<Policy> => {
  const newest = found.find(({ stamp }) => id === undefined || stamp.id === id);
  if (newest === undefined) throw new Problem('unknown-policy', { policy: id ?? folder });
  return newest;
};

/** The scoring policy that counts as long as nobody has published one. */
const DEFAULT_SCORING = 'scoring-standard';

/** Reads `config/policies`: every document checked, hashed and named by its path when it is wrong. */
export const loadPolicies = (folder: string): Policies => {
  const only = <Policy extends { id: string; version: number }>(name: string, schema: z.ZodType<Policy>) =>
    latest(name, all(join(folder, name), schema));
  const checkShipped = all(join(folder, 'credit-check'), checkPolicy);
  const agingShipped = all(join(folder, 'aging'), agingPolicy);
  const scoringShipped = all(join(folder, 'scoring'), scoringPolicy);
  return {
    scoring: latest('scoring', scoringShipped, DEFAULT_SCORING),
    scoringShipped,
    check: latest('credit-check', checkShipped),
    checkShipped,
    ladder: only('follow-up', ladderPolicy),
    aging: latest('aging', agingShipped),
    agingShipped,
    backtest: only('backtest', backtestPolicy),
    authority: only('authority', authorityPolicy),
    payment: only('payment', paymentPolicy),
    paymentTerms: only('payment-terms', termsPolicy),
    exchangeRate: only('exchange-rate', exchangeRatePolicy),
    arrearsInterest: only('arrears-interest', arrearsPolicy),
    customerFile: only('customer-file', completenessPolicy),
    workflow: only('application-workflow', workflowPolicy),
    letters: only('letters', letterTemplates),
    statement: only('statement', statementPolicy),
    expectedLoss: only('expected-loss', expectedLossPolicy),
    cashForecast: only('cash-forecast', cashForecastPolicy),
    bankMatching: only('bank-matching', matchingPolicy),
  };
};
