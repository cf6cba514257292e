import { isBefore } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import { requireApprover } from '../authority/authority-policy';
import type { PolicyCommand, ProposePolicyVersion, PublishPolicyVersion } from './commands';
import type { PolicyEvent } from './events';
import { publishedAs, versionKey, type PolicyVersions } from './policy-versions';

type Asked = PolicyCommand['data'];
type Document = Asked['document'];

const otherContent = (asked: Asked, before: Document, now: Document): Problem =>
  new Problem('same-id-other-content', { id: versionKey(asked), ...firstDifference(before, now) });

/** A version that people work by never changes: neither one that was published nor one that XAY was delivered with. */
const requireUnchanged = (asked: Asked, versions: PolicyVersions): void => {
  const settled =
    publishedAs(versions, asked) ?? asked.shipped.find(({ version }) => version === asked.version) ?? undefined;
  if (settled !== undefined && settled.hash !== asked.hash) throw otherContent(asked, settled.document, asked.document);
};

/** Versions rise, so that of two of the same policy everybody sees which is the newer one. */
const requireRisingVersion = ({ policyId, version, hash, shipped }: Asked, { published }: PolicyVersions): void => {
  const isShipped = shipped.some((each) => each.version === version && each.hash === hash);
  const before = [
    ...published.filter((each) => each.policyId === policyId).map((each) => each.version),
    ...(isShipped ? [] : shipped.map((each) => each.version)),
  ];
  const latest = Math.max(0, ...before);
  if (version <= latest) throw new Problem('version-not-rising', { policy: policyId, version, latest });
};

export const proposeVersion = ({ data }: ProposePolicyVersion, versions: PolicyVersions): PolicyEvent[] => {
  requireUnchanged(data, versions);
  if (publishedAs(versions, data) !== undefined) return [];
  const { shipped: _, ...proposed } = data;
  const known = versions.proposed.get(versionKey(data));
  if (sameContent(known, { ...proposed, on: known?.on })) return [];
  requireRisingVersion(data, versions);
  return [{ type: 'PolicyVersionProposed', data: proposed }];
};

/** Four eyes: what one has proposed, somebody else with an approver's authority puts in force. */
export const publishVersion = ({ data }: PublishPolicyVersion, versions: PolicyVersions): PolicyEvent[] => {
  const { shipped: _, authority, ...asked } = data;
  requireUnchanged(data, versions);
  const known = publishedAs(versions, data);
  if (known !== undefined) {
    // Whoever asks, and on whichever day: what is asked for is there already.
    const before = { validFrom: known.validFrom, why: known.why };
    const now = { validFrom: data.validFrom, why: data.why };
    if (sameContent(before, now)) return [];
    throw new Problem('same-id-other-content', { id: versionKey(data), ...firstDifference(before, now) });
  }
  requireApprover(data.publishedBy, authority);
  const proposal = versions.proposed.get(versionKey(data));
  const { policyId: policy, version } = data;
  if (proposal === undefined) throw new Problem('policy-not-proposed', { policy, version });
  if (proposal.hash !== data.hash) throw otherContent(data, proposal.document, data.document);
  if (proposal.proposedBy === data.publishedBy) throw new Problem('own-policy', { by: data.publishedBy });
  requireRisingVersion(data, versions);
  const { validFrom, on: today } = data;
  if (isBefore(validFrom, today)) throw new Problem('valid-from-past', { validFrom, today });
  return [{ type: 'PolicyVersionPublished', data: { ...asked, proposedBy: proposal.proposedBy } }];
};
