import { type TextsLike } from '../texts-like';
import type * as zh from '../zh/words';

export const words: TextsLike<typeof zh.words> = {
  yuan: 'CNY',
  unit: { 万: '×10⁴ CNY', 亿: '×10⁸ CNY', k: 'k CNY', M: 'M CNY' },
  days: '{{n}} d',
  customer: 'Customer',
  sellingUnit: 'Selling unit',
  grade: 'Grade',
  noGrade: 'not graded',
  limit: 'Credit limit',
  exposure: 'Exposure',
  available: 'Available',
  overdue: 'Overdue',
  receivables: 'Receivables',
  reserved: 'Reserved',
  greenChannel: 'Green channel',
  disputed: 'Disputed',
  unallocatedCash: 'Unallocated cash',
  creditNotes: 'Unapplied credit notes',
  openAmount: 'Open amount',
  dueDate: 'Due date',
  invoiceDate: 'Invoice date',
  daysOverdue: 'Days overdue',
  held: 'On hold',
  blacklisted: 'Blacklisted',
  amount: 'Amount',
  stage: 'Stage',
  term: 'Term',
};

export const stage: TextsLike<typeof zh.stage> = {
  filed: 'To be reviewed',
  'refused-at-review': 'Refused at review',
  'in-assessment': 'In assessment',
  assessed: 'To be reported',
  reported: 'To be decided',
  approved: 'Approved',
  returned: 'Returned',
  refused: 'Refused',
  'agreement-signed': 'Agreement signed',
};

export const step: TextsLike<typeof zh.step> = {
  'confirm-shipment': 'Confirm shipment',
  'check-in': 'Check in',
  remind: 'Reminder',
  warn: 'Credit warning',
  hold: 'Shipment hold',
  'special-case': 'Special case',
};

export const stepState: TextsLike<typeof zh.stepState> = {
  planned: 'planned',
  done: 'done',
  withheld: 'withheld',
  dropped: 'dropped',
};
export const task: TextsLike<typeof zh.task> = { call: 'Call', letter: 'Letter', visit: 'Visit' };
export const outcome: TextsLike<typeof zh.outcome> = {
  confirmed: 'Customer confirmed',
  complaint: 'Complaint',
  'will-pay': 'Will pay',
  'not-reached': 'Not reached',
  visited: 'Visited',
  other: 'Other',
};

export const bucket: TextsLike<typeof zh.bucket> = {
  'not-due': 'Not due',
  '1-7': '1–7 d',
  '8-14': '8–14 d',
  '15-30': '15–30 d',
  '31-60': '31–60 d',
  '61-90': '61–90 d',
  '91-180': '91–180 d',
  'over-180': 'over 180 d',
};
