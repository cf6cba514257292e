import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What the credit model objects to in an input, and in a question of the kind "what if". */
export const modelSentences = {
  'statement-line-missing': {
    zh: '缺少“{line}”一行；请填写金额，没有则写 "0"。',
    en: 'The line {line} is missing; give its amount, "0" if there is none.',
  },
  'statement-figure': {
    zh: '“{value}” 不是金额数字；请写成文本，例如 "260"，单位按该报表的 unit，不加千位分隔符。',
    en: '"{value}" is not an amount in figures; write text such as "260", in the unit of the statement, without separators.',
  },
  'statement-unit-in-line': {
    zh: '“{value}” 自带单位或货币；单位只在该报表的 unit 中写一次（yuan 元，或 wan 万元），金额一律为人民币。',
    en: '"{value}" brings a unit or currency of its own; the unit stands once, in "unit" (yuan, or wan for 10,000 yuan), and every amount is in CNY.',
  },
  'statement-units-mixed': {
    zh: '{year} 年报表（{unit}）的各项约为 {otherYear} 年（{otherUnit}）的 {times} 倍，两份报表的单位似有一份写错；请核对 unit：yuan 为元，wan 为万元。',
    en: 'The figures of {year} (in {unit}) are about {times} times those of {otherYear} (in {otherUnit}): one of the two units looks wrong; check "unit", yuan or wan (10,000 yuan).',
  },
  'decimal-not-a-number': {
    zh: '“{value}” 不是十进制数；请写成文本，例如 "12.5"，不带百分号。',
    en: '"{value}" is no decimal number; write text such as "12.5", without a percent sign.',
  },
  'overrule-not-system': {
    zh: '{aspect} 不是由系统作答的特征项，没有可推翻的结论；请直接写入 answers。',
    en: '{aspect} is not answered by the system, so there is nothing to overrule: put the answer under "answers".',
  },
  'overrule-nothing-said': {
    zh: '系统未能对 {aspect} 作答（缺少：{figures}），没有可推翻的结论；请直接写入 answers。',
    en: 'The system has no answer to {aspect} (no figure for: {figures}), so there is nothing to overrule: put the answer under "answers".',
  },
  'overrule-without-reason': {
    zh: '推翻系统对 {aspect} 的作答须说明理由。',
    en: 'Overruling the system on {aspect} takes a reason: say why under "reason".',
  },
  'founded-after-assessment': {
    zh: '成立日期 {foundedOn} 晚于评估日 {assessedOn}；请核对成立日期。',
    en: 'The customer was founded on {foundedOn}, after the assessment on {assessedOn}: check the date of founding.',
  },
  'what-if-path': {
    zh: '没有可改变的项目 {path}；此处可写：{known}。',
    en: 'There is nothing to change at {path}; there is: {known}.',
  },
  'what-if-value': {
    zh: '{path} 不能是 {value}；须为{form}。',
    en: '{path} cannot be {value}; it takes {form}.',
  },
  'policy-measure-lower-edge': {
    zh: '越大越好的指标须写一个下限：from（含）或 over（不含）。',
    en: 'Where higher is better, name one lower edge: from (taken in) or over (left out).',
  },
  'policy-measure-upper-edge': {
    zh: '越小越好的指标须写一个上限：upTo（含）或 below（不含）。',
    en: 'Where lower is better, name one upper edge: upTo (taken in) or below (left out).',
  },
  'policy-measure-order': {
    zh: '“好”的界限 {good} 须严于“中”的界限 {fair}（better 为 {better}）。',
    en: 'The edge of good ({good}) has to lie beyond that of fair ({fair}): better is {better}.',
  },
  'policy-measure-of-analyst': {
    zh: '{aspect} 由分析员作答，不能有 measure；请改 answeredBy 为 system，或去掉 measure。',
    en: '{aspect} is answered by the analyst: make "answeredBy" say "system", or take the measure out.',
  },
  'policy-measure-ratio': {
    zh: 'ratios.list 中没有 {figure}；请补上该比率，或换一个指标。',
    en: 'There is no {figure} in ratios.list: add the ratio, or measure by another figure.',
  },
  'policy-measures-missing': {
    zh: '有特征项写了 measure，则须有 measures：界限的出处（source）和标准账期天数（standardTermDays）。',
    en: 'With aspects that have a measure there has to be a section "measures": its source, and standardTermDays.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
