import { Problem, type ProblemDetail } from '@app/kernel/problem';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';
import { assess } from './assess';
import { assessmentInput } from './assessment-input';

type Json = { [key: string]: unknown };
const file = exampleFile('assess-worked-example') as unknown as Json;
const [statement] = file['statements'] as [Json & { balance: Json }];
const withBalance = (balance: Json): Json => ({
  statements: [{ ...statement, balance: { ...statement.balance, ...balance } }],
});

/** Path and problem (or message) of everything the door objects to. */
const objections = (changes: Json): [string, string][] =>
  (assessmentInput.safeParse({ ...file, ...changes }).error?.issues ?? []).map((issue) => {
    const params = issue.code === 'custom' ? (issue.params as { problem?: string } | undefined) : undefined;
    return [issue.path.join('.'), params?.problem ?? issue.message];
  });

/** What assess itself objects to, once the shape is right. */
const refusals = (changes: Json): readonly ProblemDetail[] => {
  try {
    assess(standardPolicy, assessmentInput.parse({ ...file, ...changes }));
  } catch (error) {
    if (error instanceof Problem) return error.details;
    throw error;
  }
  return [];
};

describe('a file to assess', () => {
  test('passes as it stands', () => expect(objections({})).toEqual([]));

  test.each<[string, Json, [string, string][]]>([
    [
      'text where a number should be',
      withBalance({ inventory: 'lots' }),
      [['statements.0.balance.inventory', 'statement-figure']],
    ],
    [
      'a JSON number instead of text',
      withBalance({ inventory: 260 }),
      [['statements.0.balance.inventory', 'statement-figure']],
    ],
    [
      'a missing line',
      withBalance({ inventory: undefined }),
      [['statements.0.balance.inventory', 'statement-line-missing']],
    ],
    ['a negative line', withBalance({ inventory: '-1' }), [['statements.0.balance.inventory', 'amount-negative']]],
    [
      'parts of a fen',
      withBalance({ inventory: '260.0000001' }),
      [['statements.0.balance.inventory', 'statement-figure']],
    ],
    [
      'parts of a fen in yuan',
      { statements: [{ ...statement, unit: 'yuan', balance: { ...statement.balance, inventory: '260.005' } }] },
      [['statements.0.balance.inventory', 'amount-decimals']],
    ],
    [
      'more than ten trillion yuan',
      withBalance({ totalAssets: '1234567890' }),
      [['statements.0.balance.totalAssets', 'amount-too-large']],
    ],
    ['an unknown aspect code', { answers: { Z9: '5555' } }, [['answers.Z9', 'unknown-aspect']]],
    ['a fifth digit', { answers: { A1: '53335' } }, [['answers.A1', 'answer-not-a-choice']]],
    ['a digit that is no answer', { answers: { A1: '5332' } }, [['answers.A1', 'answer-not-a-choice']]],
    ['an answer outside its choices', { answers: { 'A1.1': 'splendid' } }, [['answers.A1.1', 'answer-not-a-choice']]],
    ['an aspect answered twice', { answers: { A1: '5333', 'A1.2': 'good' } }, [['answers.A1.2', 'answered-twice']]],
    ['one year twice', { statements: [statement, statement] }, [['statements.1.year', 'duplicate-in-file']]],
    ['nothing asked for', { asked: '0.00' }, [['asked', 'amount-not-positive']]],
    ['a day that does not exist', { assessedOn: '2026-02-30' }, [['assessedOn', 'no-such-date']]],
    ['an unknown field', { colour: 'red' }, [['', expect.stringContaining('colour') as string]]],
  ])('with %s is refused at the door', (_, changes, found) => expect(objections(changes)).toEqual(found));

  test('with a statement of a year that is not over is refused', () =>
    expect(refusals({ statements: [{ ...statement, year: 2026 }] })).toEqual([
      {
        code: 'statement-after-assessment',
        facts: { year: 2026, assessedOn: '2026-11-20' },
        where: 'statements[0].year',
      },
    ]));

  test('on the last day of that year is assessed', () =>
    expect(refusals({ assessedOn: '2026-12-31', statements: [{ ...statement, year: 2026 }] })).toEqual([]));

  test('with a code that this policy does not ask is refused', () =>
    expect(refusals({ answers: { 'A1.5': 'good', A7: '5555' } })).toEqual([
      { code: 'unknown-aspect', facts: { aspect: 'A1.5' }, where: 'answers.A1.5' },
      { code: 'unknown-aspect', facts: { aspect: 'A7' }, where: 'answers.A7' },
    ]));

  test('gives the same result by card and by aspect', () => {
    const byAspect = { ...(file['answers'] as Json) };
    delete byAspect['A1'];
    Object.assign(byAspect, { 'A1.1': 'good', 'A1.2': 'fair', 'A1.3': 'fair', 'A1.4': 'fair' });
    const input = assessmentInput.parse({ ...file, answers: byAspect });
    expect(assess(standardPolicy, input)).toEqual(assess(standardPolicy, exampleFile('assess-worked-example')));
  });

  test('may leave answers out: they count as no information', () => {
    const assessment = assess(standardPolicy, assessmentInput.parse({ ...file, answers: {} }));
    expect(assessment).toMatchObject({ percent: '0', coverage: '0', characteristicGrade: 'CA6', outcome: 'declined' });
  });
});

describe('a statement that contradicts itself', () => {
  const contradiction = (where: string, facts: Json): Json => ({
    code: 'statement-contradicts-itself',
    facts: { year: 2025, ...facts },
    where,
  });

  test('is refused with both figures, every contradiction at once', () =>
    expect(
      refusals({
        statements: [
          {
            ...statement,
            balance: {
              ...statement.balance,
              equity: '479.999999',
              currentLiabilities: '520.01',
              fixedAssets: '300.01',
            },
            cashFlow: { operating: '10', investing: '-4', financing: '1', net: '8' },
          },
        ],
      }),
    ).toEqual([
      contradiction('statements[0].balance.totalAssets', {
        contradiction: 'assets-are-liabilities-and-equity',
        left: 'totalAssets',
        leftValue: '1000',
        right: 'totalLiabilities + equity',
        rightValue: '999.999999',
      }),
      contradiction('statements[0].balance.fixedAssets', {
        contradiction: 'fixed-assets-within-non-current',
        left: 'fixedAssets + intangibles',
        leftValue: '300.01',
        right: 'totalAssets − currentAssets',
        rightValue: '300',
      }),
      contradiction('statements[0].balance.currentLiabilities', {
        contradiction: 'current-liabilities-within-total',
        left: 'currentLiabilities',
        leftValue: '520.01',
        right: 'totalLiabilities',
        rightValue: '520',
      }),
      contradiction('statements[0].cashFlow.net', {
        contradiction: 'cash-flow-is-its-parts',
        left: 'operating + investing + financing',
        leftValue: '7',
        right: 'net',
        rightValue: '8',
      }),
    ]));

  test.each<[string, Json, string[]]>([
    ['inventory above current assets', { inventory: '700.01' }, ['current-assets-are-their-parts']],
    ['current assets above all assets', { currentAssets: '1000.01' }, ['current-assets-within-total']],
    [
      'all parts given, and one fen missing',
      { cash: '100', tradingSecurities: '0', receivables: '300', otherCurrentAssets: '39.999999' },
      ['current-assets-are-their-parts'],
    ],
    [
      'all parts given, to the fen',
      { cash: '100', tradingSecurities: '0', receivables: '300', otherCurrentAssets: '40' },
      [],
    ],
    ['equity that balances', { equity: '480' }, []],
  ])('is found: %s', (_, balance, codes) =>
    expect(refusals(withBalance(balance)).map(({ facts }) => facts['contradiction'])).toEqual(codes),
  );
});
