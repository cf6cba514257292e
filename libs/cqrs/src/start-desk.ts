import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Followers } from '@app/read-models/runner';
import { BankAcceptances } from './bank/bank-acceptances';
import { BankStatements } from './bank/bank-statements';
import { DeskModule, type DeskParts } from './desk.module';
import { ShipmentBatches } from './shipment-batches';
import { FOLLOWERS } from './tokens';

/** A desk without a door: for commands, simulations and tests. Nothing follows the log until it is asked to settle. */
export type Desk = DeskParts &
  Readonly<{
    commands: CommandBus;
    queries: QueryBus;
    batches: ShipmentBatches;
    bankStatements: BankStatements;
    bankAcceptances: BankAcceptances;
    followers: Followers;
  }>;

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
    bankStatements: context.get(BankStatements),
    bankAcceptances: context.get(BankAcceptances),
    followers: context.get<Followers>(FOLLOWERS),
    close: () => context.close(),
  };
};
