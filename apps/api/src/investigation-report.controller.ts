import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { applicationPath } from '@app/contracts/credit-application';
import { investigationReport, reportQuery } from '@app/contracts/investigation-report';
import { Printer, ReadReport } from '@app/cqrs/investigation-report.query';
import type { Language } from '@app/kernel/language';
import { Answers } from './answered';
import { Signed, type Caller } from './caller';
import { disposition } from './disposition';
import { FromTheLog } from './read-your-writes';

type Path = z.infer<typeof applicationPath>;
type Wish = z.infer<typeof reportQuery>;

const MEDIA_TYPE = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

const Paper = (type: string) =>
  ApiResponse({ status: 200, content: { [type]: { schema: { type: 'string', format: 'binary' } } } });

/** The credit investigation report 客户资信调查报告: as data for the screen, and on paper. */
@Controller('api/applications/:applicationId')
export class InvestigationReportController {
  constructor(
    private readonly queries: QueryBus,
    private readonly printer: Printer,
  ) {}

  @Get('investigation-report')
  @FromTheLog()
  @Answers(investigationReport)
  report(
    @Param({ schema: applicationPath }) { applicationId }: Path,
    @Query({ schema: reportQuery }) { lang }: Wish,
    @Signed() caller: Caller,
  ) {
    return this.queries.execute(new ReadReport(applicationId, lang ?? caller.language));
  }

  @Get('investigation-report.pdf')
  @FromTheLog()
  @ApiProduces(MEDIA_TYPE.pdf)
  @Paper(MEDIA_TYPE.pdf)
  pdf(
    @Param({ schema: applicationPath }) { applicationId }: Path,
    @Query({ schema: reportQuery }) { lang }: Wish,
    @Signed() caller: Caller,
  ) {
    return this.paper(applicationId, lang ?? caller.language, 'pdf');
  }

  @Get('investigation-report.docx')
  @FromTheLog()
  @ApiProduces(MEDIA_TYPE.docx)
  @Paper(MEDIA_TYPE.docx)
  docx(
    @Param({ schema: applicationPath }) { applicationId }: Path,
    @Query({ schema: reportQuery }) { lang }: Wish,
    @Signed() caller: Caller,
  ) {
    return this.paper(applicationId, lang ?? caller.language, 'docx');
  }

  private async paper(applicationId: string, language: Language, format: 'pdf' | 'docx'): Promise<StreamableFile> {
    const report = await this.queries.execute(new ReadReport(applicationId, language));
    const bytes = await this.printer.print(report, format);
    const name = `${report.title} ${report.customerName} ${applicationId}.${format}`;
    return new StreamableFile(bytes, {
      type: MEDIA_TYPE[format],
      length: bytes.length,
      disposition: disposition(name),
    });
  }
}
