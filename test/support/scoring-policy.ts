import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { assessmentInput, type AssessmentInput } from '@app/credit-model/assessment-input';
import { scoringPolicy, type ScoringPolicy } from '@app/credit-model/policy';

const read = (path: string): unknown => JSON.parse(readFileSync(resolve(__dirname, '../..', path), 'utf8'));

/** The policy document as it ships, before anything has looked at it. */
export const policyDocument = (): Record<string, unknown> =>
  structuredClone(read('config/policies/scoring/standard.json')) as Record<string, unknown>;

export const standardPolicy: ScoringPolicy = scoringPolicy.parse(policyDocument());

/** The version that measures: what a ledger and a statement can answer is answered from them. */
export const measuringPolicy: ScoringPolicy = scoringPolicy.parse(read('config/policies/scoring/standard-v2.json'));

/** The same without a second approver anywhere: no result lies near a step. */
export const withoutSteps: ScoringPolicy = {
  ...standardPolicy,
  stepped: { ...standardPolicy.stepped, nearEdgePoints: '0' },
};

export const exampleFile = (name: string): AssessmentInput =>
  assessmentInput.parse(read(`config/examples/${name}.json`));
