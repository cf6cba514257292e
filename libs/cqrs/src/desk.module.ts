import { Module, type DynamicModule, type OnApplicationShutdown, Inject } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { EventStore } from '@app/event-store/event-store';
import type { Handler } from '@app/event-store/handle';
import type { Sql } from '@app/postgres/connect';
import { projections } from '@app/read-models/projections';
import { openFollowers, type Followers } from '@app/read-models/runner';
import { AccountCalendar } from './account-calendar';
import { AccountPast } from './account-past';
import { accountQueryHandlers } from './account.query';
import { ApplicationFacts } from './application-facts';
import { AttachmentStore } from './attachments/attachment-store';
import { BankAcceptances } from './bank/bank-acceptances';
import { BankLineHandler } from './bank/bank-line.command';
import { bankLineQueryHandlers } from './bank/bank-line.query';
import { BankMatching } from './bank/bank-matching';
import { BankStatements } from './bank/bank-statements';
import { StatementReading } from './bank/statement-reading';
import type { BusinessClock } from './business-clock';
import { CreditAccountHandler } from './credit-account.command';
import { CreditApplicationHandler } from './credit-application.command';
import { applicationQueryHandlers } from './credit-application.query';
import { CustomerFacts } from './customer-facts';
import { CustomerHandler } from './customer.command';
import { CustomerStandings } from './customer-standings';
import { CustomerSheets } from './customer-sheets';
import { customerQueryHandlers } from './customer.query';
import { creditGroupCommandHandlers } from './groups/credit-group.command';
import { creditGroupQueryHandlers } from './groups/credit-group.query';
import { GroupOfAccount } from './groups/group-of-account';
import { GroupSagas } from './groups/group-sagas';
import { ReviewGroupsHandler } from './groups/review-groups.command';
import { Exports } from './figures/exports';
import { receivableFiguresHandlers } from './figures/receivable-figures.query';
import { FollowUpHandler } from './follow-up.command';
import { InterestDesk } from './interest-desk';
import { Printer, ReportHandler } from './investigation-report.query';
import { InvoiceDesk } from './invoice-desk';
import { KnownCustomers } from './known-customers';
import { PaymentDesk } from './payment-desk';
import { PeriodDesk } from './period-desk';
import { PaymentPapers } from './payment-papers';
import type { Policies } from './policies';
import { PolicyBook } from './policy-book';
import { ScoringPolicyHandler } from './policy.command';
import { policyQueryHandlers } from './policy.query';
import { PostingFacts } from './posting-facts';
import { RateDesk } from './rate-desk';
import { reactionsFollower } from './reactions-follower';
import { agingItemQueryHandlers } from './aging-items.query';
import { reportQueryHandlers } from './reports.query';
import { ShipmentBatches } from './shipment-batches';
import { CheckShipmentHandler } from './shipment-check.query';
import { ShipmentDesk } from './shipment-desk';
import { SingleChanges } from './single-changes';
import { statementCommandHandlers } from './statements/statement.command';
import { StatementDesk } from './statements/statement-desk';
import { statementQueryHandlers } from './statements/statement.query';
import { TickHandler } from './tick.command';
import { PingWebhookHandler, RedeliverWebhookHandler, WebhookHandler } from './webhook.command';
import { webhookQueryHandlers } from './webhook.query';
import { PostOffice } from './webhooks/post-office';
import { WebhookSecrets } from './webhooks/secret-store';
import { WhatIfHandler } from './what-if.query';
import {
  BUSINESS_CLOCK,
  CLOSE,
  DESK_BESIDE,
  EVENT_STORE,
  FOLLOWERS,
  HANDLER,
  POLICIES,
  SQL,
  WEBHOOKS_PRIVATE,
} from './tokens';

/** What a desk stands on: made by `openDesk`, closed with the module. */
export type DeskParts = Readonly<{
  sql: Sql;
  store: EventStore;
  /** Another desk over the same log and database, on a clock of its own. */
  beside: (other: Readonly<{ clock: BusinessClock; log: (line: string) => void }>) => Promise<DeskParts>;
  handler: Handler;
  policies: Policies;
  clock: BusinessClock;
  log: (line: string) => void;
  /** Whether webhooks may go to private addresses; not where it is left out. */
  webhooksPrivate?: boolean;
  /** Ends what was opened for this desk and nothing else. */
  close: () => Promise<void>;
}>;

const SINGLE_CHANGES_MAX = 1_000;

const followersOver = ({ sql, store, policies, log }: DeskParts) => ({
  provide: FOLLOWERS,
  inject: [CommandBus, GroupSagas],
  useFactory: (bus: CommandBus, sagas: GroupSagas): Followers =>
    openFollowers({ sql, store, followers: [...projections(store), reactionsFollower(bus, policies, sagas)], log }),
});

/** The switchboard: command and query envelopes, and who answers them. */
@Module({})
export class DeskModule implements OnApplicationShutdown {
  constructor(
    @Inject(FOLLOWERS) private readonly followers: Followers,
    @Inject(CLOSE) private readonly close: DeskParts['close'],
  ) {}

  static with(parts: DeskParts): DynamicModule {
    const values = [
      { provide: SQL, useValue: parts.sql },
      { provide: EVENT_STORE, useValue: parts.store },
      { provide: DESK_BESIDE, useValue: parts.beside },
      { provide: HANDLER, useValue: parts.handler },
      { provide: POLICIES, useValue: parts.policies },
      { provide: BUSINESS_CLOCK, useValue: parts.clock },
      { provide: CLOSE, useValue: parts.close },
      { provide: WEBHOOKS_PRIVATE, useValue: parts.webhooksPrivate ?? false },
      followersOver(parts),
      { provide: SingleChanges, useValue: new SingleChanges(SINGLE_CHANGES_MAX) },
    ];
    return {
      module: DeskModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        ...values,
        KnownCustomers,
        CustomerFacts,
        CustomerStandings,
        AccountCalendar,
        AccountPast,
        ShipmentDesk,
        ShipmentBatches,
        PaymentDesk,
        InvoiceDesk,
        InterestDesk,
        RateDesk,
        PeriodDesk,
        PostingFacts,
        PaymentPapers,
        AttachmentStore,
        CustomerSheets,
        ApplicationFacts,
        PolicyBook,
        ScoringPolicyHandler,
        CustomerHandler,
        CreditApplicationHandler,
        CreditAccountHandler,
        GroupSagas,
        GroupOfAccount,
        ReviewGroupsHandler,
        ...creditGroupCommandHandlers,
        ...creditGroupQueryHandlers,
        FollowUpHandler,
        TickHandler,
        CheckShipmentHandler,
        WhatIfHandler,
        ReportHandler,
        Printer,
        BankLineHandler,
        BankMatching,
        BankAcceptances,
        StatementReading,
        BankStatements,
        ...bankLineQueryHandlers,
        WebhookSecrets,
        PostOffice,
        WebhookHandler,
        PingWebhookHandler,
        RedeliverWebhookHandler,
        ...webhookQueryHandlers,
        ...accountQueryHandlers,
        ...customerQueryHandlers,
        ...applicationQueryHandlers,
        ...agingItemQueryHandlers,
        ...reportQueryHandlers,
        StatementDesk,
        ...statementCommandHandlers,
        ...statementQueryHandlers,
        ...receivableFiguresHandlers,
        Exports,
        ...policyQueryHandlers,
      ],
      exports: [
        CqrsModule,
        KnownCustomers,
        CustomerFacts,
        ShipmentDesk,
        ShipmentBatches,
        PaymentDesk,
        InvoiceDesk,
        InterestDesk,
        RateDesk,
        PeriodDesk,
        PaymentPapers,
        CustomerSheets,
        AttachmentStore,
        ApplicationFacts,
        PolicyBook,
        Printer,
        Exports,
        PostOffice,
        BankAcceptances,
        BankStatements,
        ...values,
      ],
    };
  }

  /** In order: nobody follows any more, then nothing is appended any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.followers.stop();
    await this.close();
  }
}
