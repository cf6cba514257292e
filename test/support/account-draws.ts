import { boolean, constantFrom, integer, nat, record, type Arbitrary } from 'fast-check';
import { checkPolicy } from '@app/domain/credit-account/check-policy';
import { currentCheck, onDisk, standardCheck } from './policies-on-disk';

// Everything that can be asked of an account, drawn at random; ids are few, so that what is drawn meets again.

/** A house that goes by other rules than ours: less counts, more is tolerated, and two rules stop only together. */
const otherHouse = checkPolicy.parse({
  ...(onDisk('credit-check/standard-v2.json') as object),
  ...{ id: 'other-house', countUnallocatedCash: false, uncounted: ['disputed'], reservationDays: 40 },
  ...{ deviationPercent: '5', together: ['overdue-share', 'prior-batch'] },
  checkpoints: {
    delivery: { rules: ['not-on-hold', 'oldest-overdue'], graceDays: 2 },
    'goods-issue': { rules: ['not-on-hold', 'overdue-share'], graceDays: 0 },
  },
  rules: [
    { rule: 'not-on-hold', reaction: 'block' },
    { rule: 'group-limit', reaction: 'block' },
    { rule: 'free-limit', reaction: 'block', horizonDays: 30 },
    { rule: 'component-maximum', reaction: 'block', maxima: { reserved: '90000.00' } },
    { rule: 'single-document-maximum', reaction: 'block', maximum: '39000.00' },
    { rule: 'overdue-share', reaction: 'block', percent: '10', graceDays: 0 },
    { rule: 'prior-batch', reaction: 'block', openAllowed: 2 },
    { rule: 'oldest-overdue', reaction: 'block', days: 400 },
    { rule: 'security-valid', reaction: 'block' },
  ],
});
export const houses = { before: standardCheck, now: currentCheck, other: otherHouse };

const kinds = (
  [
    ['agreement', 'agreement', 'agreement', 'allowance', 'change-limit', 'raise', 'withdraw-raise', 'withdraw-raise'],
    ['approve', 'approve', 'approve', 'withdraw-approval'],
    ['order', 'order', 'order', 'order', 'order', 'order', 'order', 'planned', 'planned', 'planned', 'planned'],
    ['call-off', 'call-off', 'call-off', 'call-off'],
    ['amend', 'amend', 'amend', 'amend', 'amend', 'pass', 'pass', 'pass', 'release', 'expire'],
    ['dispatch', 'dispatch', 'ship', 'ship', 'invoice', 'invoice-shipped', 'invoice-shipped'],
    ['payment', 'named-payment', 'named-payment', 'named-payment', 'allocate', 'named-allocate'],
    ['rule-payment', 'rule-payment', 'rule-allocate', 'take-back', 'take-back', 'take-back', 'reverse', 'reverse'],
    ['credit-note', 'credit-note', 'credit-note', 'apply-note', 'cancel-note', 'write-off', 'recover', 'recover'],
    ['instalments', 'foreign-invoice', 'foreign-invoice', 'foreign-payment', 'foreign-payment', 'foreign-allocate'],
    ['interest', 'interest', 'debit-note'],
    ['accept-bill', 'accept-bill', 'honour', 'dishonour', 'deposit', 'give-back'],
    [
      'dispute',
      'dispute',
      'close-dispute',
      'close-dispute',
      'ask-extension',
      'ask-extension',
      'decide-extension',
      'decide-extension',
    ],
    ['hold', 'lift-hold', 'place', 'remove', 'remove', 'note', 'note', 'review', 'blacklist', 'lift-blacklist'],
    ['join-group', 'leave-group', 'leave-group', 'abandon'],
    ['lift-blacklist', 'resend', 'resend', 'resend', 'late-resend', 'late-resend', 'late-resend'],
  ] as const
).flat();

export const draw = record({
  kind: constantFrom(...kinds),
  one: integer({ min: 1, max: 4 }),
  other: integer({ min: 1, max: 4 }),
  fen: integer({ min: 1, max: 4_000_000 }),
  days: constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, 3),
  yes: boolean(),
  /** Asked together with what else is to be reviewed. */
  under: boolean(),
  earlier: nat(200),
});
export type Draw = typeof draw extends Arbitrary<infer Drawn> ? Drawn : never;
