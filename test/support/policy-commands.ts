import { contentHash } from '@app/cqrs/policies';
import type { PublishPolicyVersion, ProposePolicyVersion, ShippedVersion } from '@app/domain/policy/commands';
import { dateOf } from '@app/kernel/business-date';
import { standardAuthority } from './policies-on-disk';
import { policyDocument } from './scoring-policy';

type Document = Record<string, unknown>;

/** The standard policy under another name, number or with other content: a draft that somebody may publish. */
export const draft = (changes: Document = {}): Document => ({ ...policyDocument(), id: 'house', ...changes });

const versionOf = (document: Document) => ({
  kind: 'scoring' as const,
  policyId: String(document['id']),
  version: Number(document['version']),
  hash: contentHash(document),
  document,
});

type Proposing = Partial<ProposePolicyVersion['data']>;
export const propose = (document: Document = draft(), changes: Proposing = {}): ProposePolicyVersion => ({
  type: 'ProposePolicyVersion',
  data: {
    ...versionOf(document),
    why: '秋季调整',
    proposedBy: 'analyst-li',
    shipped: [],
    on: dateOf('2026-03-02'),
    ...changes,
  },
});

type Publishing = Partial<PublishPolicyVersion['data']>;
export const publish = (document: Document = draft(), changes: Publishing = {}): PublishPolicyVersion => ({
  type: 'PublishPolicyVersion',
  data: {
    ...versionOf(document),
    why: '评审通过',
    validFrom: dateOf('2026-03-02'),
    publishedBy: 'approver-wang',
    authority: standardAuthority,
    shipped: [],
    on: dateOf('2026-03-02'),
    ...changes,
  },
});

export const shippedAs = (document: Document): ShippedVersion => {
  const { version, hash } = versionOf(document);
  return { version, hash, document };
};
