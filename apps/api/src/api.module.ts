import { Module, StandardSchemaValidationPipe, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { z } from 'zod';
import { DeskModule, type DeskParts } from '@app/cqrs/desk.module';
import { DemoLoader } from '@worker/demo/demo-loader';
import { ApplicationsController } from './applications.controller';
import { CustomersController } from './customers.controller';
import { DemoController } from './demo.controller';
import { HealthController } from './health.controller';
import { Malformed } from './malformed';
import { PoliciesController } from './policies.controller';
import { ProblemFilter } from './problem.filter';
import { ReceivablesController } from './receivables.controller';
import { ReportsController } from './reports.controller';
import { ShipmentsController } from './shipments.controller';

const contractPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => new Malformed(issues as readonly z.core.$ZodIssue[]),
});

@Module({})
export class ApiModule {
  static with(parts: DeskParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [DeskModule.with(parts)],
      controllers: [
        CustomersController,
        ApplicationsController,
        ShipmentsController,
        ReceivablesController,
        ReportsController,
        PoliciesController,
        DemoController,
        HealthController,
      ],
      providers: [
        DemoLoader,
        { provide: APP_PIPE, useValue: contractPipe },
        { provide: APP_FILTER, useValue: new ProblemFilter(parts.log) },
      ],
    };
  }
}
