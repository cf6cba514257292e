import { z } from 'zod';
import { assessmentInput } from '@app/credit-model/assessment-input';
import { language, type Language } from '@app/kernel/language';
import { problemCode } from '@app/kernel/problem';
import { applicationQuery, fileApplication, preliminaryReview, recordAnswers } from './credit-application';
import { registerCustomer } from './customer';
import { attachmentQuery } from './customer/keeping-the-file';
import { problemSentences, sentence } from './sentences';
import { pathText, problemsOf } from './zod-problems';

const placeholders = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)),
];
const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Path, code and sentence of everything that the door objects to in an input. */
const told = (schema: z.ZodType, input: unknown, inLanguage: Language): (string | undefined)[][] => {
  const { error } = schema.safeParse(input);
  return problemsOf(error?.issues ?? [], inLanguage).map(({ where, code, text }) => [where, code, text]);
};

describe('the sentences of a problem', () => {
  test.each(problemCode.options)('%s are there in both languages, about the same facts', (code) => {
    const { zh, en } = problemSentences[code];
    expect(hasChinese(zh)).toBe(true);
    expect(hasChinese(en)).toBe(false);
    expect(zh).toMatch(/[。}]$/);
    expect(en).toMatch(/[.}]$/);
    expect(placeholders(zh).sort()).toEqual(placeholders(en).sort());
  });

  test('are filled with the facts', () =>
    expect(sentence('unknown-customer', { customer: 'C-9' }, 'en')).toBe('There is no customer C-9.'));

  test('call stages, steps and lines of a statement what people call them', () => {
    const stage = { stage: 'filed', wanted: 'assessed, returned' };
    expect(sentence('application-stage', stage, 'zh')).toBe(
      '申请现处于“待初审”阶段，此操作要求处于：待写报告、退回补充。',
    );
    expect(sentence('application-stage', stage, 'en')).toBe(
      'The application is at stage filed; this needs: assessed, returned.',
    );
    const contradiction = {
      year: 2025,
      left: 'totalAssets',
      leftValue: '1000',
      right: 'totalLiabilities + equity',
      rightValue: '990',
    };
    expect(sentence('statement-contradicts-itself', contradiction, 'zh')).toBe(
      '2025 年报表自相矛盾：资产总计 = 1000，而 负债合计 + 所有者权益 = 990。',
    );
    expect(sentence('statement-contradicts-itself', contradiction, 'en')).toBe(
      'The 2025 statement contradicts itself: total assets = 1000, but total liabilities + equity = 990.',
    );
  });
});

describe('what the door objects to', () => {
  const filing = { customerId: 'C-1', amount: '100.00', termDays: 30 };

  test('where more than one thing may stand is what each of them would be, or the slip in the one that was meant', () => {
    const either = z.union([z.string(), z.strictObject({ rows: z.array(z.array(z.string()).max(2)) })]);
    expect(told(either, { rows: [['a'], [1]] }, 'en')).toEqual([
      ['rows[1][0]', 'invalid_type', 'This has to be text, in quotation marks.'],
    ]);
    expect(told(either, 7, 'zh')).toEqual([
      [undefined, 'invalid_union', '此处须为文本（写在引号内）。或者：此处须为对象（{ … }）。'],
    ]);
  });

  test('a name that is too long for a name is told so', () =>
    expect(told(z.record(z.string().max(3), z.string()), { abcd: 'x' }, 'zh')).toEqual([
      ['abcd', 'invalid_key', '此处不得超过 3 个字符。'],
    ]));

  test('an answer longer than any choice is told the choices, once', () =>
    expect(told(recordAnswers, { answers: { 'A1.1': 'excellent' } }, 'en')).toEqual([
      [
        'answers.A1.1',
        'answer-not-a-choice',
        'This is no choice; take good, fair, poor or none, or four digits (5, 3, 1, 0) for an item.',
      ],
    ]));

  test.each(['../licence.pdf', 'a\\b', '..', 'a\u0007b', '\u202Efdp.exe'])('%j is no name of a file', (name) =>
    expect(told(attachmentQuery, { name, kind: 'photo' }, 'en')).toEqual([
      ['name', 'file-name-malformed', sentence('file-name-malformed', {}, 'en')],
    ]),
  );

  test.each<[string, z.ZodType, unknown, [string | undefined, string, string, string]]>([
    [
      'an amount of zero',
      fileApplication,
      { ...filing, amount: '0.00' },
      ['amount', 'amount-not-positive', '金额必须大于零。', 'The amount must be more than zero.'],
    ],
    [
      'an amount below zero where zero will do',
      fileApplication,
      { ...filing, expectedMonthlySales: '-0.01' },
      ['expectedMonthlySales', 'amount-negative', '金额不能为负。', 'The amount must not be negative.'],
    ],
    [
      'three decimals',
      fileApplication,
      { ...filing, amount: '1.005' },
      [
        'amount',
        'amount-decimals',
        '金额须写成恰好两位小数的文本，例如 "120000.00"。',
        'An amount is text with exactly two decimals, such as "120000.00".',
      ],
    ],
    [
      'a number where text should be',
      fileApplication,
      { ...filing, amount: 100 },
      ['amount', 'invalid_type', '此处须为文本（写在引号内）。', 'This has to be text, in quotation marks.'],
    ],
    [
      'part of a day',
      fileApplication,
      { ...filing, termDays: 1.5 },
      ['termDays', 'invalid_type', '此处须为整数。', 'This has to be a whole number.'],
    ],
    [
      'a day too many',
      fileApplication,
      { ...filing, termDays: 721 },
      ['termDays', 'too_big', '此处不得超过 720。', 'This may be at most 720.'],
    ],
    [
      'a day too few',
      fileApplication,
      { ...filing, termDays: 0 },
      ['termDays', 'too_small', '此处不得少于 1。', 'This has to be at least 1.'],
    ],
    [
      'a character too many',
      fileApplication,
      { ...filing, products: '车'.repeat(201) },
      ['products', 'too_big', '此处不得超过 200 个字符。', 'This may be at most 200 characters.'],
    ],
    [
      'a field left out',
      fileApplication,
      { ...filing, termDays: undefined },
      ['termDays', 'value-missing', '此处不能为空。', 'This must not be empty.'],
    ],
    [
      'a field left blank',
      preliminaryReview,
      { verdict: 'refuse', reason: '  ' },
      ['reason', 'value-missing', '此处不能为空。', 'This must not be empty.'],
    ],
    ['no body', fileApplication, undefined, [undefined, 'value-missing', '此处不能为空。', 'This must not be empty.']],
    [
      'a field that nobody asked for',
      fileApplication,
      { ...filing, colour: 'red', size: 1 },
      [undefined, 'unrecognized_keys', '没有这样的字段：colour、size。', 'There is no such field: colour, size.'],
    ],
    [
      'an id with a space',
      fileApplication,
      { ...filing, customerId: 'C 1' },
      [
        'customerId',
        'id-malformed',
        '此处的内容不能作编号：以字母或数字开头，只含字母、数字和 . _ -，至多 64 个字符。',
        'This cannot be an id: it starts with a letter or digit, has only letters, digits and . _ -, and at most 64 characters.',
      ],
    ],
    [
      'no such verdict',
      preliminaryReview,
      { verdict: 'maybe' },
      [
        'verdict',
        'invalid_union',
        '此处只能是：refuse、assess、green-channel。',
        'This has to be one of: refuse, assess, green-channel.',
      ],
    ],
    [
      'no such choice',
      applicationQuery,
      { waiting: 'perhaps' },
      ['waiting', 'invalid_value', '此处只能是：true、false。', 'This has to be one of: true, false.'],
    ],
    [
      'a day that does not exist',
      preliminaryReview,
      { verdict: 'green-channel', amount: '1.00', reason: '政府采购', expiresOn: '2026-02-29' },
      [
        'expiresOn',
        'no-such-date',
        '没有这一天；日期写作 YYYY-MM-DD。',
        'There is no such day; a date is written YYYY-MM-DD.',
      ],
    ],
    [
      'a day written another way',
      preliminaryReview,
      { verdict: 'green-channel', amount: '1.00', reason: '政府采购', expiresOn: '2/28/2026' },
      [
        'expiresOn',
        'no-such-date',
        '没有这一天；日期写作 YYYY-MM-DD。',
        'There is no such day; a date is written YYYY-MM-DD.',
      ],
    ],
    [
      'a credit code with a slip of the pen',
      registerCustomer,
      { name: '鑫旺农机', creditCode: '91350100M000100Y44', sellingUnit: '鲁南' },
      [
        'creditCode',
        'credit-code-check',
        '统一社会信用代码的校验位不对，请核对是否抄错。',
        'The check character of this unified social credit code is wrong: look for a slip of the pen.',
      ],
    ],
    [
      'a credit code that is none, which is not also told its check character',
      registerCustomer,
      { name: '鑫旺农机', creditCode: '9135', sellingUnit: '鲁南' },
      [
        'creditCode',
        'credit-code-shape',
        '统一社会信用代码为 18 位数字和大写字母（不含 I、O、S、V、Z）。',
        'A unified social credit code has 18 digits and capital letters (without I, O, S, V, Z).',
      ],
    ],
  ])('says of %s where it is and what would be right', (_, schema, input, [where, code, zh, en]) => {
    expect(told(schema, input, 'zh')).toEqual([[where, code, zh]]);
    expect(told(schema, input, 'en')).toEqual([[where, code, en]]);
  });

  const assessment = {
    asked: '1.00',
    termDays: 3,
    assessedOn: '2026-01-01',
    statements: [
      {
        year: 2025,
        unit: 'wan',
        balance: {
          inventory: 'lots',
          currentAssets: '1',
          totalAssets: '1',
          currentLiabilities: '1',
          totalLiabilities: '1',
        },
      },
    ],
    answers: { Z9: 'good', 'A1.1': 'bad' },
  };

  test('is found at any depth, each with its own path', () =>
    expect(told(assessmentInput, assessment, 'en')).toEqual([
      [
        'statements[0].balance.inventory',
        'statement-figure',
        'This is not an amount in figures; write text such as "260", in the unit of the statement, without separators.',
      ],
      ['answers.Z9', 'unknown-aspect', 'There is no aspect Z9; the codes are A1.1 to C6.4.'],
      [
        'answers.A1.1',
        'answer-not-a-choice',
        'This is no choice; take good, fair, poor or none, or four digits (5, 3, 1, 0) for an item.',
      ],
    ]));

  test('is quoted where zod has kept it', () => {
    const { error } = assessmentInput.safeParse(assessment, { reportInput: true });
    expect(problemsOf(error!.issues, 'zh')[0]?.text).toMatch(/^“lots” 不是金额数字；请写成文本/);
  });

  test.each(language.options)('never shows a bare placeholder, nor the other language: %s', (inLanguage) => {
    const everything = [
      ...told(assessmentInput, assessment, inLanguage),
      ...told(assessmentInput, { ...assessment, statements: 'none', flags: { blacklisted: 'no' } }, inLanguage),
      ...told(registerCustomer, { name: 1, contact: [] }, inLanguage),
    ];
    expect(everything.length).toBeGreaterThanOrEqual(8);
    for (const [, , text = ''] of everything) {
      expect(text).not.toMatch(/\{\w+\}|undefined|received|expected/);
      expect(hasChinese(text)).toBe(inLanguage === 'zh');
    }
  });

  test('stops counting at fifty', () => {
    const many = Array.from({ length: 80 }, (_, n) => n);
    expect(told(z.array(z.string()), many, 'en')).toHaveLength(50);
  });
});

test('a path reads like the JSON it is in', () => {
  expect(pathText(['statements', 0, 'balance', 'inventory'])).toBe('statements[0].balance.inventory');
  expect(pathText([3, 'name'])).toBe('[3].name');
  expect(pathText([])).toBe('');
});
