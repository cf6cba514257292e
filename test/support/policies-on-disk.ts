import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { completenessPolicy } from '@app/credit-model/customer-file/completeness';
import { authorityPolicy } from '@app/domain/authority/authority-policy';
import { checkPolicy } from '@app/domain/credit-account/check-policy';
import { ladderPolicy } from '@app/domain/follow-up/ladder-policy';
import { letterTemplates } from '@app/domain/letters/letter-templates';
import { workflowPolicy } from '@app/domain/workflow/workflow-policy';
import type { PolicyStamp } from '@app/kernel/policy-stamp';

export const onDisk = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, '../../config/policies', name), 'utf8'));

/** The policies that XAY is delivered with: specs speak of the same figures as the product. */
export const standardCheck = checkPolicy.parse(onDisk('credit-check/standard.json'));
export const standardAuthority = authorityPolicy.parse(onDisk('authority/standard-v2.json'));
/** The check rules and the table of authority that are in force now; the ones above were, and refer to fewer rules. */
export const currentCheck = checkPolicy.parse(onDisk('credit-check/standard-v2.json'));
export const currentAuthority = authorityPolicy.parse(onDisk('authority/standard-v4.json'));
/** The table of before: it says nothing of a green channel. */
export const firstAuthority = authorityPolicy.parse(onDisk('authority/standard.json'));
export const standardWorkflow = workflowPolicy.parse(onDisk('application-workflow/standard.json'));
export const standardLetters = letterTemplates.parse(onDisk('letters/standard.json'));
export const standardCompleteness = completenessPolicy.parse(onDisk('customer-file/standard.json'));
export const standardLadder = ladderPolicy.parse(onDisk('follow-up/standard.json'));

/** Stands for the hash that the application computes; the domain only hands it on. */
export const stampOf = ({ id, version }: { id: string; version: number }): PolicyStamp => ({
  id,
  version,
  hash: 'ab'.repeat(32),
});
