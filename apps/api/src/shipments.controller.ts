import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { customerPath } from '@app/contracts/customer';
import {
  amendmentPath,
  amendShipment,
  authorisationReply,
  authoriseShipment,
  callOffShipment,
  checkpointPath,
  dispatchPath,
  dispatchShipment,
  passCheckpoint,
  reservationReply,
  shipmentCheck,
  shipmentCheckQuery,
  shipmentPath,
} from '@app/contracts/shipment';
import type { BusinessClock } from '@app/cqrs/business-clock';
import { AskCreditAccount } from '@app/cqrs/credit-account.command';
import { CheckShipment } from '@app/cqrs/shipment-check.query';
import { ShipmentDesk } from '@app/cqrs/shipment-desk';
import { BUSINESS_CLOCK } from '@app/cqrs/tokens';
import { Answers, acceptedAs } from './answered';
import { Signed, type Caller } from './caller';
import { FromTheLog } from './read-your-writes';

// PUT on ids that the caller chose: sending it twice reserves, amends and dispatches once.
@Controller('api/customers/:customerId')
export class ShipmentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly desk: ShipmentDesk,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  @Get('shipment-check')
  @FromTheLog()
  @Answers(shipmentCheck)
  check(
    @Param({ schema: customerPath }) { customerId }: z.infer<typeof customerPath>,
    @Query({ schema: shipmentCheckQuery }) { at, ...asked }: z.infer<typeof shipmentCheckQuery>,
    @Signed() { language }: Caller,
  ) {
    return this.queries.execute(new CheckShipment(customerId, asked, language, at));
  }

  @Put('shipments/:shipmentId/authorisation')
  @Answers(authorisationReply)
  authorise(
    @Param({ schema: shipmentPath }) path: z.infer<typeof shipmentPath>,
    @Body({ schema: authoriseShipment }) order: z.infer<typeof authoriseShipment>,
    @Signed() caller: Caller,
  ) {
    return this.desk.authorise(path, order, caller);
  }

  @Put('shipments/:shipmentId/call-off')
  @Answers(reservationReply)
  callOff(
    @Param({ schema: shipmentPath }) path: z.infer<typeof shipmentPath>,
    @Body({ schema: callOffShipment }) body: z.infer<typeof callOffShipment>,
    @Signed() caller: Caller,
  ) {
    return this.desk.callOff(path, body, caller);
  }

  @Put('shipments/:shipmentId/amendments/:amendmentId')
  @Answers(reservationReply)
  amend(
    @Param({ schema: amendmentPath }) path: z.infer<typeof amendmentPath>,
    @Body({ schema: amendShipment }) body: z.infer<typeof amendShipment>,
    @Signed() caller: Caller,
  ) {
    return this.desk.amend(path, body, caller);
  }

  @Put('shipments/:shipmentId/checkpoints/:checkpoint')
  @Answers(reservationReply)
  pass(
    @Param({ schema: checkpointPath }) path: z.infer<typeof checkpointPath>,
    @Body({ schema: passCheckpoint }) body: z.infer<typeof passCheckpoint>,
    @Signed() caller: Caller,
  ) {
    return this.desk.pass(path, body, caller);
  }

  @Put('shipments/:shipmentId/dispatches/:dispatchId')
  @Answers(reservationReply)
  dispatch(
    @Param({ schema: dispatchPath }) path: z.infer<typeof dispatchPath>,
    @Body({ schema: dispatchShipment }) { approvalId, ...body }: z.infer<typeof dispatchShipment>,
    @Signed() caller: Caller,
  ) {
    return this.desk.dispatch({ ...path, ...body }, { approvalId }, caller);
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
