import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What is objected to where customers share a limit. */
export const groupProblems = {
  'group-room-needed': {
    zh: '{shipment} 须先在集团（{group}）取得 {amount} 的额度；请通过发货授权接口提交，由系统先行占用。',
    en: 'Shipment {shipment} needs room for {amount} in the group of the customer ({group}) first: ask for the authorisation, which takes it.',
  },
  'in-another-group': {
    zh: '客户 {customer} 已属于集团 {group}；请先退出该集团，再加入另一集团。',
    en: 'Customer {customer} is in group {group}: it has to leave that one before it joins another.',
  },
  'not-a-member': {
    zh: '客户 {customer} 不是集团 {group} 的成员；请先加入该集团。',
    en: 'Customer {customer} is no member of group {group}: let it join first.',
  },
  'room-abandoned': {
    zh: '为 {shipment} 占用的集团额度已收回；请重新提交授权。',
    en: 'The room that the group had given to {shipment} has been taken back: ask for the authorisation again.',
  },
  'unknown-group': { zh: '没有集团 {group}；请先设立集团。', en: 'There is no group {group}: form it first.' },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
