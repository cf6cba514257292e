import { assessmentInput, type AssessmentInput } from '@app/credit-model/assessment-input';
import { mixedUnits } from '@app/credit-model/statement-units';
import { Problem } from '@app/kernel/problem';
import { readJson } from './json-file';
import type { Terminal } from './terminal';

/** A customer file as JSON; throws with everything that is wrong with it, each with where. */
export const readCustomerFile = (file: string, { language }: Terminal): AssessmentInput => {
  const input = readJson(file, assessmentInput, 'malformed-request', language);
  const [first, ...others] = mixedUnits(input.statements);
  if (first !== undefined) throw new Problem(first.code, first.facts, [first, ...others]);
  return input;
};
