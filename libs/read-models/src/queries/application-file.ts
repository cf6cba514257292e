import type { ApplicationFile } from '@app/contracts/credit-application';
import { Problem } from '@app/kernel/problem';
import { applicationsWithDeadlines, deadlines, type OnDay } from './application-deadlines';
import { applicationColumns, withoutBlanks, type FoundApplication } from './application-list';
import type { Reader } from './reader';

/** What a file need not have. */
type Perhaps = 'assessment' | 'report' | 'proposal' | 'decision' | 'letter' | 'agreementId';
type Always = Exclude<keyof ApplicationFile, keyof FoundApplication | 'lateDays' | Perhaps>;
type Found = FoundApplication &
  Pick<ApplicationFile, Always> & { [Part in Perhaps]: NonNullable<ApplicationFile[Part]> | null };

/** One application with its answers, its assessment, the report and the decision on it. */
export const applicationFile = async (sql: Reader, applicationId: string, day: OnDay): Promise<ApplicationFile> => {
  const due = await deadlines(sql, day);
  const [found] = await sql<Found[]>`
    select ${applicationColumns(sql)}, a.products, a.reason, a.filed_by as "filedBy",
      a.draft_revision as "draftRevision", a.answered, a.answers, a.given, a.overrules, a.assessment, a.report, a.remarks,
      a.proposal, a.decision, a.letter, a.agreement_id as "agreementId", a.reassessments
    ${applicationsWithDeadlines(sql, due)}
    where a.stream = ${`creditApplication-${applicationId}`}`;
  if (found === undefined) throw new Problem('unknown-application', { application: applicationId });
  const { assessment, report, proposal, decision, letter, agreementId, ...file } = found;
  return {
    ...withoutBlanks(file, day.today),
    ...(assessment === null ? {} : { assessment }),
    ...(report === null ? {} : { report }),
    ...(proposal === null ? {} : { proposal }),
    ...(decision === null ? {} : { decision }),
    ...(letter === null ? {} : { letter }),
    ...(agreementId === null ? {} : { agreementId }),
  };
};
