import type { FileFact, Identity } from '@app/credit-model/customer-file/file-facts';
import type { OfferedSecurity } from '@app/credit-model/security';
import type { Statement } from '@app/credit-model/statement';
import { isBefore, type BusinessDate } from '@app/kernel/business-date';
import type { DataOf } from '@app/kernel/message';
import { withChange, withEntry } from '../entries';
import type { CustomerEvent } from './events';

type Kept<Type extends CustomerEvent['type']> = Omit<DataOf<CustomerEvent, Type>, 'customerId'>;

export type KeptFact = Readonly<{
  fact: FileFact;
  recordedBy: string;
  on: BusinessDate;
  /** The fact stood in the file and does not any more; its id is used up. */
  withdrawn: boolean;
}>;
export type KeptSecurity = Readonly<{ offered: OfferedSecurity; now: OfferedSecurity; released: boolean }>;
export type KeptAttachment = Kept<'AttachmentAdded'> & Readonly<{ withdrawn: boolean }>;

export type Customer = Readonly<{
  registered: DataOf<CustomerEvent, 'CustomerRegistered'>;
  /** The last word on who the customer is: as registered, and completed since. */
  identity: Identity;
  /** The last word on each year: a correction replaces it here and stays beside it in the log. */
  statements: ReadonlyMap<number, Statement>;
  /** Receivable and step of each bad credit record. */
  badCredit: ReadonlySet<string>;
  facts: ReadonlyMap<string, KeptFact>;
  securities: ReadonlyMap<string, KeptSecurity>;
  /** By the hash of their bytes. */
  attachments: ReadonlyMap<string, KeptAttachment>;
}>;
export type CustomerState = Customer | undefined;

export const badCreditKey = (receivableId: string, step: string): string => `${receivableId} ${step}`;

/** Newest year first, as the assessment takes them. */
export const statementsOf = (customer: CustomerState): Statement[] =>
  [...(customer?.statements.values() ?? [])].sort((a, b) => b.year - a.year);

/** What the file says today: without what was withdrawn. */
export const factsOf = ({ facts }: Customer): (FileFact & Readonly<{ factId: string }>)[] =>
  [...facts].filter(([, { withdrawn }]) => !withdrawn).map(([factId, { fact }]) => ({ ...fact, factId }));

/** What stands behind the customer's debt on a day; its last day still counts. */
export const securitiesOn = ({ securities }: Customer, day: BusinessDate): OfferedSecurity[] =>
  [...securities.values()]
    .filter(({ released, now }) => !released && !isBefore(now.validTo, day))
    .map(({ now }) => now);

const identityOf = ({
  creditCode,
  industry,
  customerSince,
  contact,
}: DataOf<CustomerEvent, 'CustomerRegistered'>): Identity => ({
  ...(creditCode !== undefined && { creditCode }),
  ...(industry !== undefined && { industry }),
  ...(customerSince !== undefined && { customerSince }),
  ...(contact !== undefined && { contact }),
});

const opened = (registered: DataOf<CustomerEvent, 'CustomerRegistered'>): Customer => ({
  registered,
  identity: identityOf(registered),
  statements: new Map(),
  badCredit: new Set(),
  facts: new Map(),
  securities: new Map(),
  attachments: new Map(),
});

/** A field that is completed and withdrawn in one go is withdrawn. */
export const completed = (
  identity: Identity,
  { details, withdrawn }: Pick<DataOf<CustomerEvent, 'CustomerDetailsCompleted'>, 'details' | 'withdrawn'>,
): Identity =>
  Object.fromEntries(
    Object.entries<unknown>({ ...identity, ...details }).filter(
      ([field, value]) => value !== undefined && !withdrawn.some((gone) => gone === field),
    ),
  );

export const evolve = (customer: CustomerState, { type, data }: CustomerEvent): CustomerState => {
  if (type === 'CustomerRegistered') return opened(data);
  if (customer === undefined) return undefined;
  switch (type) {
    case 'CustomerDetailsCompleted':
      return { ...customer, identity: completed(customer.identity, data) };
    case 'StatementRecorded': {
      const { statement } = data;
      return { ...customer, statements: new Map(customer.statements).set(statement.year, statement) };
    }
    case 'BadCreditRecorded':
      return { ...customer, badCredit: new Set(customer.badCredit).add(badCreditKey(data.receivableId, data.step)) };
    case 'FileFactRecorded': {
      const { factId, fact, recordedBy, on } = data;
      return { ...customer, facts: withEntry(customer.facts, factId, { fact, recordedBy, on, withdrawn: false }) };
    }
    case 'FileFactWithdrawn': {
      const facts = withChange(customer.facts, data.factId, (kept) => ({ ...kept, withdrawn: true }));
      return { ...customer, facts };
    }
    case 'SecurityOffered': {
      const { customerId: _, recordedBy: __, on: ___, ...offered } = data;
      const security = { offered, now: offered, released: false };
      return { ...customer, securities: withEntry(customer.securities, data.securityId, security) };
    }
    case 'SecurityRevalued': {
      const { appraisedValue, liquidationValue, coveragePercent, validTo } = data;
      const securities = withChange(customer.securities, data.securityId, (kept) => ({
        ...kept,
        now: { ...kept.now, appraisedValue, liquidationValue, coveragePercent, validTo },
      }));
      return { ...customer, securities };
    }
    case 'SecurityReleased': {
      const securities = withChange(customer.securities, data.securityId, (kept) => ({ ...kept, released: true }));
      return { ...customer, securities };
    }
    case 'AttachmentAdded': {
      const { customerId: _, ...attachment } = data;
      const kept = { ...attachment, withdrawn: false };
      return { ...customer, attachments: withEntry(customer.attachments, data.sha256, kept) };
    }
    case 'AttachmentWithdrawn': {
      const attachments = withChange(customer.attachments, data.sha256, (kept) => ({ ...kept, withdrawn: true }));
      return { ...customer, attachments };
    }
  }
};
