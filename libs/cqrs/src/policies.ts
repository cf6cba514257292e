import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { scoringPolicy, type ScoringPolicy } from '@app/credit-model/policy';
import { agingPolicy, type AgingPolicy } from '@app/domain/aging/aging-policy';
import { checkPolicy, type CheckPolicy } from '@app/domain/credit-account/check-policy';
import { authorityPolicy, type AuthorityPolicy } from '@app/domain/authority/authority-policy';
import { ladderPolicy, type LadderPolicy } from '@app/domain/follow-up/ladder-policy';
import type { PolicyStamp } from '@app/kernel/policy-stamp';
import { Problem } from '@app/kernel/problem';
import { canonicalJson } from '@app/kernel/same-content';

/** A policy document and the stamp by which events name it. */
export type Stamped<Policy> = Readonly<{ policy: Policy; stamp: PolicyStamp }>;

export type Policies = Readonly<{
  scoring: Stamped<ScoringPolicy>;
  check: Stamped<CheckPolicy>;
  ladder: Stamped<LadderPolicy>;
  aging: Stamped<AgingPolicy>;
  authority: Stamped<AuthorityPolicy>;
}>;

/** SHA-256 over the document's canonical JSON: keys sorted, no white space. */
export const contentHash = (document: unknown): string =>
  createHash('sha256').update(canonicalJson(document)).digest('hex');

const issuesOf = (file: string, error: z.ZodError) =>
  error.issues.map(({ path, message }) => ({
    code: 'policy-invalid' as const,
    facts: { file, what: message },
    where: path.join('.'),
  }));

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

/** The version in force is the highest in the folder. */
const latest = <Policy extends { id: string; version: number }>(
  folder: string,
  schema: z.ZodType<Policy>,
): Stamped<Policy> => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const [newest] = files
    .map((name) => read(join(folder, name), schema))
    .sort((a, b) => b.stamp.version - a.stamp.version);
  if (newest === undefined) throw new Problem('unknown-policy', { policy: folder });
  return newest;
};

/** Reads `config/policies`: every document checked, hashed and named by its path when it is wrong. */
export const loadPolicies = (folder: string): Policies => ({
  scoring: latest(join(folder, 'scoring'), scoringPolicy),
  check: latest(join(folder, 'credit-check'), checkPolicy),
  ladder: latest(join(folder, 'follow-up'), ladderPolicy),
  aging: latest(join(folder, 'aging'), agingPolicy),
  authority: latest(join(folder, 'authority'), authorityPolicy),
});
