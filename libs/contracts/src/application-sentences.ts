import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What an application objects to on its way: its draft, its report, who decides on what, and its renewal. */
export const applicationSentences = {
  'draft-tag-malformed': {
    zh: '“{value}” 不是草稿的 ETag；请原样送回读取草稿时得到的一个，例如 "7"。',
    en: '"{value}" is no ETag of a draft; send back the one that reading the draft gave, such as "7".',
  },
  'report-on-older-assessment': {
    zh: '报告针对的评估 {assessment} 已不是最近一次；请针对评估 {last} 撰写。',
    en: 'Assessment {assessment} is not the last one any more: write about assessment {last}.',
  },
  'renewal-of-unsigned': {
    zh: '申请 {application} 处于“{stage}”阶段，没有可续签的协议；只能续签已签协议的申请。',
    en: 'Application {application} is at stage {stage} and has no agreement to renew: renew one whose agreement is signed.',
  },
  'answer-unseen': {
    zh: '{by} 已于 {on} 将 {aspect} 记为“{answer}”；如要改动，请先查看，再以 If-Match: "{revision}" 提交。',
    en: '{by} gave {answer} for {aspect} on {on}: look at it, then send If-Match: "{revision}" to change it.',
  },
  'answer-changed-since': {
    zh: '您查看之后，{by} 已于 {on} 将 {aspect} 记为“{answer}”；请核对后以 If-Match: "{revision}" 重新提交。',
    en: 'Since you looked, {by} gave {answer} for {aspect} on {on}: compare, then send it again with If-Match: "{revision}".',
  },
  'draft-not-there': {
    zh: '草稿没有版本 {seen}；现为版本 {revision}，请重新读取。',
    en: 'The draft has no revision {seen}; it is at revision {revision}: read it again.',
  },
  'aspect-not-measured': {
    zh: '特征项 {aspect} 不由系统回答，无可推翻；请直接作答。',
    en: 'The system does not answer aspect {aspect}, so there is nothing to overrule: simply answer it.',
  },
  'term-above-asked': {
    zh: '批准账期 {termDays} 天长于申请的 {asked} 天；请缩短，或在 longerTermReason 中说明理由。',
    en: 'A term of {termDays} days is longer than the {asked} asked for: shorten it, or say why in longerTermReason.',
  },
  'allowance-above-authority': {
    zh: '{by} 无权开通 {amount} 元的绿色通道；请由有权限者办理（以 x-xay-user 署名，例如 approver-wang）。',
    en: '{by} has no authority over a green channel of {amount}; somebody who has must grant it (signed with x-xay-user, e.g. approver-wang).',
  },
  'no-letter': {
    zh: '申请 {application} 没有函件：只有被拒绝或附条件批准时才发函。',
    en: 'Application {application} has no letter: one is written when it is refused, or approved on conditions.',
  },
  'own-assessment': {
    zh: '{by} 参与过此申请（提出、作答、评估或撰写报告），不能审批；请由另一人决定。',
    en: '{by} had a hand in this application (filed, answered, assessed or reported): somebody else has to decide on it.',
  },
  'limit-above-authority': {
    zh: '{by} 的审批权限不足以批准额度 {limit}；请由有权限者决定（以 x-xay-user 署名，例如 approver-wang）。',
    en: '{by} has no authority over a limit of {limit}; somebody who has must decide (signed with x-xay-user, e.g. approver-wang).',
  },
  'limit-above-asked': {
    zh: '批准额度 {limit} 超过申请额度 {asked}。',
    en: 'The limit {limit} is more than the {asked} that was asked for.',
  },
  'declined-needs-refusal': {
    zh: '评估结果为不予授信，不能批准；请退回或拒绝。',
    en: 'The assessment gave no grade: it can be returned or refused, not approved.',
  },
  'unknown-aspect': {
    zh: '没有代码为 {aspect} 的特征项；代码为 A1.1 至 C6.4。',
    en: 'There is no aspect {aspect}; the codes are A1.1 to C6.4.',
  },
  'expiry-in-the-past': {
    zh: '到期日 {expiresOn} 必须晚于今天（{today}）。',
    en: 'The expiry {expiresOn} has to lie after today ({today}).',
  },
  'agreement-ends-too-early': {
    zh: '协议到期日 {validTo} 须晚于生效日 {validFrom}。',
    en: 'The agreement has to end after it begins on {validFrom}, not on {validTo}.',
  },
  'application-stage': {
    zh: '申请现处于“{stage}”阶段，此操作要求处于：{wanted}。',
    en: 'The application is at stage {stage}; this needs: {wanted}.',
  },
  'nothing-to-assess': {
    zh: '客户 {customer} 还没有财务报表；请先录入至少一年的报表。',
    en: 'Customer {customer} has no financial statement yet; record at least one year first.',
  },
  'unknown-application': {
    zh: '没有编号为 {application} 的信用销售申请。',
    en: 'There is no credit application {application}.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
