import type { BusinessDate } from '@app/kernel/business-date';
import type { DataOf, Message } from '@app/kernel/message';
import type { AuthorityPolicy } from '../authority/authority-policy';
import type { PolicyEvent } from './events';

type Data<Type extends PolicyEvent['type']> = DataOf<PolicyEvent, Type>;

/** A version of the policy that XAY was delivered with: as good as published before anybody could. */
export type ShippedVersion = Readonly<{ version: number; hash: string; document: Readonly<Record<string, unknown>> }>;
/** Those with the id of the policy that is spoken of. */
type Shipped = { shipped: readonly ShippedVersion[] };

export type ProposePolicyVersion = Message<'ProposePolicyVersion', Data<'PolicyVersionProposed'> & Shipped>;
export type PublishPolicyVersion = Message<
  'PublishPolicyVersion',
  Omit<Data<'PolicyVersionPublished'>, 'proposedBy'> & Shipped & { authority: AuthorityPolicy; on: BusinessDate }
>;

export type PolicyCommand = ProposePolicyVersion | PublishPolicyVersion;
