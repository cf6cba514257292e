import { language } from '@app/kernel/language';
import { ruleName, type RuleName, type RuleOutcome } from '@app/kernel/rule-outcome';
import { ruleFacts, ruleSentence, ruleSentences } from './rule-sentences';

const said = (rule: RuleName, outcome: RuleOutcome['outcome'], facts: RuleOutcome['facts']) =>
  language.options.map((each) => ruleSentence({ rule, outcome, facts }, each));
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

describe('what a rule says', () => {
  test.each(ruleName.options)('%s asks only for facts that it brings', (rule) => {
    const { always, sometimes } = ruleFacts[rule];
    const known: readonly string[] = [...always, ...sometimes];
    const { pass, breach, bare = {} } = ruleSentences[rule];
    for (const text of [pass, breach].flatMap(({ zh, en }) => [zh, en]))
      for (const name of placeholders(text)) expect(known).toContain(name);
    for (const text of [bare.pass, bare.breach].flatMap((each) => (each === undefined ? [] : [each.zh, each.en])))
      for (const name of placeholders(text)) expect(always).toContain(name);
  });

  test('of an agreement names its days, and says when there is none', () => {
    const facts = { agreementId: 'HT-1', validFrom: '2026-01-01', validTo: '2026-12-31' };
    expect(said('agreement-valid', 'pass', facts)).toEqual([
      '信用销售协议有效（2026-01-01 至 2026-12-31）。',
      'The agreement is in force (2026-01-01 to 2026-12-31).',
    ]);
    expect(said('agreement-valid', 'block', facts)).toEqual([
      '今天不在信用销售协议的有效期内（2026-01-01 至 2026-12-31）。',
      'The agreement is not in force today (it runs from 2026-01-01 to 2026-12-31).',
    ]);
    expect(said('agreement-valid', 'block', {})).toEqual(['尚未签订信用销售协议。', 'No agreement has been signed.']);
  });

  test('of a hold or a blacklisting names the receivable behind it', () => {
    expect(said('not-on-hold', 'pass', {})).toEqual(['未停止发货。', 'Shipments are not on hold.']);
    expect(said('not-on-hold', 'block', { receivables: 'F-1, F-2' })[1]).toBe(
      'Shipments are on hold over receivable F-1, F-2.',
    );
    expect(said('not-blacklisted', 'pass', {})).toEqual(['不在黑名单上。', 'Not blacklisted.']);
    expect(said('not-blacklisted', 'block', { receivable: 'F-1' })[0]).toBe('客户在黑名单上（应收账款 F-1）。');
  });

  test('of the limit shows every figure, in groups of three', () => {
    const facts = {
      limit: '866000.00',
      exposure: '1866000.00',
      available: '-1000000.00',
      amount: '0.01',
      missing: '1000000.01',
    };
    expect(said('free-limit', 'block', facts)).toEqual([
      '已占用 1,866,000.00 + 本次 0.01，超出额度 866,000.00 共 1,000,000.01（可用 -1,000,000.00）。',
      '1,866,000.00 + 0.01 is 1,000,000.01 over 866,000.00 (-1,000,000.00 is free).',
    ]);
  });

  test('is the same for a warning as for a block', () => {
    const facts = { amount: '500000.01', maximum: '500000.00' };
    expect(said('single-document-maximum', 'warn', facts)).toEqual(said('single-document-maximum', 'block', facts));
    expect(said('single-document-maximum', 'warn', facts)[1]).toBe(
      '500,000.01 is more than the 500,000.00 allowed for one document.',
    );
    expect(said('single-document-maximum', 'pass', facts)).not.toEqual(said('single-document-maximum', 'warn', facts));
  });

  test('of the oldest overdue counts its days, and says when nothing is overdue', () => {
    const facts = { days: '15', maximumDays: '14', receivable: 'F-1' };
    expect(said('oldest-overdue', 'block', facts)).toEqual([
      '应收账款 F-1 已逾期 15 天，超过允许的 14 天。',
      'Receivable F-1 is 15 days overdue, 14 are allowed.',
    ]);
    expect(said('oldest-overdue', 'pass', { days: '0', maximumDays: '14' })).toEqual([
      '没有逾期的应收账款。',
      'Nothing is overdue.',
    ]);
  });
});
