import { contradictionInWords } from '@app/contracts/customer/contradiction-words';
import type { FileView } from '@app/contracts/customer/file-view';
import { completenessOf, type CompletenessPolicy } from '@app/credit-model/customer-file/completeness';
import type { FileContents } from '@app/credit-model/customer-file/file-contents';
import { fileContradictions } from '@app/credit-model/customer-file/file-contradictions';
import type { BusinessDate } from '@app/kernel/business-date';
import type { CustomerFileRow } from '../projections/customer-file';
import type { Reader } from './reader';

type Kept = Pick<CustomerFileRow, 'name' | 'identity' | 'statements' | 'facts' | 'securities' | 'attachments'> & {
  grade: string | null;
};

export type ContentsWish = Readonly<{ customerId: string; on: BusinessDate; completeness: CompletenessPolicy }>;

const keptOf = async (sql: Reader, customerId: string): Promise<Kept | undefined> => {
  const [kept] = await sql<Kept[]>`
    select name, identity, statements, facts, securities, attachments,
      (select a.grade from read.application a
        where a.customer_id = c.customer_id and a.grade is not null
        order by a.changed_on desc, a.application_id desc limit 1) as grade
    from read.customer_file c where customer_id = ${customerId}`;
  return kept;
};

/** `3A5` → `CA5` */
const characteristicGrade = (grade: string | null): string | undefined =>
  grade === null ? undefined : `CA${grade.slice(-1)}`;

/** What a customer's file holds on a day, what it lacks, and in what it contradicts itself. */
export const fileContents = async (
  sql: Reader,
  { customerId, on, completeness: policy }: ContentsWish,
): Promise<FileView | undefined> => {
  const kept = await keptOf(sql, customerId);
  if (kept === undefined) return undefined;
  const securities = kept.securities.map(({ released, ...security }) => ({
    ...security,
    state: released ? ('released' as const) : security.validTo < on ? ('over' as const) : ('stands' as const),
  }));
  const contents: FileContents = {
    ...kept,
    securities: securities.filter(({ state }) => state === 'stands'),
    attachments: kept.attachments.map(({ kind }) => kind),
    grade: characteristicGrade(kept.grade),
  };
  const { percent, missing } = completenessOf(policy, contents);
  return {
    identity: kept.identity,
    completeness: {
      percent,
      missing: [...missing],
      policy: { id: policy.id, version: policy.version, source: policy.source },
    },
    contradictions: fileContradictions(contents).map((each) => ({ ...each, text: contradictionInWords(each) })),
    statements: kept.statements,
    facts: kept.facts,
    securities,
    attachments: kept.attachments,
  };
};
