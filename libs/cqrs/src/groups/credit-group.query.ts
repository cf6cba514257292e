import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CreditGroupPage, CreditGroupView } from '@app/contracts/credit-group';
import { creditGroup } from '@app/domain/credit-group/decider';
import { creditGroupEvent } from '@app/domain/credit-group/events';
import { requireFormed } from '@app/domain/credit-group/forming';
import { membersOf, openRooms, usedBy } from '@app/domain/credit-group/group';
import type { Handler } from '@app/event-store/handle';
import { minus, total } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { creditGroupList } from '@app/read-models/queries/credit-groups';
import type { Paged } from '@app/read-models/queries/reader';
import { HANDLER, SQL } from '../tokens';

export class LookAtCreditGroups extends Query<CreditGroupPage> {
  constructor(readonly wish: Paged) {
    super();
  }
}

@QueryHandler(LookAtCreditGroups)
class CreditGroupsHandler implements IQueryHandler<LookAtCreditGroups> {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  execute({ wish }: LookAtCreditGroups) {
    return creditGroupList(this.sql, wish);
  }
}

/** A group with its members, what each uses, and the rooms of shipments under way; `unknown-group` where nobody formed it. */
export class LookAtCreditGroup extends Query<CreditGroupView> {
  constructor(readonly groupId: string) {
    super();
  }
}

@QueryHandler(LookAtCreditGroup)
class CreditGroupHandler implements IQueryHandler<LookAtCreditGroup> {
  constructor(@Inject(HANDLER) private readonly handler: Handler) {}

  async execute({ groupId }: LookAtCreditGroup): Promise<CreditGroupView> {
    const { state } = await this.handler.load({ decider: creditGroup, schema: creditGroupEvent, id: groupId });
    requireFormed(state, groupId);
    const { name, limit, used } = state;
    const members = membersOf(state).map((member) => {
      const { customerId, isIn, cap, exposure, rooms } = member;
      const inRooms = total([...rooms.values()].map(({ amount }) => amount));
      return { customerId, isIn, ...(cap !== undefined && { cap }), exposure, inRooms, used: usedBy(member) };
    });
    const rooms = openRooms(state).map(({ customerId, shipmentId, amount, on }) => ({
      customerId,
      shipmentId,
      amount,
      on,
    }));
    return { groupId, name, limit, used, available: minus(limit, used), members, rooms };
  }
}

export const creditGroupQueryHandlers = [CreditGroupsHandler, CreditGroupHandler];
