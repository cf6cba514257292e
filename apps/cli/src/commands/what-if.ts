import type { Assessment } from '@app/credit-model/assessment-result';
import { whatIf } from '@app/credit-model/changes/what-if';
import type { WhatIfResult } from '@app/credit-model/changes/what-if-result';
import { answerWords, capWords, noGradeWords, outcomeWords } from '@app/credit-model/explanation/explanation-words';
import { pathWords } from '@app/credit-model/explanation/path-words';
import type { ScoringPolicy } from '@app/credit-model/policy';
import { policiesFolder } from '@app/cqrs/home';
import { loadPolicies } from '@app/cqrs/policies';
import type { Bilingual } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import { readCustomerFile } from '../customer-file';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';

/** `path=value` as it is typed; the value may hold equals signs of its own, and be empty to take away what is there. */
const typedChange = (text: string): readonly [string, string] => {
  const at = text.indexOf('=');
  if (at <= 0) throw new Problem('what-if-path', { path: text, known: '--set path=value' });
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
};

const answer = (value: string): Bilingual | undefined => answerWords[value as keyof typeof answerWords];

const changesTable = (policy: ScoringPolicy, { changes }: WhatIfResult, { words }: Terminal): string => {
  const shown = (value: string | undefined): string => {
    if (value === undefined) return '—';
    const said = answer(value);
    return said === undefined ? value : words(said);
  };
  return table(
    [words({ zh: '改变', en: 'Changed' }), words({ zh: '现为', en: 'Now' }), words({ zh: '假设为', en: 'Then' })],
    changes.map(({ path, from, to }) => [words(pathWords(policy, path)), shown(from), shown(to)]),
  );
};

const outcomeTable = ({ before, after }: WhatIfResult, { words }: Terminal): string => {
  const row = (title: Bilingual, of: (assessment: Assessment) => string): string[] => [
    words(title),
    of(before),
    of(after),
    of(before) === of(after) ? '' : '◄',
  ];
  return table(
    ['', words({ zh: '现在', en: 'Now' }), words({ zh: '那时', en: 'Then' }), ''],
    [
      row({ zh: '结果', en: 'Outcome' }, ({ outcome }) => words(outcomeWords[outcome])),
      row({ zh: '信用等级', en: 'Credit grade' }, ({ grade }) => grade ?? '—'),
      row({ zh: '信用额度', en: 'Credit limit' }, ({ limit }) => grouped(limit)),
      row({ zh: '特征信用等级', en: 'Characteristic grade' }, ({ characteristicGrade }) => characteristicGrade),
      row({ zh: '特征百分比', en: 'Characteristic percent' }, ({ percent }) => percent),
      row({ zh: '信息覆盖率', en: 'Coverage' }, ({ coverage }) => coverage),
    ],
  );
};

const remarks = (policy: ScoringPolicy, { differences }: WhatIfResult, { words }: Terminal): string[] => {
  const { caps, noGradeReasons, answers, ratios } = differences;
  const named = (codes: readonly string[], names: Readonly<Record<string, Bilingual>>, plus: boolean): string[] =>
    codes.map((code) => `${plus ? '+' : '−'} ${words(names[code] ?? { zh: code, en: code })}`);
  const ratio = (id: string): Bilingual => policy.ratios.list.find((one) => one.id === id)?.name ?? { zh: id, en: id };
  return [
    ...named(caps.come, capWords, true),
    ...named(caps.gone, capWords, false),
    ...named(noGradeReasons.come, noGradeWords, true),
    ...named(noGradeReasons.gone, noGradeWords, false),
    ...answers.map(
      ({ aspect, before, after }) =>
        `${words(pathWords(policy, `answers.${aspect}`))}: ${words(answerWords[before])} → ${words(answerWords[after])}`,
    ),
    ...ratios.map(({ id, before = '—', after = '—' }) => `${words(ratio(id))}: ${before} → ${after}`),
  ];
};

/** What grade and limit a customer file would get if some of it were otherwise. Needs no database; writes nothing. */
export const whatIfFile = (file: string, { set }: { set: readonly string[] }, out: Terminal): ExitCode => {
  const changes = Object.fromEntries(set.map(typedChange));
  const input = readCustomerFile(file, out);
  const { policy, stamp } = loadPolicies(policiesFolder).scoring;
  const result = whatIf(policy, input, changes);
  const parts = [changesTable(policy, result, out), outcomeTable(result, out), remarks(policy, result, out).join('\n')];
  out.show(parts.filter((part) => part !== '').join('\n\n'), { policy: stamp, ...result });
  return 0;
};
