import { z } from 'zod';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { nonNegativeYuan, positiveYuan, yuan } from '@app/kernel/yuan';
import { pageOf, paging } from './paging';

const reason = z.string().trim().min(1).max(500);
/** Never a whole number: all but the last four digits are dots. */
const maskedAccount = z.string();

export const bankLinePath = z.strictObject({ lineId: id });

/**
 * POST /api/bank-statements: the body is the file as it is, camt.053 or a table (CSV in any Chinese encoding, XLSX).
 * `trial` only says what is in it; `all` takes the file when nothing in it is wrong; `good` takes what is not wrong.
 */
export const bankStatementQuery = z.strictObject({
  mode: z.enum(['trial', 'all', 'good']).default('trial'),
  /** For a table: the mapping, by its file name in `config/mappings` without `.json`. */
  mapping: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,60}$/)
    .optional(),
  /** For a table that does not name its account itself: one of our own, by its id in the policy. */
  account: id.optional(),
  /** What the file is called, for what is said of it. */
  name: z.string().trim().min(1).max(200).default('file'),
});

const said = z.strictObject({ code: z.string(), text: z.string() });
/** Where in the file, and what is wrong there. `line` and `column` as far as there are any; `where` for people: `line 12`, `Ntry 3`, `Sheet1!D7`. */
export const bankFault = z
  .strictObject({ where: z.string(), line: z.int().optional(), column: z.string().optional(), ...said.shape })
  .meta({ id: 'BankFault' });
export type BankFault = z.infer<typeof bankFault>;
/** An entry that is no customer's money, and why it is left out: a debit, a pending entry, a summary row. */
export const bankIgnored = z
  .strictObject({
    where: z.string(),
    amount: z.string().optional(),
    bookedOn: businessDate.optional(),
    counterparty: z.string().optional(),
    ...said.shape,
  })
  .meta({ id: 'BankIgnored' });
export type BankIgnored = z.infer<typeof bankIgnored>;

/** One statement of the file. `balance` holds when opening + entries = closing; `untold`: the file does not say the balances. */
export const bankStatementView = z
  .strictObject({
    account: id,
    accountName: z.string(),
    accountMasked: maskedAccount,
    currency: z.string(),
    from: businessDate.optional(),
    to: businessDate.optional(),
    opening: yuan.optional(),
    entries: yuan,
    closing: yuan.optional(),
    balance: z.enum(['holds', 'differs', 'untold']),
    /** Closing less opening and entries, where it differs. */
    difference: yuan.optional(),
  })
  .meta({ id: 'BankStatement' });
export type BankStatementView = z.infer<typeof bankStatementView>;

export const bankReason = z
  .strictObject({
    rule: z.string(),
    points: z.int(),
    /** In the caller's language, with the facts in it. */
    text: z.string(),
    facts: z.record(z.string(), z.string()),
  })
  .meta({ id: 'BankReason' });
export type BankReasonView = z.infer<typeof bankReason>;

/** Who may have paid, how sure that is, and what it would pay. */
export const bankSuggestion = z
  .strictObject({
    customerId: id,
    customerName: z.string(),
    confidence: z.int().min(0).max(100),
    /** As sure as the policy wants it for accepting many at once. */
    isSure: z.boolean(),
    reasons: z.array(bankReason),
    allocatesBy: z.enum(['reference', 'one-invoice', 'exact-sum', 'all-open', 'oldest-first', 'nothing-open']),
    allocate: z.array(
      z.strictObject({ receivableId: id, amount: positiveYuan, open: positiveYuan, dueDate: businessDate }),
    ),
    /** What would be left of the payment. */
    unallocated: nonNegativeYuan,
  })
  .meta({ id: 'BankSuggestion' });
export type BankSuggestionView = z.infer<typeof bankSuggestion>;

/** For money that the bank took back: the line and the payment that it most likely was. */
export const bounceSuggestion = z
  .strictObject({
    lineId: id,
    customerId: id,
    paymentId: id,
    amount: positiveYuan,
    valueDate: businessDate,
    confidence: z.int().min(0).max(100),
    reasons: z.array(bankReason),
  })
  .meta({ id: 'BounceSuggestion' });
export type BounceSuggestionView = z.infer<typeof bounceSuggestion>;

export const bankLineState = z.enum(['open', 'set-aside', 'accepted', 'returned', 'bounced']);
export type BankLineStateName = z.infer<typeof bankLineState>;

export const bankLineView = z
  .strictObject({
    lineId: id,
    importId: id,
    kind: z.enum(['credit', 'bounce']),
    state: bankLineState,
    account: id,
    accountName: z.string(),
    amount: positiveYuan,
    currency: z.string(),
    bookedOn: businessDate,
    valueDate: businessDate,
    payerName: z.string().optional(),
    payerAccountMasked: maskedAccount.optional(),
    payerBank: z.string().optional(),
    reference: z.string().optional(),
    remittance: z.string(),
    /** Accepted: whose payment it is, who said so, and how sure the suggestion was. */
    customerId: id.optional(),
    customerName: z.string().optional(),
    paymentId: id.optional(),
    confidence: z.int().optional(),
    decidedBy: z.string().optional(),
    decidedOn: businessDate.optional(),
    /** Why it was set aside or returned. */
    reason: z.string().optional(),
    /** Accepted, but paid meanwhile what it was to pay; or not taken by the account at all, and open again. */
    notice: said.optional(),
    /** Best first; of open and set-aside credits only. */
    suggestions: z.array(bankSuggestion),
    bounceOf: z.array(bounceSuggestion),
  })
  .meta({ id: 'BankLine' });
export type BankLineView = z.infer<typeof bankLineView>;

export const bankImportReply = z
  .strictObject({
    importId: id,
    mode: z.enum(['trial', 'all', 'good']),
    format: z.enum(['camt.053', 'csv', 'xlsx']),
    /** Of a text file. */
    encoding: z.string().optional(),
    /** `refused`: something is wrong and the good was not asked for alone; nothing was recorded. */
    outcome: z.enum(['trial', 'imported', 'refused']),
    statements: z.array(bankStatementView),
    counts: z.strictObject({
      entries: z.int(),
      good: z.int(),
      /** Recorded now, or would be. */
      new: z.int(),
      known: z.int(),
      bounces: z.int(),
      ignored: z.int(),
      bad: z.int(),
      /** Accepted without a person, as far as the policy allows it at all. */
      accepted: z.int(),
    }),
    /** Of the good credits. */
    amount: yuan,
    newAmount: yuan,
    faults: z.array(bankFault),
    ignored: z.array(bankIgnored),
    /** The first of the good ones, as they would be or are. */
    lines: z.array(
      z.strictObject({
        lineId: id,
        where: z.string(),
        isKnown: z.boolean(),
        kind: z.enum(['credit', 'bounce']),
        amount: positiveYuan,
        bookedOn: businessDate,
        valueDate: businessDate,
        payerName: z.string().optional(),
        remittance: z.string(),
        suggestion: bankSuggestion.optional(),
      }),
    ),
  })
  .meta({ id: 'BankImportReply' });
export type BankImportReply = z.infer<typeof bankImportReply>;

/** GET /api/bank-lines; `state=unidentified` is open and set-aside together. */
export const bankLinesQuery = z.strictObject({
  ...paging,
  state: z.enum([...bankLineState.options, 'unidentified', 'all']).default('unidentified'),
  kind: z.enum(['credit', 'bounce']).optional(),
  importId: id.optional(),
  customerId: id.optional(),
  search: z.string().max(100).optional(),
  /** Without them the list comes a little sooner. */
  suggestions: z.enum(['true', 'false']).default('true'),
});
const sum = z.strictObject({ lines: z.int(), amount: yuan });
export const bankLinePage = pageOf(bankLineView)
  .extend({
    /** Of all there are, whatever is on this page: unidentified cash is `open` and `setAside`. */
    totals: z.strictObject({ open: sum, setAside: sum, unidentified: sum, bounces: sum }),
    /** From this confidence on a suggestion is shown, and from this one many may be accepted at once. */
    offerFrom: z.int(),
    sureFrom: z.int(),
  })
  .meta({ id: 'BankLinePage' });
export type BankLinePage = z.infer<typeof bankLinePage>;

const allocate = z
  .array(z.strictObject({ receivableId: id, amount: positiveYuan }))
  .max(500)
  .optional();

/**
 * PUT /api/bank-lines/{lineId}/acceptance. `allocate` left out: as the suggestion for this customer says now, else the oldest
 * first; an empty list: to nothing yet.
 */
export const acceptBankLine = z.strictObject({ customerId: id, allocate }).meta({ id: 'AcceptBankLine' });

export const BANK_LINES_MAX = 1_000;
/** POST /api/bank-line-acceptances: several at once. `customerId` left out: the suggestion, if it is sure; else that line is told. */
export const acceptBankLines = z
  .strictObject({
    lines: z
      .array(z.strictObject({ lineId: id, customerId: id.optional(), allocate }))
      .min(1)
      .max(BANK_LINES_MAX),
  })
  .meta({ id: 'AcceptBankLines' });

export const bankLineAnswer = z
  .strictObject({
    lineId: id,
    outcome: z.enum(['accepted', 'known', 'problem']),
    customerId: id.optional(),
    paymentId: id.optional(),
    amount: positiveYuan.optional(),
    confidence: z.int().optional(),
    problem: said.optional(),
  })
  .meta({ id: 'BankLineAnswer' });
export type BankLineAnswer = z.infer<typeof bankLineAnswer>;
export const bankLineAnswers = z
  .strictObject({ accepted: z.int(), known: z.int(), problems: z.int(), amount: yuan, lines: z.array(bankLineAnswer) })
  .meta({ id: 'BankLineAnswers' });
export type BankLineAnswers = z.infer<typeof bankLineAnswers>;

/** PUT …/setting-aside, PUT …/return */
export const bankLineReason = z.strictObject({ reason }).meta({ id: 'BankLineReason' });
/** PUT …/release: undoes the acceptance that made this payment. */
export const releaseBankLine = z.strictObject({ paymentId: id, reason }).meta({ id: 'ReleaseBankLine' });
/** PUT …/bounce: which payment the bank took back. */
export const acceptBounce = z.strictObject({ customerId: id, paymentId: id, reason }).meta({ id: 'AcceptBounce' });
