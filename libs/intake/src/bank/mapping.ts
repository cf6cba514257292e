import { z } from 'zod';

const title = z.string().min(1).max(200);
/** A title, or the titles that several banks use, the best first. */
const titles = z.union([title.transform((one) => [one]), z.array(title).min(1).max(30)]);
const words = z.array(z.string().min(1).max(30)).max(30);

/** Which column of a bank's table holds what; a document in `config/mappings` or of the caller's own. */
export const bankMapping = z
  .strictObject({
    kind: z.literal('bank-statement'),
    name: z.string().min(1),
    columns: z.strictObject({
      bookedOn: titles,
      valueDate: titles.optional(),
      /** One column with a sign, or with a column beside it that says the side; or one column for each side. */
      amount: titles.optional(),
      side: titles.optional(),
      credit: titles.optional(),
      debit: titles.optional(),
      balance: titles.optional(),
      status: titles.optional(),
      payerName: titles.optional(),
      payerAccount: titles.optional(),
      payerBank: titles.optional(),
      reference: titles.optional(),
      /** Every column with one of these titles: purpose, summary and note are all read. */
      remittance: titles.optional(),
      account: titles.optional(),
    }),
    dateFormats: z.array(z.string().min(1).max(30)).min(1).max(10),
    delimiter: z.string().length(1).optional(),
    sides: z.strictObject({ credit: words, debit: words }).optional(),
    /** What the status of an entry says that is not booked. */
    pending: words.default([]),
    /** What a row begins with that is a sum and no entry. */
    summaries: words.default(['合计', '总计', '小计', '本页合计', '累计', 'total', 'subtotal']),
  })
  .refine(({ columns: { amount, credit } }) => (amount === undefined) !== (credit === undefined), {
    path: ['columns'],
    params: { problem: 'bank-mapping-amount' },
  });
export type BankMapping = z.infer<typeof bankMapping>;
export type BankField = keyof BankMapping['columns'];
