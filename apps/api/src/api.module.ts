import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { DeskModule, type DeskParts } from '@app/cqrs/desk.module';
import { DemoLoader } from '@worker/demo/demo-loader';
import { AccountStatementController } from './account-statement.controller';
import { ApplicationDraftsController } from './application-drafts.controller';
import { ApplicationsController } from './applications.controller';
import { AttachmentsController } from './attachments.controller';
import { BankLinesController } from './bank-lines.controller';
import { ContractPipe } from './contract.pipe';
import { CreditAccountsController } from './credit-accounts.controller';
import { CreditGroupsController } from './credit-groups.controller';
import { CreditNotesController } from './credit-notes.controller';
import { CustomerFileController } from './customer-file.controller';
import { CustomersController } from './customers.controller';
import { DemoController } from './demo.controller';
import { ExportsController } from './exports.controller';
import { HealthController } from './health.controller';
import { InterestController } from './interest.controller';
import { InvestigationReportController } from './investigation-report.controller';
import { MetricsController } from './metrics.controller';
import { OtherSitesStayOut } from './other-sites.guard';
import { PaymentsController } from './payments.controller';
import { PeriodsController } from './periods.controller';
import { PoliciesController } from './policies.controller';
import { ProblemFilter } from './problem.filter';
import { RatesController } from './rates.controller';
import { ReadYourWrites } from './read-your-writes';
import { ReceivableFiguresController } from './receivable-figures.controller';
import { ReceivablesController } from './receivables.controller';
import { AgingItemsController } from './aging-items.controller';
import { ReportsController } from './reports.controller';
import { SecuritiesController } from './securities.controller';
import { ShipmentBatchesController } from './shipment-batches.controller';
import { ShipmentsController } from './shipments.controller';
import { StatementSheetsController } from './statement-sheets.controller';
import { StatementsController } from './statements.controller';
import { WebhooksController } from './webhooks.controller';
import { WhatIfController } from './what-if.controller';
import { WriteOffsController } from './write-offs.controller';

@Module({})
export class ApiModule {
  static with(parts: DeskParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [DeskModule.with(parts)],
      controllers: [
        CustomersController,
        CustomerFileController,
        AttachmentsController,
        StatementSheetsController,
        ApplicationsController,
        ApplicationDraftsController,
        WhatIfController,
        InvestigationReportController,
        ShipmentsController,
        ShipmentBatchesController,
        CreditAccountsController,
        CreditGroupsController,
        SecuritiesController,
        ReceivablesController,
        BankLinesController,
        PaymentsController,
        CreditNotesController,
        WriteOffsController,
        InterestController,
        RatesController,
        PeriodsController,
        AgingItemsController,
        ReportsController,
        AccountStatementController,
        StatementsController,
        ReceivableFiguresController,
        ExportsController,
        PoliciesController,
        WebhooksController,
        DemoController,
        HealthController,
        MetricsController,
      ],
      providers: [
        DemoLoader,
        { provide: APP_GUARD, useClass: OtherSitesStayOut },
        { provide: APP_GUARD, useClass: ReadYourWrites },
        { provide: APP_PIPE, useClass: ContractPipe },
        { provide: APP_FILTER, useValue: new ProblemFilter(parts.log) },
      ],
    };
  }
}
