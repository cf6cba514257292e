import type { BacktestReport } from '@app/cqrs/policy-backtest';
import type { Language } from '@app/kernel/language';
import { approved, asOf, held, paid, refused, result, shipment, stricter } from '@test/support/backtest-story';
import { stampOf } from '@test/support/policies-on-disk';
import { standardPolicy } from '@test/support/scoring-policy';
import { backtestText } from './backtest-text';
import { terminal } from './terminal';

const story = [
  ...approved(result.limit),
  ...shipment(1, '400000.00'),
  ...shipment(2, '200000.00'),
  refused(3, '300000.00'),
  ...paid(1, '400000.00', '2026-09-01'),
  ...paid(2, '150000.00', '2026-05-01'),
];
const stamps = { inForce: stampOf(standardPolicy), draft: stampOf(stricter), backtest: stampOf(standardPolicy) };
const report: BacktestReport = { asOf, ...stamps, ...held(stricter, story) };
const told = (language: Language, of = report): string =>
  backtestText(of, new Map([['C-1', '鑫旺农机']]), terminal(language, false));

describe('a back-test at the terminal', () => {
  test('names customers, grades, shipments and sums in English', () => {
    const text = told('en');
    expect(text).toContain('1 assessments, 1 with another grade or limit');
    expect(text).toContain('0 up by 0.00, 1 down by -380,000.00, 0 the same; 866,000.00 → 486,000.00 in all');
    expect(text).toMatch(/^authorised, the draft would refuse +1 +200,000\.00 +50,000\.00 +150,000\.00$/m);
    expect(text).toMatch(/^鑫旺农机 +A-1 +3A2 +866,000\.00 +2A2 +486,000\.00$/m);
    expect(text).toMatch(/^鑫旺农机 +50,000\.00$/m);
    expect(text).toMatch(/^in force +0 +0 +1 +0$/m);
    expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}/);
  });

  test('says the same in Chinese', () => {
    const text = told('zh');
    expect(text).toContain('1 份评估，1 份等级或额度不同');
    expect(text).toContain('避免的逾期：50,000.00');
    expect(text).toMatch(/^鑫旺农机 +A-1 +3A2 +866,000\.00 +2A2 +486,000\.00$/m);
    expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}/);
  });

  test('says what the draft could not assess, and why', () => {
    const listed = [
      {
        applicationId: 'A-9',
        assessmentId: 'AS-1',
        details: [{ code: 'unknown-aspect' as const, facts: { aspect: 'Z1.1' } }],
      },
    ];
    expect(told('en', { ...report, unfit: { count: 1, listed } })).toContain('A-9: There is no aspect Z1.1');
  });
});
