import { standardLetters } from '@test/support/policies-on-disk';
import { letterText } from './letter';
import { letterTemplates } from './letter-templates';

const withLine = (line: string) => {
  const { refused } = standardLetters.templates;
  const letter = { ...refused.letter, zh: [...refused.letter.zh, line] };
  return letterTemplates.safeParse({
    ...standardLetters,
    templates: { ...standardLetters.templates, refused: { ...refused, letter } },
  });
};

describe('a template', () => {
  test.each(['{customer}', '{reason}', '{asked} / {askedTermDays}', 'plain text', ''])('may say %p', (line) =>
    expect(withLine(line).success).toBe(true),
  );

  test.each([
    ['{limit}', 'what another letter knows'],
    ['{custmer}', 'a slip of the pen'],
    ['{customer', 'half a placeholder'],
    ['{}', 'nothing'],
    ['{customer.name}', 'a path'],
    ['{1+1}', 'an expression'],
  ])('may not say %p, %s, and is told where', (line) => {
    const { error } = withLine(line);
    const last = standardLetters.templates.refused.letter.zh.length;
    expect(error?.issues).toMatchObject([{ path: ['templates', 'refused', 'letter', 'zh', last] }]);
    expect(error?.issues[0]?.message).toContain('customer, unit, application');
  });

  test('puts a fact in as it is, even one that looks like a placeholder', () => {
    const facts = { customer: '{reason}', unit: '鲁南', application: 'A-1', filedOn: '2026-03-02', asked: '1.00' };
    const signed = { askedTermDays: '90', on: '2026-03-05', by: 'approver-wang', reason: '否' };
    expect(letterText(standardLetters, 'refused', { ...facts, ...signed }).letter.zh).toContain('{reason}：');
  });
});
