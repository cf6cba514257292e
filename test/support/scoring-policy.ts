import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { assessmentInput, type AssessmentInput } from '@app/credit-model/assessment-input';
import { scoringPolicy, type ScoringPolicy } from '@app/credit-model/policy';

const read = (path: string): unknown => JSON.parse(readFileSync(resolve(__dirname, '../..', path), 'utf8'));

/** The policy document as it ships, before anything has looked at it. */
export const policyDocument = (): Record<string, unknown> =>
  structuredClone(read('config/policies/scoring/standard.json')) as Record<string, unknown>;

export const standardPolicy: ScoringPolicy = scoringPolicy.parse(policyDocument());

export const exampleFile = (name: string): AssessmentInput =>
  assessmentInput.parse(read(`config/examples/${name}.json`));
