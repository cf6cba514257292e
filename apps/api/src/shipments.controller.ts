import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import {
  authorisationReply,
  authoriseShipment,
  dispatchPath,
  dispatchShipment,
  shipmentCheck,
  shipmentCheckQuery,
  shipmentPath,
  type AuthorisationReply,
} from '@app/contracts/credit-account';
import { customerPath } from '@app/contracts/customer';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import type { Policies } from '@app/cqrs/policies';
import { authorisationOf, CheckShipment } from '@app/cqrs/shipment-check.query';
import { BUSINESS_CLOCK, POLICIES } from '@app/cqrs/tokens';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

@Controller('api/customers/:customerId')
export class ShipmentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  @Get('shipment-check')
  @FromTheLog()
  @Answers(shipmentCheck)
  check(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Query({ schema: shipmentCheckQuery }) { amount }: z.infer<typeof shipmentCheckQuery>,
    @Signed() { language }: Caller,
  ) {
    return this.queries.execute(new CheckShipment(customerId, amount, this.clock.today(), language));
  }

  // PUT on an id the caller chose: sending it twice reserves once.
  @Put('shipments/:shipmentId/authorisation')
  @Answers(authorisationReply)
  async authorise(
    @Param({ schema: shipmentPath }) { customerId, shipmentId }: z.infer<typeof shipmentPath>,
    @Body({ schema: authoriseShipment }) { amount }: z.infer<typeof authoriseShipment>,
    @Signed() { metadata, language }: Caller,
  ): Promise<AuthorisationReply> {
    const { policy, stamp } = this.policies.check;
    const on = this.clock.today();
    const data = { customerId, shipmentId, amount, policy, stamp, on };
    const ask = new AskCreditAccount(customerId, { type: 'AuthoriseShipment', data }, metadata);
    const { state } = await this.commands.execute(ask);
    return authorisationOf(state, { shipmentId, amount, on, policy, language });
  }

  @Put('shipments/:shipmentId/dispatches/:dispatchId')
  @Answers()
  async dispatch(
    @Param({ schema: dispatchPath }) path: z.infer<typeof dispatchPath>,
    @Body({ schema: dispatchShipment }) body: z.infer<typeof dispatchShipment>,
    @Signed() { metadata }: Caller,
  ) {
    const data = { ...path, ...body, on: this.clock.today() };
    const ask = new AskCreditAccount(path.customerId, { type: 'DispatchShipment', data }, metadata);
    return acceptedAs(`creditAccount-${path.customerId}`, await this.commands.execute(ask));
  }

  @Put('shipments/:shipmentId/release')
  @Answers()
  async release(
    @Param({ schema: shipmentPath }) { customerId, shipmentId }: z.infer<typeof shipmentPath>,
    @Signed() { metadata }: Caller,
  ) {
    const data = { customerId, shipmentId, on: this.clock.today() };
    const ask = new AskCreditAccount(customerId, { type: 'ReleaseReservation', data }, metadata);
    return acceptedAs(`creditAccount-${customerId}`, await this.commands.execute(ask));
  }
}
