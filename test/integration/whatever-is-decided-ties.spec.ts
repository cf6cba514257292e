import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, asyncProperty, nat } from 'fast-check';
import { agingDifference as differenceReply } from '@app/contracts/aging-difference';
import { agingReport } from '@app/contracts/aging';
import { agingPolicy } from '@app/domain/aging/aging-policy';
import { creditAccount } from '@app/domain/credit-account/decider';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { after } from '@app/domain/credit-account/evolve';
import { addDays, dateOf } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { canonicalJson } from '@app/kernel/same-content';
import { aging } from '@app/read-models/queries/aging';
import { agingDifference } from '@app/read-models/queries/aging-difference';
import { askedOf } from '@test/support/account-askings';
import { draw, houses, type Draw } from '@test/support/account-draws';
import { firstOfMarch } from '@test/support/account-events';
import { readBed, type ReadBed } from '@test/support/read-bed';

const policy = agingPolicy.parse(
  JSON.parse(readFileSync(join(__dirname, '../../config/policies/aging/standard.json'), 'utf8')),
);
const RUNS = 12;
const first = dateOf(firstOfMarch);

/** What moves no money is drawn as one of these instead. */
const moving: readonly Draw['kind'][] = [
  ...(['agreement', 'ship', 'invoice', 'payment', 'named-payment', 'allocate', 'named-allocate'] as const),
  ...(['rule-payment', 'rule-allocate', 'take-back', 'reverse', 'credit-note', 'apply-note'] as const),
  ...(['cancel-note', 'write-off', 'recover', 'dispute', 'close-dispute'] as const),
  ...(['instalments', 'foreign-invoice', 'foreign-payment', 'foreign-allocate', 'interest', 'debit-note'] as const),
  ...(['ask-extension', 'decide-extension', 'accept-bill', 'honour', 'dishonour'] as const),
];
const instead = [
  'invoice',
  'foreign-invoice',
  'foreign-payment',
  'foreign-allocate',
  'credit-note',
  'cancel-note',
  'write-off',
  'recover',
  'recover',
] as const;

/** What the account itself decides: nobody wrote these events down by hand. */
const decided = (draws: readonly Draw[]): CreditAccountEvent[] => {
  const log: CreditAccountEvent[] = [];
  let account = creditAccount.initial;
  let day = first;
  for (const each of draws) {
    day = addDays(day, each.days);
    const kind = moving.includes(each.kind) ? each.kind : (instead[each.earlier % instead.length] ?? 'invoice');
    const command = askedOf({ ...each, kind }, { day, policy: houses.now, account });
    try {
      const events = creditAccount.decide(command, account);
      account = after(account, events);
      log.push(...events);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  return log;
};

describe('whatever an account decides', () => {
  let bed: ReadBed;
  beforeEach(async () => {
    bed = await readBed();
  });
  afterEach(() => bed.close());

  test('ties on any day, as known at any time, with nothing below zero; differences are explained, and a rebuild changes no byte', async () => {
    const seen: Record<string, number> = {};
    const question = { policy, policyHash: 'h', basis: 'due' as const, page: 1, size: 10 };
    const many = array(draw, { minLength: 150, maxLength: 150 });
    const moments = array(nat(100_000), { minLength: 24, maxLength: 24 });
    await assert(
      asyncProperty(many, moments, async (draws, picks) => {
        await bed.close();
        bed = await readBed();
        const positions: string[] = [];
        for (const event of decided(draws)) {
          positions.push(await bed.record('creditAccount-C-1', event));
          seen[event.type] = (seen[event.type] ?? 0) + 1;
        }
        await bed.followers.settle();
        const reports = picks.map((pick) => ({
          asOf: addDays(first, (pick % 130) - 5),
          knownAt: { position: positions[Math.floor(pick / 130) % positions.length] ?? '' },
        }));
        const printed = async () => {
          const found = [];
          for (const each of reports) found.push(await aging(bed.sql, { ...question, ...each, by: 'customer' }));
          return found;
        };
        // The contract lets no amount be less than zero.
        const before = (await printed()).map((report) => canonicalJson(agingReport.parse(report)));
        for (const [index, from] of reports.entries()) {
          const to = reports[index + 1];
          if (to === undefined) continue;
          const asked = { from: { ...question, ...from }, to: { ...question, ...to }, page: 1, size: 10 };
          differenceReply.parse(await agingDifference(bed.sql, asked));
        }
        await bed.followers.rebuild('all');
        expect((await printed()).map((report) => canonicalJson(report))).toEqual(before);
      }),
      { numRuns: RUNS, seed: 20261124, endOnFailure: true },
    );
    for (const type of ['PaymentDeallocated', 'PaymentReversed', 'CreditNoteCancelled', 'WriteOffRecovered'])
      expect([type, (seen[type] ?? 0) > RUNS / 3]).toEqual([type, true]);
  }, 240_000);
});
