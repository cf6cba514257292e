import { creditGroupEvent, type CreditGroupEvent } from '@app/domain/credit-group/events';
import { evolve } from '@app/domain/credit-group/evolve';
import { membersOf, newGroup, openRooms, type CreditGroup } from '@app/domain/credit-group/group';
import type { RowsPerStream } from '../projection';

export type CreditGroupProjectionRow = {
  group_id: string;
  name: string;
  limit_amount: string;
  used: string;
  members: number;
  open_rooms: number;
  revision: number;
};

/** Each group with what it uses of its limit. */
export const creditGroupRows: RowsPerStream<CreditGroup, CreditGroupEvent, CreditGroupProjectionRow> = {
  kind: 'rows-per-stream',
  name: 'credit-group',
  version: 1,
  table: 'credit_group',
  key: ['stream'],
  category: 'creditGroup',
  schema: creditGroupEvent,
  initial: newGroup,
  evolve,
  render: (group, { data: { groupId }, revision }) => [
    {
      group_id: groupId,
      name: group.name,
      limit_amount: group.limit,
      used: group.used,
      members: membersOf(group).filter(({ isIn }) => isIn).length,
      open_rooms: openRooms(group).length,
      revision,
    },
  ],
};
