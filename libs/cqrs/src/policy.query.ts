import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CalibrationReport } from '@app/contracts/calibration';
import type { PolicyVersion, PolicyVersionFile, PolicyVersionPage } from '@app/contracts/policy';
import { scoringPolicy, type ScoringPolicy } from '@app/credit-model/policy';
import { inForceOn, versionKey, type PolicyVersions } from '@app/domain/policy/policy-versions';
import type { BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { calibration, type CalibrationWish } from '@app/read-models/queries/calibration';
import type { Policies } from './policies';
import { PolicyBook } from './policy-book';
import { POLICIES, SQL } from './tokens';

type Listed = Readonly<{ row: PolicyVersion; document: Readonly<Record<string, unknown>> }>;
type Known = Readonly<{ hash: string; document: Readonly<Record<string, unknown>> }>;
type Act = Readonly<{ on: BusinessDate; why: string }>;

/** Every version of a scoring policy from the log and the folder, each once, whoever knows it. */
const listed = ({ scoring, scoringShipped }: Policies, versions: PolicyVersions, today: BusinessDate): Listed[] => {
  const shipped = new Map(
    scoringShipped.map(({ policy, stamp: { id, version, hash } }) => [
      versionKey({ policyId: id, version }),
      { hash, document: policy },
    ]),
  );
  const published = new Map(versions.published.map((each) => [versionKey(each), each]));
  const current = inForceOn(versions, today)?.hash ?? scoring.stamp.hash;
  const rowOf = (key: string, { hash, document }: Known): Listed => {
    const { id: policyId, version, name, stance, strategy }: ScoringPolicy = scoringPolicy.parse(document);
    const act = (by: string, { on, why }: Act) => ({ by, on, why });
    const asked = versions.proposed.get(key);
    const made = published.get(key);
    const row = {
      ...{ policyId, version, hash, name, stance, strategy, shipped: shipped.has(key), inForce: hash === current },
      ...(asked !== undefined && { proposed: act(asked.proposedBy, asked) }),
      ...(made !== undefined && { published: { ...act(made.publishedBy, made), validFrom: made.validFrom } }),
    };
    return { row, document };
  };
  const known = new Map<string, Known>([...versions.proposed, ...shipped, ...published]);
  return [...known].map(([key, each]) => rowOf(key, each)).sort((a, b) => before(a.row, b.row));
};

/** What counts last comes first: by the day it is valid from, then what is only proposed or shipped by name. */
const before = (a: PolicyVersion, b: PolicyVersion): number =>
  Number(b.inForce) - Number(a.inForce) ||
  (b.published?.validFrom ?? '').localeCompare(a.published?.validFrom ?? '') ||
  (a.policyId < b.policyId ? -1 : a.policyId > b.policyId ? 1 : b.version - a.version);

export class LookAtScoringPolicies extends Query<PolicyVersionPage> {
  constructor(
    readonly wish: Readonly<{ page: number; size: number }>,
    readonly today: BusinessDate,
  ) {
    super();
  }
}

@QueryHandler(LookAtScoringPolicies)
class ScoringPoliciesHandler implements IQueryHandler<LookAtScoringPolicies> {
  constructor(
    private readonly book: PolicyBook,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  async execute({ wish: { page, size }, today }: LookAtScoringPolicies): Promise<PolicyVersionPage> {
    const all = listed(this.policies, await this.book.versions(), today);
    const rows = all.slice((page - 1) * size, page * size).map(({ row }) => row);
    return { rows, page, size, total: all.length };
  }
}

export class LookAtScoringPolicy extends Query<PolicyVersionFile> {
  constructor(
    readonly wish: Readonly<{ policyId: string; version: number }>,
    readonly today: BusinessDate,
  ) {
    super();
  }
}

@QueryHandler(LookAtScoringPolicy)
class ScoringPolicyFileHandler implements IQueryHandler<LookAtScoringPolicy> {
  constructor(
    private readonly book: PolicyBook,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  async execute({ wish, today }: LookAtScoringPolicy): Promise<PolicyVersionFile> {
    const all = listed(this.policies, await this.book.versions(), today);
    const found = all.find(({ row }) => versionKey(row) === versionKey(wish));
    if (found === undefined) throw new Problem('unknown-policy', { policy: versionKey(wish) });
    return { ...found.row, document: found.document };
  }
}

/** How often and how long customers of each grade were late. */
export class LookAtCalibration extends Query<CalibrationReport> {
  constructor(readonly wish: Omit<CalibrationWish, 'policy'>) {
    super();
  }
}

@QueryHandler(LookAtCalibration)
class CalibrationHandler implements IQueryHandler<LookAtCalibration> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  execute({ wish }: LookAtCalibration) {
    return calibration(this.sql, { ...wish, policy: this.policies.backtest.policy });
  }
}

export const policyQueryHandlers = [ScoringPoliciesHandler, ScoringPolicyFileHandler, CalibrationHandler];
