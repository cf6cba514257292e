import { ofYuan } from '@app/kernel/yuan';
import {
  answer,
  approval,
  assessAs,
  decide,
  example,
  file,
  historyOf,
  report,
  review,
} from '@test/support/credit-files';
import { standardLetters, stampOf } from '@test/support/policies-on-disk';
import { withoutSteps } from '@test/support/scoring-policy';
import type { CreditApplicationCommand, DecisionVerdict } from './commands';
import { creditApplication } from './decider';

const begun = [file({ amount: ofYuan('1234567.80') }), review({ verdict: 'assess' }), answer(example.answers)];
const reported = [...begun, assessAs('P-1', { scoring: withoutSteps }), report('P-1')];
const letterOf = (...commands: CreditApplicationCommand[]) => {
  const letters = historyOf(creditApplication, commands).filter(({ type }) => type === 'LetterIssued');
  return letters.map(({ data }) => data as Extract<(typeof letters)[number], { type: 'LetterIssued' }>['data']);
};
const decidedAs = (verdict: DecisionVerdict) => letterOf(...reported, decide(verdict));

describe('a letter', () => {
  test('tells the customer and the selling unit of a refusal at the review, and why', () => {
    const [told, ...more] = letterOf(file(), review({ verdict: 'refuse', reason: '区域已有经销商' }));
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      about: 'refused-at-review',
      templates: stampOf(standardLetters),
      issuedBy: 'sales-head',
      on: '2026-03-02',
    });
    for (const text of [told!.letter.zh, told!.letter.en])
      for (const fact of ['鑫旺农机', 'A-1', '1,000,000.00', '90', '区域已有经销商', '2026-03-02', '鲁南'])
        expect(text).toContain(fact);
    for (const text of [told!.notice.zh, told!.notice.en])
      for (const fact of ['鲁南', '鑫旺农机', 'A-1', 'sales-head', '区域已有经销商']) expect(text).toContain(fact);
  });

  test('tells of a refusal after the assessment', () => {
    const [told] = decidedAs({ verdict: 'refuse', reason: '担保不足' });
    expect(told).toMatchObject({ about: 'refused', issuedBy: 'approver-wang' });
    expect(told!.letter.zh).toContain('担保不足');
    expect(told!.letter.en).toContain('担保不足');
  });

  test('tells of an approval on conditions, with every one of them', () => {
    const [told] = decidedAs({
      ...(approval('500000.00', 60) as Extract<DecisionVerdict, { verdict: 'approve' }>),
      conditions: '按月对账',
      requirements: [
        { kind: 'security', text: '门店房产抵押' },
        { kind: 'documents', text: '补交营业执照' },
      ],
    });
    expect(told).toMatchObject({ about: 'approved-with-conditions' });
    for (const text of [told!.letter.zh, told!.letter.en])
      for (const fact of ['1. 按月对账', '2. 门店房产抵押', '3. 补交营业执照', '500,000.00', '60', '1,234,567.80'])
        expect(text).toContain(fact);
  });

  test('is not written of an approval without conditions, nor of a return', () => {
    expect(decidedAs(approval(500_000))).toEqual([]);
    expect(decidedAs({ verdict: 'return', reason: '缺上年报表' })).toEqual([]);
  });

  test('is written once, however often the decision is sent', () => {
    const refusal = decide({ verdict: 'refuse', reason: '担保不足' });
    expect(letterOf(...reported, refusal, refusal, refusal)).toHaveLength(1);
  });

  test('leaves no placeholder standing', () => {
    const conditional = { ...approval(1), conditions: '按月对账' } as DecisionVerdict;
    const all = [
      ...letterOf(file(), review({ verdict: 'refuse', reason: '否' })),
      ...decidedAs({ verdict: 'refuse', reason: '否' }),
      ...decidedAs(conditional),
    ];
    expect(all).toHaveLength(3);
    for (const { letter, notice } of all)
      expect([letter.zh, letter.en, notice.zh, notice.en].join('\n')).not.toMatch(/[{}]|undefined/);
  });
});
