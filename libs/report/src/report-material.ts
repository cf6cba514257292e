import type { ScoringPolicy } from '@app/credit-model/policy';
import type { SingleChange } from '@app/credit-model/changes/single-change';
import type { Application } from '@app/domain/credit-application/application';
import type { CreditApplicationEvent } from '@app/domain/credit-application/events';
import type { Customer } from '@app/domain/customer/customer';
import type { DataOf } from '@app/kernel/message';
import type { Bilingual, Language } from '@app/kernel/language';
import type { ReportBlock, ReportTable } from '@app/contracts/investigation-report';

/** What a report is written from: the assessment as its event keeps it, and what stands around it. */
export type ReportMaterial = Readonly<{
  application: Application;
  assessed: DataOf<CreditApplicationEvent, 'AssessmentCompleted'>;
  customer: Customer;
  /** The one that the assessment was made under: for the names of items, aspects and ratios. */
  policy: ScoringPolicy;
  change: SingleChange | undefined;
}>;

/** Says a thing in the language of the report. */
export type Say = (zh: string, en: string) => string;
export type Writing = ReportMaterial & Readonly<{ language: Language; say: Say; told: (both: Bilingual) => string }>;

export const DASH = '—';

export const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', text });

/** Those that are known; nothing at all when none is. */
export const facts = (items: readonly (readonly [string, string | undefined])[]): ReportBlock[] => {
  const known = items.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));
  return known.length === 0 ? [] : [{ kind: 'facts', items: known }];
};

type Column = readonly [label: string, share: number, align?: 'right'];
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  caption?: string,
): ReportTable => ({
  kind: 'table',
  ...(caption !== undefined && { caption }),
  columns: columns.map(([label, share, align]) => ({ label, share, align: align ?? 'left' })),
  rows: rows.map((row) => [...row]),
});

/** `1234567.8` → `1,234,567.8`: digits of a figure in threes, whatever stands behind the point. */
export const inThrees = (figure: string): string => {
  const [whole = '', decimals] = figure.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
};
