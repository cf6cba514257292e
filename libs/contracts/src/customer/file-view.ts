import { z } from 'zod';
import { fileFact, identityFields } from '@app/credit-model/customer-file/file-facts';
import { offeredSecurity } from '@app/credit-model/security';
import { statement } from '@app/credit-model/statement';
import { id } from '@app/kernel/identity';
import { attachmentView } from './keeping-the-file';

const bilingual = z.strictObject({ zh: z.string(), en: z.string() });
const side = z.strictObject({ name: z.string(), value: z.string() });

/** Two things in the file that cannot both be right, with both sides as they stand there. */
export const contradictionView = z
  .strictObject({
    code: z.string(),
    year: z.int().optional(),
    left: side,
    right: side,
    /** Left less right, where both are figures. */
    difference: z.string().optional(),
    where: z.string(),
    text: bilingual,
  })
  .meta({ id: 'FileContradiction' });

const completenessView = z
  .strictObject({
    /** By weight, of what is asked for of this customer; 100 means everything. */
    percent: z.int().min(0).max(100),
    missing: z.array(
      z.strictObject({ item: z.string(), name: bilingual, have: z.int(), wanted: z.int(), weight: z.int() }),
    ),
    policy: z.strictObject({ id: z.string(), version: z.int(), source: z.string() }),
  })
  .meta({ id: 'FileCompleteness' });

/** What a customer's file 客户档案 holds today. */
export const fileView = z
  .strictObject({
    identity: z.object(identityFields),
    completeness: completenessView,
    contradictions: z.array(contradictionView),
    /** Newest year first. */
    statements: z.array(statement),
    facts: z.array(fileFact.and(z.object({ factId: id }))),
    securities: z.array(
      z.strictObject({
        ...offeredSecurity.shape,
        /** `over` when its last day has passed. */
        state: z.enum(['stands', 'over', 'released']),
      }),
    ),
    attachments: z.array(attachmentView),
  })
  .meta({ id: 'CustomerFileContents' });
export type FileView = z.infer<typeof fileView>;
