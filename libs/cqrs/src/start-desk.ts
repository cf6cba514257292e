import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Followers } from '@app/read-models/runner';
import { BankAcceptances } from './bank/bank-acceptances';
import { BankStatements } from './bank/bank-statements';
import { DeskModule, type DeskParts } from './desk.module';
import { Exports } from './figures/exports';
import { InterestDesk } from './interest-desk';
import { InvoiceDesk } from './invoice-desk';
import { PaymentDesk } from './payment-desk';
import { PeriodDesk } from './period-desk';
import { RateDesk } from './rate-desk';
import { PaymentPapers } from './payment-papers';
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
    payments: PaymentDesk;
    invoices: InvoiceDesk;
    interest: InterestDesk;
    rates: RateDesk;
    periods: PeriodDesk;
    papers: PaymentPapers;
    exports: Exports;
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
    exports: context.get(Exports),
    bankStatements: context.get(BankStatements),
    bankAcceptances: context.get(BankAcceptances),
    payments: context.get(PaymentDesk),
    invoices: context.get(InvoiceDesk),
    interest: context.get(InterestDesk),
    rates: context.get(RateDesk),
    periods: context.get(PeriodDesk),
    papers: context.get(PaymentPapers),
    followers: context.get<Followers>(FOLLOWERS),
    close: () => context.close(),
  };
};
