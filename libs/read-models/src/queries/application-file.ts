import type { ApplicationFile } from '@app/contracts/credit-application';
import { Problem } from '@app/kernel/problem';
import { applicationColumns, withoutBlanks, type FoundApplication } from './application-list';
import type { Reader } from './reader';

type Found = FoundApplication &
  Pick<ApplicationFile, 'products' | 'reason' | 'filedBy' | 'answered' | 'answers'> & {
    assessment: NonNullable<ApplicationFile['assessment']> | null;
    decision: NonNullable<ApplicationFile['decision']> | null;
    agreementId: string | null;
  };

/** One application with its answers, its assessment and the decision on it. */
export const applicationFile = async (sql: Reader, applicationId: string): Promise<ApplicationFile> => {
  const [found] = await sql<Found[]>`
    select ${applicationColumns(sql)}, a.products, a.reason, a.filed_by as "filedBy", a.answered, a.answers,
      a.assessment, a.decision, a.agreement_id as "agreementId"
    from read.application a left join read.customer_file c using (customer_id)
    where a.stream = ${`creditApplication-${applicationId}`}`;
  if (found === undefined) throw new Problem('unknown-application', { application: applicationId });
  const { assessment, decision, agreementId, ...file } = withoutBlanks(found);
  return {
    ...file,
    ...(assessment === null ? {} : { assessment }),
    ...(decision === null ? {} : { decision }),
    ...(agreementId === null ? {} : { agreementId }),
  };
};
