import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { creditCode } from '@app/kernel/credit-code';
import { decimalText } from '@app/kernel/exact';
import { nonNegativeYuan, positiveYuan } from '@app/kernel/yuan';

// What a customer's file 客户档案 holds beside its statements and its security. The events and the requests share these
// fields: the door takes no field that is not here, an event that newer code has written may bring more.

const text = (max: number) => z.string().trim().min(1).max(max);
const percent = decimalText.refine((share) => Number(share) > 0 && Number(share) <= 100, {
  params: { problem: 'percent-out-of-range' },
});

/** Who the customer is before the law; each field is there only where it is known. */
export const identityFields = {
  creditCode: creditCode.optional(),
  /** The name as it is printed on the business licence. */
  licenceName: text(120).optional(),
  legalRepresentative: text(60).optional(),
  foundedOn: businessDate.optional(),
  registeredCapital: nonNegativeYuan.optional(),
  address: text(200).optional(),
  scope: text(1000).optional(),
  industry: text(60).optional(),
  customerSince: businessDate.optional(),
  contact: z.object({ name: text(60), phone: text(40) }).optional(),
  /** Debts of others that the customer vouches for 对外担保. */
  guaranteesGiven: nonNegativeYuan.optional(),
};
export type Identity = z.infer<z.ZodObject<typeof identityFields>>;
export const identityField = z.enum(Object.keys(identityFields) as [keyof Identity, ...(keyof Identity)[]]);

/** Of an account number the last four digits are kept and no more: whoever pays by it takes it from the contract. */
const accountLast4 = z.string().regex(/^\d{4}$/, { error: 'account-last-four' });

const factFields = {
  owner: { name: text(120), sharePercent: percent },
  'bank-account': { bank: text(120), accountLast4, isMain: z.boolean().optional() },
  /** What a bank lends the customer, and what it says of it. */
  'bank-relation': {
    bank: text(120),
    facility: nonNegativeYuan,
    used: nonNegativeYuan,
    standing: z.enum(['good', 'watched', 'overdue', 'unknown']),
    asOf: businessDate,
  },
  /** What another supplier tells of the customer. */
  'trade-reference': {
    supplier: text(120),
    since: businessDate.optional(),
    creditLimit: nonNegativeYuan.optional(),
    termDays: z.int().min(0).max(720).optional(),
    paysOnTime: z.enum(['always', 'mostly', 'late', 'unknown']),
    askedOn: businessDate,
  },
  litigation: {
    /** Sued by a supplier for payment, under enforcement 被执行, on the dishonest list 失信, or fined. */
    about: z.enum(['sued-by-supplier', 'enforcement', 'dishonest-list', 'penalty']),
    caseNumber: text(80),
    filedOn: businessDate,
    amount: positiveYuan.optional(),
    status: z.enum(['open', 'closed']),
  },
  contact: { name: text(60), role: text(60), phone: text(40) },
  note: { text: text(2000) },
} as const;

export const factKind = z.enum(Object.keys(factFields) as [keyof typeof factFields, ...(keyof typeof factFields)[]]);
export type FactKind = z.infer<typeof factKind>;

const kindOf = <Kind extends FactKind>(kind: Kind) => ({ kind: z.literal(kind) });
const facts = {
  owner: z.object({ ...kindOf('owner'), ...factFields.owner }),
  'bank-account': z.object({ ...kindOf('bank-account'), ...factFields['bank-account'] }),
  'bank-relation': z.object({ ...kindOf('bank-relation'), ...factFields['bank-relation'] }),
  'trade-reference': z.object({ ...kindOf('trade-reference'), ...factFields['trade-reference'] }),
  litigation: z.object({ ...kindOf('litigation'), ...factFields.litigation }),
  contact: z.object({ ...kindOf('contact'), ...factFields.contact }),
  note: z.object({ ...kindOf('note'), ...factFields.note }),
};

/** One thing that the file knows, as an event keeps it. */
export const fileFact = z.discriminatedUnion('kind', [
  facts.owner,
  facts['bank-account'],
  facts['bank-relation'],
  facts['trade-reference'],
  facts.litigation,
  facts.contact,
  facts.note,
]);
export type FileFact = z.infer<typeof fileFact>;

/** The same at the door, where a field that nobody asked for is a slip. */
export const fileFactRequest = z.discriminatedUnion('kind', [
  facts.owner.strict(),
  facts['bank-account'].strict(),
  facts['bank-relation'].strict(),
  facts['trade-reference'].strict(),
  facts.litigation.strict(),
  facts.contact.strict(),
  facts.note.strict(),
]);

/** A picture, a scan or a paper that lies outside the log, under the SHA-256 of its bytes. */
export const attachmentKind = z.enum(['licence', 'statement', 'audit', 'photo', 'contract', 'other']);
export type AttachmentKind = z.infer<typeof attachmentKind>;
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, { error: 'hash-malformed' });
export const mediaType = z.enum([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/tiff',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]);
export type MediaType = z.infer<typeof mediaType>;
