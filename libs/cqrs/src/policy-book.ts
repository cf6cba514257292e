import { Inject, Injectable } from '@nestjs/common';
import { scoringPolicy, type ScoringPolicy } from '@app/credit-model/policy';
import { policyVersions } from '@app/domain/policy/decider';
import { policyEvent } from '@app/domain/policy/events';
import { inForceOn, type PolicyVersions, type PublishedVersion } from '@app/domain/policy/policy-versions';
import type { Handler } from '@app/event-store/handle';
import type { BusinessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import type { Policies, Stamped } from './policies';
import { HANDLER, POLICIES } from './tokens';

/** Where every version of the scoring policy is proposed and published. */
export const SCORING_POLICIES = { decider: policyVersions, schema: policyEvent, id: 'scoring' } as const;

/** So many published documents stay checked and at hand; more are read again. */
const DOCUMENTS_MAX = 50;

/**
 * Every scoring policy there is: those that XAY was delivered with, and those that people have published. It asks the
 * log each time what has been published since, so that a version published through one server counts on all of them.
 */
@Injectable()
export class PolicyBook {
  private readonly read = new Map<string, Stamped<ScoringPolicy>>();

  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  /** The policy that an assessment made on that day is made under. */
  async scoringOn(day: BusinessDate): Promise<Stamped<ScoringPolicy>> {
    const published = inForceOn(await this.versions(), day);
    return published === undefined ? this.policies.scoring : this.documentOf(published);
  }

  /** The policy that an assessment was made under, by the hash in its stamp; undefined when nobody knows it. */
  async scoringByHash(hash: string): Promise<Stamped<ScoringPolicy> | undefined> {
    const shipped = this.policies.scoringShipped.find(({ stamp }) => stamp.hash === hash) ?? this.read.get(hash);
    if (shipped !== undefined) return shipped;
    const { published } = await this.versions();
    const found = published.find((version) => version.hash === hash);
    return found === undefined ? undefined : this.documentOf(found);
  }

  /** The same, where there is no going on without it. Throws `unknown-policy`. */
  async scoringOf(stamp: Readonly<{ id: string; version: number; hash: string }>): Promise<Stamped<ScoringPolicy>> {
    const found = await this.scoringByHash(stamp.hash);
    if (found === undefined) throw new Problem('unknown-policy', { policy: `${stamp.id} ${stamp.version}` });
    return found;
  }

  /** What has been proposed and published, as the log says now. */
  async versions(): Promise<PolicyVersions> {
    return (await this.handler.load(SCORING_POLICIES)).state;
  }

  private documentOf({ hash, policyId: id, version, document }: PublishedVersion): Stamped<ScoringPolicy> {
    const known = this.read.get(hash);
    if (known !== undefined) return known;
    const stamped = { policy: scoringPolicy.parse(document), stamp: { id, version, hash } };
    if (this.read.size >= DOCUMENTS_MAX) this.read.clear();
    this.read.set(hash, stamped);
    return stamped;
  }
}
