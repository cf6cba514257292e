import { exact } from '@app/kernel/exact';
import type { Assessment } from '../assessment-result';
import type { AssessmentDifferences } from './what-if-result';

type Pair = Readonly<{ before?: string; after?: string }>;

const pairOf = (before: string | undefined, after: string | undefined): Pair | undefined =>
  before === after ? undefined : { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };

const movedOf = (before: string, after: string) =>
  before === after ? undefined : { before, after, change: exact(after).minus(before).toFixed() };

const comeAndGone = (before: readonly string[], after: readonly string[]) => ({
  come: after.filter((one) => !before.includes(one)),
  gone: before.filter((one) => !after.includes(one)),
});

const ratioDifferences = (before: Assessment, after: Assessment): AssessmentDifferences['ratios'] =>
  after.ratios.flatMap(({ id, value, level }) => {
    const was = before.ratios.find((ratio) => ratio.id === id);
    const values = pairOf(was?.value, value);
    const levels = pairOf(was?.level, level);
    if (values === undefined && levels === undefined) return [];
    return [
      {
        id,
        ...values,
        ...(levels?.before !== undefined && { levelBefore: levels.before }),
        ...(levels?.after !== undefined && { levelAfter: levels.after }),
      },
    ];
  });

const answerDifferences = (before: Assessment, after: Assessment): AssessmentDifferences['answers'] =>
  after.characteristic.items.flatMap(({ code, answers }) => {
    const were = before.characteristic.items.find((item) => item.code === code)?.answers ?? [];
    return answers.flatMap((now, at) => {
      const was = were[at] ?? 'none';
      return was === now ? [] : [{ aspect: `${code}.${at + 1}`, before: was, after: now }];
    });
  });

/** What a change of inputs does to an assessment: only what differs is there. */
export const differencesOf = (before: Assessment, after: Assessment): AssessmentDifferences => {
  const of = (name: 'outcome' | 'grade' | 'tier' | 'characteristicGrade') => {
    const pair = pairOf(before[name], after[name]);
    return pair && { [name]: pair };
  };
  const by = (name: 'limit' | 'percent' | 'coverage') => {
    const moved = movedOf(before[name], after[name]);
    return moved && { [name]: moved };
  };
  const codes = ({ characteristic }: Assessment) => characteristic.caps.map(({ code }) => code);
  const secondApprover = pairOf(String(before.secondApprover), String(after.secondApprover));
  return {
    ...of('outcome'),
    ...of('grade'),
    ...of('tier'),
    ...of('characteristicGrade'),
    ...by('limit'),
    ...by('percent'),
    ...by('coverage'),
    ...(secondApprover && { secondApprover }),
    noGradeReasons: comeAndGone(before.noGradeReasons, after.noGradeReasons),
    caps: comeAndGone(codes(before), codes(after)),
    ratios: ratioDifferences(before, after),
    answers: answerDifferences(before, after),
  };
};
