import { z } from 'zod';
import { whatIfResult } from '@app/credit-model/changes/what-if-result';
import { businessDate } from '@app/kernel/business-date';
import { id } from '@app/kernel/identity';
import { policyStamp } from '@app/kernel/policy-stamp';

const CHANGES_MAX = 50;
const PATH_MAX = 160;
const TEXT_MAX = 200;

/** Money and figures are text; null takes away what is there. */
const typedValue = z.union([z.string().max(TEXT_MAX), z.int(), z.boolean(), z.null()]);

/** POST /api/applications/{applicationId}/what-if: places of the assessment’s input, each with what it would be. */
export const whatIfQuestion = z
  .strictObject({
    changes: z
      .record(z.string().min(1).max(PATH_MAX), typedValue)
      .refine((made) => Object.keys(made).length <= CHANGES_MAX, {
        params: { problem: 'too-large' },
      }),
  })
  .meta({
    id: 'WhatIfQuestion',
    example: { changes: { asked: '500000.00', 'answers.C3.1': 'good', 'statements.2025.balance.inventory': '240' } },
  });

/** What would come out today, without and with the changes; nothing is recorded. */
export const whatIfAnswer = z
  .strictObject({ applicationId: id, on: businessDate, policy: policyStamp, ...whatIfResult.shape })
  .meta({ id: 'WhatIfAnswer' });
export type WhatIfAnswer = z.infer<typeof whatIfAnswer>;
