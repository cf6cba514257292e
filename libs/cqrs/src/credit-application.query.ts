import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type {
  AnswerDraft,
  ApplicationFile,
  ApplicationPage,
  applicationQuery,
  AssessmentExplanation,
  IssuedLetter,
} from '@app/contracts/credit-application';
import { explain } from '@app/credit-model/explanation';
import { lastAssessment } from '@app/domain/credit-application/application';
import { creditApplication } from '@app/domain/credit-application/decider';
import { creditApplicationEvent } from '@app/domain/credit-application/events';
import type { Handler } from '@app/event-store/handle';
import type { Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import type { Sql } from '@app/postgres/connect';
import { draftShown } from '@app/read-models/projections/draft-shown';
import { applicationFile } from '@app/read-models/queries/application-file';
import { applicationList } from '@app/read-models/queries/application-list';
import { ApplicationFacts } from './application-facts';
import type { BusinessClock } from './business-clock';
import type { Policies } from './policies';
import { PolicyBook } from './policy-book';
import { SingleChanges } from './single-changes';
import { BUSINESS_CLOCK, HANDLER, POLICIES, SQL } from './tokens';

export class LookAtApplications extends Query<ApplicationPage> {
  constructor(readonly wish: z.infer<typeof applicationQuery>) {
    super();
  }
}

@QueryHandler(LookAtApplications)
class ApplicationsHandler implements IQueryHandler<LookAtApplications> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  execute({ wish: { waiting, late, reassessment, ...wish } }: LookAtApplications) {
    const filters = {
      ...(waiting !== undefined && { waiting: waiting === 'true' }),
      ...(late !== undefined && { late: late === 'true' }),
      ...(reassessment !== undefined && { reassessment: true }),
    };
    const day = { workflow: this.policies.workflow.policy, today: this.clock.today() };
    return applicationList(this.sql, { ...wish, ...filters }, day);
  }
}

export class LookAtApplication extends Query<ApplicationFile> {
  constructor(readonly applicationId: string) {
    super();
  }
}

@QueryHandler(LookAtApplication)
class ApplicationHandler implements IQueryHandler<LookAtApplication> {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(POLICIES) private readonly policies: Policies,
    @Inject(BUSINESS_CLOCK) private readonly clock: BusinessClock,
  ) {}

  execute({ applicationId }: LookAtApplication) {
    const day = { workflow: this.policies.workflow.policy, today: this.clock.today() };
    return applicationFile(this.sql, applicationId, day);
  }
}

/** The draft as the log says now: what somebody is about to change must not be what a read model still shows. */
export class LookAtDraft extends Query<AnswerDraft> {
  constructor(readonly applicationId: string) {
    super();
  }
}

@QueryHandler(LookAtDraft)
class DraftHandler implements IQueryHandler<LookAtDraft> {
  constructor(private readonly applications: ApplicationFacts) {}

  async execute({ applicationId }: LookAtDraft): Promise<AnswerDraft> {
    return draftShown((await this.applications.of(applicationId)).draft);
  }
}

/** What the last decision was told in, word for word as it was issued. */
export class ReadLetter extends Query<IssuedLetter> {
  constructor(
    readonly applicationId: string,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(ReadLetter)
class LetterHandler implements IQueryHandler<ReadLetter> {
  constructor(private readonly applications: ApplicationFacts) {}

  async execute({ applicationId, language }: ReadLetter): Promise<IssuedLetter> {
    const { letter: issued } = await this.applications.of(applicationId);
    if (issued === undefined) throw new Problem('no-letter', { application: applicationId });
    const { about, on, issuedBy: by, letter, notice, templates: made } = issued;
    const templates = `${made.id}@${made.version}`;
    return { about, language, on, by, templates, letter: letter[language], notice: notice[language] };
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
    private readonly book: PolicyBook,
    private readonly changes: SingleChanges,
  ) {}

  async execute({ applicationId }: ExplainAssessment): Promise<AssessmentExplanation> {
    const aggregate = { decider: creditApplication, schema: creditApplicationEvent, id: applicationId };
    const { state } = await this.handler.load(aggregate);
    if (state === undefined) throw new Problem('unknown-application', { application: applicationId });
    const assessed = lastAssessment(state);
    if (assessed === undefined) throw new Problem('application-stage', { stage: state.stage, wanted: 'assessed' });
    const { assessmentId, on, policy: made, input, result } = assessed;
    // Under the policy that it was made under, whatever is in force today.
    const { policy } = await this.book.scoringOf(made);
    return {
      assessmentId,
      on,
      explanation: explain(policy, input, result, this.changes.of(policy, assessed)),
    };
  }
}

export const applicationQueryHandlers = [
  ApplicationsHandler,
  ApplicationHandler,
  DraftHandler,
  LetterHandler,
  ExplanationHandler,
];
