import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import type { DataOf } from '@app/kernel/message';
import type { PolicyEvent } from './events';

export type ProposedVersion = DataOf<PolicyEvent, 'PolicyVersionProposed'>;
export type PublishedVersion = DataOf<PolicyEvent, 'PolicyVersionPublished'>;

/** Every version of one kind of policy that somebody has proposed or published. */
export type PolicyVersions = Readonly<{
  /** The last word on each version, also of those that were published since. */
  proposed: ReadonlyMap<string, ProposedVersion>;
  /** In the order in which they were published. */
  published: readonly PublishedVersion[];
}>;

export const noVersions: PolicyVersions = { proposed: new Map(), published: [] };

export const versionKey = ({ policyId, version }: Readonly<{ policyId: string; version: number }>): string =>
  `${policyId} ${version}`;

export const publishedAs = (
  { published }: PolicyVersions,
  wanted: Readonly<{ policyId: string; version: number }>,
): PublishedVersion | undefined => published.find((each) => versionKey(each) === versionKey(wanted));

/**
 * Which version is in force on a day: of those valid by then the one with the latest day, and of two with the same day
 * the one published last. Undefined where nobody had published any: then the policy that XAY was delivered with counts.
 */
export const inForceOn = ({ published }: PolicyVersions, day: BusinessDate): PublishedVersion | undefined =>
  published
    .filter(({ validFrom }) => !isBefore(day, validFrom))
    .reduce<PublishedVersion | undefined>(
      (latest, each) => (latest !== undefined && isBefore(each.validFrom, latest.validFrom) ? latest : each),
      undefined,
    );

export const evolve = (versions: PolicyVersions, { type, data }: PolicyEvent): PolicyVersions => {
  switch (type) {
    case 'PolicyVersionProposed':
      return { ...versions, proposed: new Map(versions.proposed).set(versionKey(data), data) };
    case 'PolicyVersionPublished':
      return { ...versions, published: [...versions.published, data] };
  }
};
