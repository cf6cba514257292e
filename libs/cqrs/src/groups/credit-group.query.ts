import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CreditGroupPage, CreditGroupView } from '@app/contracts/credit-group';
import type { TimelinePage } from '@app/contracts/customer';
import { creditGroup } from '@app/domain/credit-group/decider';
import { creditGroupEvent } from '@app/domain/credit-group/events';
import { requireFormed } from '@app/domain/credit-group/forming';
import { membersOf, openRooms, usedBy } from '@app/domain/credit-group/group';
import type { EventStore } from '@app/event-store/event-store';
import type { Handler } from '@app/event-store/handle';
import { readEvent } from '@app/kernel/event-versions';
import type { Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import { minus, total } from '@app/kernel/yuan';
import type { Sql } from '@app/postgres/connect';
import { creditGroupList } from '@app/read-models/queries/credit-groups';
import { groupSentenceOf } from '@app/read-models/sentences/credit-group-sentences';
import type { Paged } from '@app/read-models/queries/reader';
import { EVENT_STORE, HANDLER, SQL } from '../tokens';

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

/** What happened in a group, the newest first, from its own stream. */
export class LookAtGroupHistory extends Query<TimelinePage> {
  constructor(
    readonly groupId: string,
    readonly wish: Paged,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(LookAtGroupHistory)
class GroupHistoryHandler implements IQueryHandler<LookAtGroupHistory> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute({ groupId, wish: { page, size }, language }: LookAtGroupHistory): Promise<TimelinePage> {
    const stream = `${creditGroup.category}-${groupId}`;
    const [newest] = await this.store.read(stream, { direction: 'backwards', limit: 1 });
    if (newest === undefined) throw new Problem('unknown-group', { group: groupId });
    const from = newest.revision - (page - 1) * size;
    const found = from < 0 ? [] : await this.store.read(stream, { from, direction: 'backwards', limit: size });
    const rows = found.map((stored) => {
      const event = readEvent(creditGroupEvent, stored);
      const { [language]: text, tone } = groupSentenceOf(event);
      const { position, recordedAt, type } = stored;
      return { position, on: event.data.on, recordedAt, by: stored.metadata.by, type, text, tone };
    });
    return { rows, page, size, total: newest.revision + 1 };
  }
}

export const creditGroupQueryHandlers = [CreditGroupsHandler, CreditGroupHandler, GroupHistoryHandler];
