import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { authoriseShipments, checkShipments, lineAnswers } from '@app/contracts/shipment';
import { ShipmentBatches } from '@app/cqrs/shipment-batches';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';

/** For an ERP: many lines in one call, each answered by itself. */
@Controller('api')
export class ShipmentBatchesController {
  constructor(private readonly batches: ShipmentBatches) {}

  @Post('shipment-checks')
  @HttpCode(200)
  @Answers(lineAnswers)
  check(
    @Body({ schema: checkShipments }) { lines, together }: z.infer<typeof checkShipments>,
    @Signed() { language }: Caller,
  ) {
    return this.batches.check(lines, together, language);
  }

  // Each line reserves once for its shipment, however often the call is sent.
  @Post('shipment-authorisations')
  @HttpCode(200)
  @Answers(lineAnswers)
  authorise(
    @Body({ schema: authoriseShipments }) { lines }: z.infer<typeof authoriseShipments>,
    @Signed() { metadata, language }: Caller,
  ) {
    return this.batches.authorise(lines, metadata, language);
  }
}
