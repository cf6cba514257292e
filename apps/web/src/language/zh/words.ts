/** The business words of domain.md, as a reader sees them. */
export const words = {
  yuan: '元',
  unit: { 万: '万元', 亿: '亿元', k: '千元', M: '百万元' },
  days: '{{n}} 天',
  customer: '客户',
  sellingUnit: '主销单位',
  grade: '信用等级',
  noGrade: '未评级',
  limit: '信用额度',
  exposure: '信用占用',
  available: '可用额度',
  overdue: '逾期',
  receivables: '应收账款',
  reserved: '额度预占',
  greenChannel: '绿色通道',
  disputed: '异议金额',
  unallocatedCash: '未核销款',
  creditNotes: '未用红字单',
  openAmount: '未收金额',
  dueDate: '到期日',
  invoiceDate: '开票日',
  daysOverdue: '逾期天数',
  held: '停止发货',
  blacklisted: '黑名单',
  amount: '金额',
  stage: '阶段',
  term: '账期',
};

export const stage = {
  filed: '待初审',
  'refused-at-review': '初审拒绝',
  'in-assessment': '评估中',
  assessed: '待写报告',
  reported: '待审批',
  approved: '已批准',
  returned: '退回补充',
  refused: '已拒绝',
  'agreement-signed': '协议已签',
};

export const step = {
  'confirm-shipment': '发货确认',
  'check-in': '不定期了解',
  remind: '临期提醒',
  warn: '信用警告',
  hold: '停止发货',
  'special-case': '专案处理',
};

export const stepState = { planned: '计划', done: '已做', withheld: '暂缓', dropped: '取消' };
export const task = { call: '电话', letter: '信函', visit: '走访' };
export const outcome = {
  confirmed: '客户已确认',
  complaint: '提出异议',
  'will-pay': '承诺付款',
  'not-reached': '未联系上',
  visited: '已走访',
  other: '其他',
};

export const bucket = {
  'not-due': '未到期',
  '1-7': '1–7 天',
  '8-14': '8–14 天',
  '15-30': '15–30 天',
  '31-60': '31–60 天',
  '61-90': '61–90 天',
  '91-180': '91–180 天',
  'over-180': '180 天以上',
};
