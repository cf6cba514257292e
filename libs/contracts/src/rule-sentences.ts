import type { Bilingual, Language } from '@app/kernel/language';
import type { RuleName, RuleOutcome } from '@app/kernel/rule-outcome';
import { ruleFactWords } from './rule-fact-words';

/** The facts that each rule's outcome brings, all as text; those in `sometimes` only when there is such a thing. */
export const ruleFacts = {
  'agreement-valid': { always: [], sometimes: ['agreementId', 'validFrom', 'validTo'] },
  'not-on-hold': { always: [], sometimes: ['receivables', 'reasons'] },
  'not-blacklisted': { always: [], sometimes: ['receivable'] },
  'free-limit': {
    always: ['limit', 'exposure', 'available', 'amount', 'missing'],
    sometimes: ['ceiling', 'unlimited', 'planned'],
  },
  'component-maximum': { always: [], sometimes: ['component', 'stands', 'maximum', 'missing'] },
  'group-limit': { always: [], sometimes: ['limit', 'used', 'available', 'amount', 'missing', 'group', 'cap'] },
  'single-document-maximum': { always: ['amount', 'maximum'], sometimes: [] },
  'oldest-overdue': { always: ['days', 'maximumDays'], sometimes: ['receivable'] },
  'overdue-share': { always: ['overdue', 'receivables', 'percent', 'allowed', 'graceDays'], sometimes: [] },
  'overdue-amount': { always: ['overdue', 'maximum', 'graceDays'], sometimes: [] },
  'follow-up-step': { always: [], sometimes: ['receivable', 'step', 'others'] },
  'prior-batch': { always: ['open', 'openAllowed'], sometimes: ['receivable'] },
  'security-valid': { always: [], sometimes: ['securedUntil', 'lapsed'] },
  'grade-allowed': { always: [], sometimes: ['grade', 'worst'] },
  'terms-not-worsened': { always: [], sometimes: ['asked', 'agreed'] },
  'statement-fresh': { always: [], sometimes: ['months', 'closedOn'] },
  'data-complete': { always: [], sometimes: ['completeness', 'wanted'] },
} as const satisfies Record<RuleName, Readonly<Record<'always' | 'sometimes', readonly string[]>>>;

type Side = 'pass' | 'breach';
type Words = Readonly<{
  pass: Bilingual;
  breach: Bilingual;
  /** Instead of these, where the facts named in `sometimes` are left out. */
  bare?: Readonly<Partial<Record<Side, Bilingual>>>;
  /** Instead of these, where this fact is there; the first that fits. */
  when?: readonly Readonly<{ fact: string } & Partial<Record<Side, Bilingual>>>[];
}>;

export const ruleSentences: Record<RuleName, Words> = {
  'agreement-valid': {
    pass: {
      zh: '信用销售协议有效（{validFrom} 至 {validTo}）。',
      en: 'The agreement is in force ({validFrom} to {validTo}).',
    },
    breach: {
      zh: '今天不在信用销售协议的有效期内（{validFrom} 至 {validTo}）。',
      en: 'The agreement is not in force today (it runs from {validFrom} to {validTo}).',
    },
    bare: { breach: { zh: '尚未签订信用销售协议。', en: 'No agreement has been signed.' } },
  },
  'not-on-hold': {
    pass: { zh: '未停止发货。', en: 'Shipments are not on hold.' },
    breach: {
      zh: '已停止发货，因应收账款 {receivables} 逾期。',
      en: 'Shipments are on hold over receivable {receivables}.',
    },
    when: [{ fact: 'reasons', breach: { zh: '已停止发货：{reasons}。', en: 'Shipments are on hold: {reasons}.' } }],
  },
  'not-blacklisted': {
    pass: { zh: '不在黑名单上。', en: 'Not blacklisted.' },
    breach: {
      zh: '客户在黑名单上（应收账款 {receivable}）。',
      en: 'The customer is blacklisted (receivable {receivable}).',
    },
  },
  'free-limit': {
    pass: {
      zh: '已占用 {exposure} + 本次 {amount}，在额度 {limit} 之内（可用 {available}）。',
      en: '{exposure} + {amount} is within {limit} ({available} is free).',
    },
    breach: {
      zh: '已占用 {exposure} + 本次 {amount}，超出额度 {limit} 共 {missing}（可用 {available}）。',
      en: '{exposure} + {amount} is {missing} over {limit} ({available} is free).',
    },
    when: [
      {
        fact: 'planned',
        pass: {
          zh: '交货日在控制期之外，调用前不占用额度。',
          en: 'It is to be delivered beyond the horizon, and takes no room before it is called off.',
        },
      },
      {
        fact: 'unlimited',
        pass: { zh: '额度不限（已占用 {exposure}）。', en: 'There is no limit to it (exposure {exposure}).' },
      },
      {
        fact: 'ceiling',
        pass: {
          zh: '已占用 {exposure} + 本次 {amount}，在额度及临时额度合计 {ceiling} 之内（可用 {available}）。',
          en: '{exposure} + {amount} is within {ceiling}, the limit and what was allowed on top ({available} is free).',
        },
        breach: {
          zh: '已占用 {exposure} + 本次 {amount}，超出额度及临时额度合计 {ceiling} 共 {missing}（可用 {available}）。',
          en: '{exposure} + {amount} is {missing} over {ceiling}, the limit and what was allowed on top ({available} is free).',
        },
      },
    ],
  },
  'component-maximum': {
    pass: { zh: '各项占用均不超过其上限。', en: 'Every part of the exposure is within its own maximum.' },
    breach: {
      zh: '{component}将达 {stands}，超过其上限 {maximum} 共 {missing}。',
      en: '{component} would be {stands}, {missing} over its maximum of {maximum}.',
    },
  },
  'group-limit': {
    pass: {
      zh: '集团 {group} 已占用 {used} + 本次 {amount}，在额度 {limit} 之内（可用 {available}）。',
      en: 'In group {group}, {used} + {amount} is within {limit} ({available} is free).',
    },
    breach: {
      zh: '集团 {group} 已占用 {used} + 本次 {amount}，超出额度 {limit} 共 {missing}。',
      en: 'In group {group}, {used} + {amount} is {missing} over {limit}.',
    },
    bare: { pass: { zh: '不属于任何集团。', en: 'Belongs to no group.' } },
    when: [
      {
        fact: 'cap',
        breach: {
          zh: '集团 {group} 给该成员的上限为 {limit}：已占用 {used} + 本次 {amount}，超出 {missing}。',
          en: 'The cap of this member of group {group}: {used} + {amount} is {missing} over {limit}.',
        },
      },
    ],
  },
  'single-document-maximum': {
    pass: {
      zh: '本次 {amount}，不超过单笔上限 {maximum}。',
      en: '{amount} is within the {maximum} allowed for one document.',
    },
    breach: {
      zh: '本次 {amount}，超过单笔上限 {maximum}。',
      en: '{amount} is more than the {maximum} allowed for one document.',
    },
  },
  'oldest-overdue': {
    pass: {
      zh: '应收账款 {receivable} 逾期最久，已 {days} 天，不超过允许的 {maximumDays} 天。',
      en: 'Receivable {receivable} is the longest overdue: {days} days, {maximumDays} are allowed.',
    },
    breach: {
      zh: '应收账款 {receivable} 已逾期 {days} 天，超过允许的 {maximumDays} 天。',
      en: 'Receivable {receivable} is {days} days overdue, {maximumDays} are allowed.',
    },
    bare: { pass: { zh: '没有逾期的应收账款。', en: 'Nothing is overdue.' } },
  },
  'overdue-share': {
    pass: {
      zh: '逾期超过 {graceDays} 天的占 {percent}%，不超过允许的 {allowed}%。',
      en: '{percent}% is overdue by more than {graceDays} days, {allowed}% is allowed.',
    },
    breach: {
      zh: '应收 {receivables} 中有 {overdue}（{percent}%）逾期超过 {graceDays} 天，允许 {allowed}%。',
      en: '{overdue} of {receivables} ({percent}%) is overdue by more than {graceDays} days, {allowed}% is allowed.',
    },
  },
  'overdue-amount': {
    pass: {
      zh: '逾期超过 {graceDays} 天的共 {overdue}，不超过允许的 {maximum}。',
      en: '{overdue} is overdue by more than {graceDays} days, {maximum} is allowed.',
    },
    breach: {
      zh: '逾期超过 {graceDays} 天的共 {overdue}，超过允许的 {maximum}。',
      en: '{overdue} is overdue by more than {graceDays} days, more than the {maximum} allowed.',
    },
  },
  'follow-up-step': {
    pass: { zh: '没有进入催收后段的应收账款。', en: 'No receivable is far in its follow-up.' },
    breach: {
      zh: '应收账款 {receivable} 已到“{step}”节点（另有 {others} 笔）。',
      en: 'Receivable {receivable} has reached the step "{step}" (and {others} more).',
    },
  },
  'prior-batch': {
    pass: {
      zh: '此前批次未结清 {open} 笔，允许 {openAllowed} 笔。',
      en: '{open} invoices of earlier shipments are open, {openAllowed} are allowed.',
    },
    breach: {
      zh: '压批：此前批次尚有 {open} 笔未结清（允许 {openAllowed} 笔），最早的是 {receivable}。',
      en: '{open} invoices of earlier shipments are open, {openAllowed} are allowed; the oldest is {receivable}.',
    },
    bare: { pass: { zh: '此前批次均已结清。', en: 'Every earlier shipment has been paid.' } },
  },
  'security-valid': {
    pass: { zh: '担保有效至 {securedUntil}。', en: 'The security is valid until {securedUntil}.' },
    breach: { zh: '担保已于 {securedUntil} 失效。', en: 'The security lapsed on {securedUntil}.' },
    bare: { pass: { zh: '协议不要求担保。', en: 'The agreement asks for no security.' } },
    when: [
      {
        fact: 'lapsed',
        breach: {
          zh: '协议要求担保，现无有效担保。',
          en: 'The agreement asks for security, and there is none any more.',
        },
      },
    ],
  },
  'grade-allowed': {
    pass: {
      zh: '信用等级 {grade} 可以赊销（不低于 {worst}）。',
      en: 'Grade {grade} may buy on credit ({worst} or better).',
    },
    breach: {
      zh: '信用等级 {grade} 不可赊销（须不低于 {worst}）。',
      en: 'Grade {grade} may not buy on credit: it takes {worst} or better.',
    },
    bare: { pass: { zh: '没有信用等级可查。', en: 'There is no grade to go by.' } },
  },
  'terms-not-worsened': {
    pass: { zh: '账期 {asked} 天，协议为 {agreed} 天。', en: 'It asks for {asked} days, {agreed} are agreed.' },
    breach: {
      zh: '账期 {asked} 天，超过协议的 {agreed} 天。',
      en: 'It asks for {asked} days, more than the {agreed} agreed.',
    },
    bare: { pass: { zh: '账期依协议。', en: 'The terms are those of the agreement.' } },
  },
  'statement-fresh': {
    pass: {
      zh: '最近报表截至 {closedOn}，在 {months} 个月之内。',
      en: 'The newest statement closed on {closedOn}, within {months} months.',
    },
    breach: {
      zh: '最近报表截至 {closedOn}，已超过 {months} 个月。',
      en: 'The newest statement closed on {closedOn}, more than {months} months ago.',
    },
    bare: { pass: { zh: '未查报表日期。', en: 'The date of the statements was not looked at.' } },
    when: [
      { fact: 'closedOn' },
      { fact: 'months', breach: { zh: '客户档案中没有财务报表。', en: 'There is no statement in the customer file.' } },
    ],
  },
  'data-complete': {
    pass: {
      zh: '客户档案完整度 {completeness}%（要求 {wanted}%）。',
      en: 'The customer file is {completeness}% complete ({wanted}% is wanted).',
    },
    breach: {
      zh: '客户档案完整度仅 {completeness}%，要求 {wanted}%。',
      en: 'The customer file is only {completeness}% complete, {wanted}% is wanted.',
    },
    bare: { pass: { zh: '未查客户档案。', en: 'The customer file was not looked at.' } },
  },
};

/** Said behind the sentence of a rule that a special approval lets through. */
const EXCUSED: Bilingual = { zh: '（特批 {approval}）', en: ' (let through by special approval {approval})' };

const GROUP = 3;
const FEN = '.00'.length;

/** Amounts of a thousand and more with commas. By hand, because a check says fifteen sentences. */
const grouped = (fact: string): string => {
  if (!/^-?\d{4,}\.\d{2}$/.test(fact)) return fact;
  const first = fact.startsWith('-') ? 1 : 0;
  let text = fact;
  for (let at = fact.length - FEN - GROUP; at > first; at -= GROUP) text = `${text.slice(0, at)},${text.slice(at)}`;
  return text;
};

/** A sentence cut at its facts: text, name, text, name, …, text. There are as many as are written above. */
const cut = new Map<string, readonly string[]>();
const partsOf = (text: string): readonly string[] => {
  const known = cut.get(text);
  if (known !== undefined) return known;
  const parts = text.split(/\{(\w+)\}/);
  cut.set(text, parts);
  return parts;
};

const told = (text: string, facts: RuleOutcome['facts'], language: Language): string => {
  const parts = partsOf(text);
  let said = parts[0] ?? '';
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at] ?? '';
    const fact = facts[name] ?? `{${name}}`;
    said += (ruleFactWords[name]?.[fact]?.[language] ?? grouped(fact)) + (parts[at + 1] ?? '');
  }
  return said;
};

const wordsFor = ({ rule, facts }: RuleOutcome, side: Side): Bilingual => {
  const words = ruleSentences[rule];
  if (words.bare?.[side] !== undefined && ruleFacts[rule].sometimes.every((name) => facts[name] === undefined))
    return words.bare[side];
  return words.when?.find(({ fact }) => facts[fact] !== undefined)?.[side] ?? words[side];
};

/** What a rule said, as a sentence with its figures; a warning says the same as a block, only its outcome differs. */
export const ruleSentence = (said: RuleOutcome, language: Language): string => {
  const { outcome, facts } = said;
  const text = wordsFor(said, outcome === 'pass' ? 'pass' : 'breach')[language];
  const sentence = told(text, facts, language);
  return facts['approval'] === undefined ? sentence : `${sentence}${told(EXCUSED[language], facts, language)}`;
};
