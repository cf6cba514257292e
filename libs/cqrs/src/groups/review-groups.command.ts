import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { creditGroup } from '@app/domain/credit-group/decider';
import { creditGroupEvent } from '@app/domain/credit-group/events';
import { membersOf, openRooms, type CreditGroup, type OpenRoom } from '@app/domain/credit-group/group';
import { endRoom, keepUp } from '@app/domain/credit-group/keeping-up';
import type { Handler } from '@app/event-store/handle';
import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import type { Metadata } from '@app/kernel/message';
import type { Sql } from '@app/postgres/connect';
import { groupIds } from '@app/read-models/queries/credit-groups';
import type { Policies } from '../policies';
import { HANDLER, POLICIES, SQL } from '../tokens';
import { GroupSagas } from './group-sagas';

const BY: Metadata = { by: 'calendar' };
const AT_A_TIME = 200;

export type GroupsReviewed = Readonly<{ ended: number; open: readonly string[] }>;

/** Ends the rooms of attempts that stopped half way; with the day, also brings every member's exposure up to date. */
export class ReviewGroups extends Command<GroupsReviewed> {
  constructor(
    readonly on: BusinessDate,
    readonly wish: Readonly<{ seen?: ReadonlySet<string>; withMembers: boolean }>,
  ) {
    super();
  }
}

@CommandHandler(ReviewGroups)
export class ReviewGroupsHandler implements ICommandHandler<ReviewGroups> {
  constructor(
    private readonly sagas: GroupSagas,
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  async execute({ on, wish: { seen, withMembers } }: ReviewGroups): Promise<GroupsReviewed> {
    const open: string[] = [];
    let ended = 0;
    for (let after = ''; ;) {
      const ids = await groupIds(this.sql, { after, limit: AT_A_TIME, withRoomsOnly: !withMembers });
      for (const groupId of ids) {
        const rooms = openRooms(await this.group(groupId));
        const left = rooms.filter((room) => isBefore(room.on, on) || (seen?.has(room.token) ?? false));
        for (const room of left) await this.end(groupId, room, on);
        ended += left.length;
        open.push(...rooms.filter((room) => !left.includes(room)).map(({ token }) => token));
        if (withMembers) await this.keepUp(groupId, on);
      }
      after = ids.at(-1) ?? '';
      if (ids.length < AT_A_TIME) return { ended, open };
    }
  }

  private async group(id: string): Promise<CreditGroup> {
    return (await this.handler.load({ decider: creditGroup, schema: creditGroupEvent, id })).state;
  }

  private end(groupId: string, room: OpenRoom, on: BusinessDate) {
    return this.sagas.carryOut(endRoom(room, { groupId, on, counting: this.policies.check.policy }), BY);
  }

  private async keepUp(groupId: string, on: BusinessDate): Promise<void> {
    const counting = this.policies.check.policy;
    for (const { customerId } of membersOf(await this.group(groupId)))
      await this.sagas.carryOut(keepUp({ groupId, customerId, on, counting }), BY);
  }
}
