import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What is wrong about a webhook; see `sentences`. */
export const webhookSentences = {
  'unknown-webhook': { zh: '没有编号为 {webhook} 的推送地址。', en: 'There is no webhook {webhook}.' },
  'unknown-delivery': {
    zh: '推送地址 {webhook} 没有消息 {message}，或已过保存期。',
    en: 'Webhook {webhook} has no message {message}, or it is no longer kept.',
  },
  'webhook-removed': {
    zh: '推送地址 {webhook} 已删除，其编号不再使用；请换一个编号。',
    en: 'Webhook {webhook} was removed and its id is not used again; take another id.',
  },
  'webhook-url': {
    zh: '此处须为完整的 http:// 或 https:// 网址，不含用户名、密码和 # 部分，至多 2000 个字符。',
    en: 'This has to be a whole http:// or https:// address without user, password and # part, of at most 2000 characters.',
  },
  'webhook-address-private': {
    zh: '{host} 是本机或内部网络的地址，不予推送；请用公网地址，或以 XAY_WEBHOOKS_PRIVATE=1 启动以允许内部地址。',
    en: '{host} is an address of this machine or of a private network and is not sent to; use a public one, or allow private ones with XAY_WEBHOOKS_PRIVATE=1.',
  },
  'webhooks-too-many': {
    zh: '推送地址已有 {max} 个，不能再多；请先删除不用的。',
    en: 'There are {max} webhooks, and there cannot be more; remove those that nobody needs.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
