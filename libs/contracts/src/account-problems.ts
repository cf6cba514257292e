import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What a credit account objects to, beside a refusal by its rules, which is an answer. */
export const accountProblems = {
  'above-authority': {
    zh: '“{role}”的权限不足以批准 {amount}；需由 {wanted} 批准。',
    en: 'The authority of {role} does not reach {amount}; it takes {wanted}.',
  },
  'already-dispatched': {
    zh: '{shipment} 已全部出库，没有可释放的额度；退货请另行登记。',
    en: '{shipment} has left the yard completely: there is nothing left to release; record a return instead.',
  },
  'amend-below-dispatched': {
    zh: '{shipment} 已出库 {dispatched}，不能改为 {amount}；最低可改为 {dispatched}。',
    en: '{dispatched} of {shipment} has been dispatched: it cannot be amended to {amount}; {dispatched} is the least.',
  },
  'bill-ended': {
    zh: '汇票 {bill} 已有结果（{state}），不能再改。',
    en: 'Bill {bill} has ended ({state}) and stays as it is.',
  },
  'call-off-first': {
    zh: '{shipment} 为远期计划，尚未占用额度；请先调用（call-off）再出库。',
    en: '{shipment} is planned beyond the horizon and has no room yet: call it off before it is dispatched.',
  },
  'expiry-too-far': {
    zh: '到期日 {expiresOn} 过晚；最晚为 {latest}。',
    en: 'The expiry {expiresOn} lies too far ahead; {latest} is the latest.',
  },
  'hold-by-itself': {
    zh: '“{hold}”由系统自动停发和恢复，不能手工办理；原因消除后自动解除。',
    en: '"{hold}" comes and goes by itself, not by hand: it lifts when its reason is gone.',
  },
  'no-agreement': {
    zh: '{on} 尚无信用销售协议；请先签订协议，再设定额度。',
    en: 'There is no agreement on {on}: sign one before a limit is set.',
  },
  'return-above-deposit': {
    zh: '退还 {amount} 超过保证金 {deposit} 的余额 {held}。',
    en: 'Returning {amount} is more than the {held} held of deposit {deposit}.',
  },
  'rule-not-excusable': {
    zh: '特批不能豁免“{rule}”；可豁免的规则：{excusable}。',
    en: 'A special approval cannot excuse {rule}; it can excuse {excusable}.',
  },
  'too-many-uses': {
    zh: '特批最多可用 {maximum} 次，不能是 {uses} 次。',
    en: 'A special approval may be used {maximum} times at most, not {uses}.',
  },
  'unknown-approval': {
    zh: '该客户没有特批 {approval}；特批只对其所批的客户有效。',
    en: 'This customer has no special approval {approval}; one holds only for the customer it was granted for.',
  },
  'unknown-bill': { zh: '该客户没有汇票 {bill}。', en: 'This customer has no bill {bill}.' },
  'unknown-deposit': { zh: '该客户没有保证金 {deposit}。', en: 'This customer has no deposit {deposit}.' },
  'unknown-hold': { zh: '该客户没有停发记录 {hold}。', en: 'This customer has never had a hold {hold}.' },
  'unknown-temporary-limit': {
    zh: '该客户没有临时授信 {raise}。',
    en: 'This customer has no temporary limit {raise}.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
