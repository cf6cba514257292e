import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What can be wrong with a policy document, and with putting one in force. */
export const policySentences = {
  'own-policy': {
    zh: '不能发布自己提出的政策版本（{by}）；请由另一人发布。',
    en: '{by} proposed this version: somebody else has to publish it.',
  },
  'policy-not-proposed': {
    zh: '政策 {policy} 第 {version} 版还没有人提出；须先由一人提出，再由另一人发布。',
    en: 'Nobody has proposed {policy} version {version} yet; one proposes it, and somebody else publishes it.',
  },
  'version-not-rising': {
    zh: '政策 {policy} 的版本号须大于 {latest}，现为 {version}。',
    en: 'The version of {policy} has to be above {latest}; this one says {version}.',
  },
  'valid-from-past': {
    zh: '生效日 {validFrom} 早于今天（{today}）；已过的日子按当时的政策算，请从今天或以后生效。',
    en: 'It cannot be valid from {validFrom}: today is {today}, and what was assessed before stays under its policy.',
  },
  'policy-unfit': { zh: '政策文件 {file} 不符合要求。', en: 'The policy {file} does not fit what is expected.' },
  'policy-number': {
    zh: '此处须为写成文本的十进制数，例如 "0.5"（整数至多 12 位，小数至多 4 位）。',
    en: 'This has to be a decimal number as text, such as "0.5": at most 12 digits, and 4 after the point.',
  },
  'policy-source': {
    zh: '出处须以 [seed]、[lit]、[lit, adapted]、[unconfirmed] 或 [ours] 开头。',
    en: 'A source starts with [seed], [lit], [lit, adapted], [unconfirmed] or [ours].',
  },
  'policy-unknown-item': {
    zh: '没有特征项 {item}；此政策的特征项为 {items}。',
    en: 'There is no item {item}; the items of this policy are {items}.',
  },
  'policy-unknown-group': {
    zh: '没有特征组 {group}；此政策的特征组为 {groups}。',
    en: 'There is no group {group}; the groups of this policy are {groups}.',
  },
  'policy-item-twice': { zh: '特征项 {item} 出现两次。', en: 'Item {item} is named twice.' },
  'policy-aspect-place': {
    zh: '此处的特征应为 {expected}，现为 {found}。',
    en: 'The aspect at this place is {expected}, not {found}.',
  },
  'policy-weight-missing': {
    zh: '特征项 {item} 没有权重；不计也要写 "0"。',
    en: 'Item {item} has no weight; write "0" if it shall not count.',
  },
  'policy-weights-sum': {
    zh: '权重合计 {sum}，须为 100（相差 {difference}）。',
    en: 'The weights add up to {sum}; they have to add up to 100 (off by {difference}).',
  },
  'policy-ratio-weights-sum': {
    zh: '各比率的 weights.{term} 合计 {sum}，须为 100（相差 {difference}）。',
    en: 'weights.{term} of the ratios add up to {sum}; they have to add up to 100 (off by {difference}).',
  },
  'policy-points-order': {
    zh: '分值须由高到低：good {good}、fair {fair}、poor {poor}、none {none}。',
    en: 'Points have to fall from good ({good}) over fair ({fair}) and poor ({poor}) to none ({none}).',
  },
  'policy-item-maximum': {
    zh: '特征项 {item} 最高可得 {reached}，而 itemScore.maximum 为 {maximum}；两者须相等。',
    en: 'Item {item} can reach {reached}, but itemScore.maximum is {maximum}; the two have to be equal.',
  },
  'policy-division-endless': {
    zh: '{figure} 除不尽；须为 1、2、4、5、8、10 之类（大于零，且 1 除以它能除尽）。',
    en: '1 divided by {figure} has no end; it has to be above zero, and 1, 2, 4, 5, 8, 10 or the like.',
  },
  'policy-not-above-zero': { zh: '此处须大于零，现为 {figure}。', en: 'This has to be above zero; it is {figure}.' },
  'policy-below-zero': {
    zh: '权重不能为负；不计请写 "0"。',
    en: 'A weight cannot be below zero; write "0" if it shall not count.',
  },
  'policy-bands-order': {
    zh: '各档须由低到高、各一次：{expected}；现为 {found}。',
    en: 'The bands run lowest first, each once: {expected}; found {found}.',
  },
  'policy-levels-order': {
    zh: '五级标准值须由 excellent 到 poor 依次变差（better 为 {better}）；现为 {found}。',
    en: 'The levels have to get worse from excellent to poor (better is {better}); found {found}.',
  },
  'policy-first-band-open': {
    zh: '第一档不设下限；请去掉 {edge}。',
    en: 'The first band has no lower edge; take {edge} out.',
  },
  'policy-last-band-open': {
    zh: '最后一档不设上限；请去掉 {edge}。',
    en: 'The last band has no upper edge; take {edge} out.',
  },
  'policy-lower-edge': {
    zh: '下限只能写 over（不含）或 from（含）之一。',
    en: 'Name one lower edge: over (left out) or from (taken in), not both.',
  },
  'policy-upper-edge': {
    zh: '上限须写 upTo（含）或 below（不含）之一。',
    en: 'Name one upper edge: upTo (taken in) or below (left out).',
  },
  'policy-band-empty': {
    zh: '此档为空：下限 {lower} 不小于上限 {upper}。',
    en: 'This band is empty: its lower edge {lower} is not below its upper edge {upper}.',
  },
  'policy-bands-gap': {
    zh: '与上一档重叠或有空隙：此档须以 "{edge}": "{value}" 开始，现为 {found}。',
    en: 'It overlaps the band before or leaves a gap: it has to start with "{edge}": "{value}", not with {found}.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
