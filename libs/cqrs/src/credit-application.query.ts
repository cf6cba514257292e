import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type {
  ApplicationFile,
  ApplicationPage,
  applicationQuery,
  AssessmentExplanation,
} from '@app/contracts/credit-application';
import { explain } from '@app/credit-model/explanation';
import { smallestChange } from '@app/credit-model/smallest-change';
import { lastAssessment } from '@app/domain/credit-application/application';
import { creditApplication } from '@app/domain/credit-application/decider';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import type { Handler } from '@app/event-store/handle';
import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { applicationFile } from '@app/read-models/queries/application-file';
import { applicationList } from '@app/read-models/queries/application-list';
import type { Policies } from './policies';
import { HANDLER, POLICIES, SQL } from './tokens';

export class LookAtApplications extends Query<ApplicationPage> {
  constructor(readonly wish: z.infer<typeof applicationQuery>) {
    super();
  }
}

@QueryHandler(LookAtApplications)
class ApplicationsHandler implements IQueryHandler<LookAtApplications> {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  execute({ wish: { waiting, ...wish } }: LookAtApplications) {
    return applicationList(this.sql, { ...wish, ...(waiting !== undefined && { waiting: waiting === 'true' }) });
  }
}

export class LookAtApplication extends Query<ApplicationFile> {
  constructor(readonly applicationId: string) {
    super();
  }
}

@QueryHandler(LookAtApplication)
class ApplicationHandler implements IQueryHandler<LookAtApplication> {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  execute({ applicationId }: LookAtApplication) {
    return applicationFile(this.sql, applicationId);
  }
}

/** The tree of reasons of the last assessment, written from what its event keeps. */
export class ExplainAssessment extends Query<AssessmentExplanation> {
  constructor(readonly applicationId: string) {
    super();
  }
}

@QueryHandler(ExplainAssessment)
class ExplanationHandler implements IQueryHandler<ExplainAssessment> {
  constructor(
    @Inject(HANDLER) private readonly handler: Handler,
    @Inject(POLICIES) private readonly policies: Policies,
  ) {}

  async execute({ applicationId }: ExplainAssessment): Promise<AssessmentExplanation> {
    const aggregate = { decider: creditApplication, schema: creditApplicationEvent, id: applicationId };
    const { state } = await this.handler.load(aggregate);
    if (state === undefined) throw new Problem('unknown-application', { application: applicationId });
    const assessed = lastAssessment(state);
    if (assessed === undefined) throw new Problem('application-stage', { stage: state.stage, wanted: 'assessed' });
    const { assessmentId, on, policy: made, input, result } = assessed;
    const { policy, stamp } = this.policies.scoring;
    if (stamp.hash !== made.hash) throw new Problem('unknown-policy', { policy: `${made.id} ${made.version}` });
    return { assessmentId, on, explanation: explain(policy, input, result, smallestChange(policy, input, result)) };
  }
}

export const applicationQueryHandlers = [ApplicationsHandler, ApplicationHandler, ExplanationHandler];
