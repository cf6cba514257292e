import { Body, Controller, Delete, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  changeGroupLimit,
  creditGroupPage,
  creditGroupQuery,
  creditGroupView,
  formGroup,
  groupLimitPath,
  groupMemberPath,
  groupPath,
  setGroupMember,
} from '@app/contracts/credit-group';
import { timelinePage } from '@app/contracts/customer';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCreditGroup, SetGroupMember } from '@app/cqrs/groups/credit-group.command';
import { LookAtCreditGroup, LookAtCreditGroups, LookAtGroupHistory } from '@app/cqrs/groups/credit-group.query';
import type { Policies } from '@app/cqrs/policies';
import { BUSINESS_CLOCK, POLICIES } from '@app/cqrs/tokens';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

const streamOf = (groupId: string): string => `creditGroup-${groupId}`;

@Controller('api/credit-groups')
export class CreditGroupsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  @Get()
  @Answers(creditGroupPage)
  list(@Query({ schema: creditGroupQuery }) wish: z.infer<typeof creditGroupQuery>) {
    return this.queries.execute(new LookAtCreditGroups(wish));
  }

  @Get(':groupId')
  @FromTheLog()
  @Answers(creditGroupView)
  look(@Param({ schema: groupPath }) { groupId }: z.infer<typeof groupPath>) {
    return this.queries.execute(new LookAtCreditGroup(groupId));
  }

  @Get(':groupId/history')
  @FromTheLog()
  @Answers(timelinePage)
  history(
    @Param({ schema: groupPath }) { groupId }: z.infer<typeof groupPath>,
    @Query({ schema: creditGroupQuery }) wish: z.infer<typeof creditGroupQuery>,
    @Signed() { language }: Caller,
  ) {
    return this.queries.execute(new LookAtGroupHistory(groupId, wish, language));
  }

  @Put(':groupId')
  @Answers()
  async form(
    @Param({ schema: groupPath }) { groupId }: z.infer<typeof groupPath>,
    @Body({ schema: formGroup }) body: z.infer<typeof formGroup>,
    @Signed() { by, metadata }: Caller,
  ) {
    const { policy: authority } = this.policies.authority;
    const data = { groupId, ...body, formedBy: by, authority, on: this.clock.today() };
    const ask = new AskCreditGroup(groupId, { type: 'FormGroup', data }, metadata);
    return acceptedAs(streamOf(groupId), await this.commands.execute(ask));
  }

  @Put(':groupId/limits/:changeId')
  @Answers()
  async changeLimit(
    @Param({ schema: groupLimitPath }) path: z.infer<typeof groupLimitPath>,
    @Body({ schema: changeGroupLimit }) body: z.infer<typeof changeGroupLimit>,
    @Signed() { by, metadata }: Caller,
  ) {
    const { policy: authority } = this.policies.authority;
    const data = { ...path, ...body, changedBy: by, authority, on: this.clock.today() };
    const ask = new AskCreditGroup(path.groupId, { type: 'ChangeGroupLimit', data }, metadata);
    return acceptedAs(streamOf(path.groupId), await this.commands.execute(ask));
  }

  // PUT says how it shall be: in the group, with this cap or with none.
  @Put(':groupId/members/:customerId')
  @Answers()
  async setMember(
    @Param({ schema: groupMemberPath }) path: z.infer<typeof groupMemberPath>,
    @Body({ schema: setGroupMember }) { cap }: z.infer<typeof setGroupMember>,
    @Signed() { by, metadata }: Caller,
  ) {
    const wish = { ...path, wanted: { is: 'in' as const, cap }, by, on: this.clock.today() };
    return acceptedAs(streamOf(path.groupId), await this.commands.execute(new SetGroupMember(wish, metadata)));
  }

  @Delete(':groupId/members/:customerId')
  @Answers()
  async removeMember(
    @Param({ schema: groupMemberPath }) path: z.infer<typeof groupMemberPath>,
    @Signed() { by, metadata }: Caller,
  ) {
    const wish = { ...path, wanted: { is: 'out' as const }, by, on: this.clock.today() };
    return acceptedAs(streamOf(path.groupId), await this.commands.execute(new SetGroupMember(wish, metadata)));
  }
}
