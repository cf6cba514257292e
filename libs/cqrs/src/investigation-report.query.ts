import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { InvestigationReport } from '@app/contracts/investigation-report';
import type { StatementOfAccount } from '@app/contracts/statement-of-account';
import { lastAssessment } from '@app/domain/credit-application/application';
import type { Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import type { ReportFormat } from '@app/report/print-worker';
import { reportOf } from '@app/report/report-of';
import { ReportPrinter } from '@app/report/report-printer';
import { ApplicationFacts } from './application-facts';
import { CustomerFacts } from './customer-facts';
import { PolicyBook } from './policy-book';
import { SingleChanges } from './single-changes';

/** The report on the last assessment, in the words of the file as it is today and the figures of the assessment's event. */
export class ReadReport extends Query<InvestigationReport> {
  constructor(
    readonly applicationId: string,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(ReadReport)
export class ReportHandler implements IQueryHandler<ReadReport> {
  constructor(
    @Inject(ApplicationFacts) private readonly applications: ApplicationFacts,
    @Inject(CustomerFacts) private readonly customers: CustomerFacts,
    @Inject(PolicyBook) private readonly book: PolicyBook,
    @Inject(SingleChanges) private readonly changes: SingleChanges,
  ) {}

  /** Throws `unknown-application`, and `application-stage` before there is an assessment. */
  async execute({ applicationId, language }: ReadReport): Promise<InvestigationReport> {
    const application = await this.applications.of(applicationId);
    const assessed = lastAssessment(application);
    if (assessed === undefined)
      throw new Problem('application-stage', { stage: application.stage, wanted: 'assessed' });
    const { policy } = await this.book.scoringOf(assessed.policy);
    const customer = await this.customers.file(application.filed.customerId);
    const change = this.changes.of(policy, assessed);
    return reportOf({ application, assessed, customer, policy, change }, language);
  }
}

/** The one printer of a process, which ends with it. */
@Injectable()
export class Printer implements OnApplicationShutdown {
  private readonly printer = new ReportPrinter();

  print(report: InvestigationReport, format: ReportFormat): Promise<Uint8Array> {
    return this.printer.print(report, format);
  }

  printStatement(statement: StatementOfAccount, language: Language): Promise<Uint8Array> {
    return this.printer.printStatement(statement, language);
  }

  onApplicationShutdown(): Promise<void> {
    return this.printer.close();
  }
}
