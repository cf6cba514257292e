import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Followers } from '@app/read-models/runner';
import { DeskModule, type DeskParts } from './desk.module';
import { Exports } from './figures/exports';
import { ShipmentBatches } from './shipment-batches';
import { FOLLOWERS } from './tokens';

/** A desk without a door: for commands, simulations and tests. Nothing follows the log until it is asked to settle. */
export type Desk = DeskParts &
  Readonly<{ commands: CommandBus; queries: QueryBus; batches: ShipmentBatches; exports: Exports; followers: Followers }>;

export const startDesk = async (parts: DeskParts): Promise<Desk> => {
  const context = await NestFactory.createApplicationContext(DeskModule.with(parts), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  return {
    ...parts,
    commands: context.get(CommandBus),
    queries: context.get(QueryBus),
    batches: context.get(ShipmentBatches),
    exports: context.get(Exports),
    followers: context.get<Followers>(FOLLOWERS),
    close: () => context.close(),
  };
};
