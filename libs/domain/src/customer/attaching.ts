import { Problem } from '@app/kernel/problem';
import { firstDifference, sameContent } from '@app/kernel/same-content';
import type { AddAttachment, WithdrawAttachment } from './commands';
import type { Customer } from './customer';
import type { CustomerEvent } from './events';

/** The hash is the id: the same bytes again are the same paper. What was withdrawn may be added again, it may be the right one after all. */
export const addAttachment = ({ data }: AddAttachment, { attachments }: Customer): CustomerEvent[] => {
  const kept = attachments.get(data.sha256);
  if (kept === undefined || kept.withdrawn) return [{ type: 'AttachmentAdded', data }];
  const before = { name: kept.name, kind: kept.kind };
  const now = { name: data.name, kind: data.kind };
  if (sameContent(before, now)) return [];
  throw new Problem('same-id-other-content', { id: data.sha256, ...firstDifference(before, now) });
};

export const withdrawAttachment = ({ data }: WithdrawAttachment, { attachments }: Customer): CustomerEvent[] => {
  const kept = attachments.get(data.sha256);
  if (kept === undefined) throw new Problem('unknown-attachment', { attachment: data.sha256 });
  return kept.withdrawn ? [] : [{ type: 'AttachmentWithdrawn', data }];
};
