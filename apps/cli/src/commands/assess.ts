import { assess } from '@app/credit-model/assess';
import { assessmentInput } from '@app/credit-model/assessment-input';
import { explain } from '@app/credit-model/explanation';
import { renderExplanation } from '@app/credit-model/render-explanation';
import { smallestChange } from '@app/credit-model/smallest-change';
import { policiesFolder } from '@app/cqrs/home';
import { loadPolicies } from '@app/cqrs/policies';
import { readJson } from '../json-file';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';

/** Grade, limit, tier and the tree of reasons of one customer file. Needs no database. */
export const assessFile = (file: string, { words, language, show }: Terminal): ExitCode => {
  const input = readJson(file, assessmentInput, 'malformed-request', language);
  const { policy, stamp } = loadPolicies(policiesFolder).scoring;
  const result = assess(policy, input);
  const explanation = explain(policy, input, result, smallestChange(policy, input, result));
  const rows = [
    [words({ zh: '信用等级', en: 'Credit grade' }), result.grade ?? words({ zh: '不予授信', en: 'declined' })],
    [words({ zh: '信用额度', en: 'Credit limit' }), grouped(result.limit)],
    [words({ zh: '额度分级', en: 'Limit tier' }), result.tier ?? '—'],
    [words({ zh: '特征信用等级', en: 'Characteristic grade' }), result.characteristicGrade],
    [words({ zh: '政策', en: 'Policy' }), `${stamp.id} v${stamp.version} ${stamp.hash.slice(0, 12)}`],
  ];
  const summary = table([words({ zh: '信用评估', en: 'Assessment' }), ''], rows);
  show(`${summary}\n\n${renderExplanation(explanation, language)}`, { policy: stamp, ...result, explanation });
  return result.outcome === 'graded' ? 0 : 1;
};
