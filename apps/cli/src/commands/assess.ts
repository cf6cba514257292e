import { assess } from '@app/credit-model/assess';
import { explain } from '@app/credit-model/explanation';
import { renderExplanation } from '@app/credit-model/render-explanation';
import { smallestSingleChange } from '@app/credit-model/changes/single-change';
import { policiesFolder } from '@app/cqrs/home';
import { loadPolicies } from '@app/cqrs/policies';
import { readCustomerFile } from '../customer-file';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';

/** Grade, limit, tier and the tree of reasons of one customer file. Needs no database. */
export const assessFile = (file: string, out: Terminal): ExitCode => {
  const { words, language, show } = out;
  const input = readCustomerFile(file, out);
  const { policy, stamp } = loadPolicies(policiesFolder).scoring;
  const result = assess(policy, input);
  const explanation = explain(policy, input, result, smallestSingleChange(policy, input, result));
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
