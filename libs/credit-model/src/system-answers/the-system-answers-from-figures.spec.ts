import { dateOf } from '@app/kernel/business-date';
import { exact, type Exact } from '@app/kernel/exact';
import type { Problem } from '@app/kernel/problem';
import { fileMeasuring } from '@test/support/measured-figures';
import { exampleFile, measuringPolicy, standardPolicy } from '@test/support/scoring-policy';
import { assess } from '../assess';
import type { AssessmentInput } from '../assessment-input';
import type { Measure } from '../policy/measure';
import { systemAnswersOf } from './system-answers';

const aspects = measuringPolicy.items.list.flatMap((item) => item.aspects);
const measures = aspects.flatMap(({ code, measure }) => (measure === undefined ? [] : [{ code, measure }]));

const WHOLE: ReadonlySet<string> = new Set([
  'yearsEstablished',
  'yearsAsCustomer',
  'monthsWithOrders',
  'longestDaysOverdue',
  'disputesAndBrokenPromises',
]);
/** The next figure there is: whole years and days; a sixtieth of the standard term; a millionth of a ratio. */
const stepOf = (figure: string): Exact =>
  WHOLE.has(figure) ? exact(1) : figure === 'termToStandard' ? exact(1).div(60) : exact('0.000001');

const answerTo = (aspect: string, { figure }: Measure, value: Exact) => {
  const found = systemAnswersOf(measuringPolicy, fileMeasuring(figure, value)).find((one) => one.aspect === aspect);
  if (figure !== 'termToStandard') expect(found?.evidence[0]).toMatchObject({ figure, value: value.toFixed() });
  return found?.answer;
};

const edgesOf = ({ good, fair }: Measure) =>
  ([good, fair] as const).map((edge) => {
    const [[kind, value] = ['', '0']] = Object.entries<string>(edge);
    return { kind, value: exact(value) };
  });

describe('the system', () => {
  test('measures all 31 aspects that are its own, and none of the analyst’s', () => {
    expect(measures).toHaveLength(31);
    for (const { answeredBy, measure } of aspects) expect(measure !== undefined).toBe(answeredBy === 'system');
  });

  test.each(measures)('answers $code good, fair and poor, exact at both edges', ({ code, measure }) => {
    const step = stepOf(measure.figure);
    const worse = measure.better === 'higher' ? step.negated() : step;
    const levels = ['good', 'fair', 'poor'] as const;
    edgesOf(measure).forEach(({ kind, value }, at) => {
      const isIn = kind === 'from' || kind === 'upTo';
      const [reached, missed] = isIn ? [value, value.plus(worse)] : [value.minus(worse), value];
      expect([kind, answerTo(code, measure, reached)]).toEqual([kind, levels[at]]);
      // Below nought there are no months and no disputes.
      if (!missed.isNegative() || !WHOLE.has(measure.figure))
        expect([kind, answerTo(code, measure, missed)]).toEqual([kind, levels[at + 1]]);
    });
  });

  test('goes by the edges that the policy’s words name, taken in or left out as they say', () => {
    const WORD: Readonly<Record<string, string>> = { '≥': 'from', '>': 'over', '≤': 'upTo', '<': 'below' };
    // Words instead of figures, shares of our own target and term, and a range that stops at one end only.
    const SPOKEN: Readonly<Record<string, readonly string[]>> = {
      'B1.1': ['from 100', 'from 80'],
      'B1.3': ['from 10', 'from 5'],
      'B2.1': ['upTo 1', 'upTo 1.5'],
      'C1.4': ['upTo 0', 'upTo 2'],
      'C6.2': ['from 100', 'from 50'],
    };
    const edgeIn = (text: string, { better }: Measure): string => {
      const single = /^([≥>≤<])(\d+(?:\.\d+)?)/.exec(text);
      if (single !== null) return `${WORD[single[1] ?? ''] ?? ''} ${exact(single[2] ?? '').toFixed()}`;
      const [, from = '', to = ''] = /^(\d+)–(\d+)/.exec(text) ?? [];
      return better === 'higher' ? `from ${from}` : `upTo ${to}`;
    };
    let read = 0;
    for (const { code, measure, good, fair } of aspects) {
      if (measure === undefined) continue;
      const expected = SPOKEN[code] ?? [edgeIn(good.zh, measure), edgeIn(fair.zh, measure)];
      const ours = edgesOf(measure).map(({ kind, value }) => `${kind} ${value.toFixed()}`);
      expect([code, ...ours]).toEqual([code, ...expected]);
      read += 1;
    }
    expect(read).toBe(31);
  });

  test('uses the very figures of the printed ratios', () => {
    const { ratios, characteristic } = assess(measuringPolicy, fileMeasuring('salesGrowth', exact('12.345678')));
    let compared = 0;
    for (const { evidence } of characteristic.systemAnswers ?? []) {
      const ratio = ratios.find(({ id }) => id === evidence[0]?.figure);
      if (ratio === undefined) continue;
      expect(evidence[0]?.value).toBe(ratio.value);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(8);
  });

  test('counts whole years: one day short of ten is nine', () => {
    const since = (foundedOn: string) =>
      systemAnswersOf(measuringPolicy, {
        ...fileMeasuring('yearsEstablished', exact(1)),
        foundedOn: dateOf(foundedOn),
      }).find(({ aspect }) => aspect === 'A1.2')?.evidence[0]?.value;
    expect([since('2016-11-20'), since('2016-11-21'), since('2026-11-20')]).toEqual(['10', '9', '0']);
  });
});

describe('an answer from the figures', () => {
  const card = exampleFile('assess-worked-card');
  const measured = { ...card, answeredFromFigures: true };
  const answersOf = (input: AssessmentInput, code: string) => {
    const item = assess(measuringPolicy, input).characteristic.items.find((one) => code.startsWith(one.code));
    return item?.answers[Number(code.at(-1)) - 1];
  };

  test('takes the place of the analyst’s, and counts for the grade', () => {
    expect([answersOf(card, 'C3.1'), answersOf(card, 'C5.1')]).toEqual(['fair', 'fair']);
    expect([answersOf(measured, 'C3.1'), answersOf(measured, 'C5.1')]).toEqual(['fair', 'good']);
    expect(answersOf({ ...measured, answers: {} }, 'C5.1')).toBe('good');
  });

  test('leaves the analyst’s standing where a figure is missing, and says which', () => {
    expect(answersOf(measured, 'C3.3')).toBe('good');
    const { systemAnswers } = assess(measuringPolicy, measured).characteristic;
    expect(systemAnswers?.find(({ aspect }) => aspect === 'C3.3')).toEqual({
      aspect: 'C3.3',
      answer: 'none',
      measure: { figure: 'cashRatio', better: 'higher', good: { from: '0.20' }, fair: { from: '0.10' } },
      evidence: [],
      missing: { reason: 'missing-figure', figures: ['cash'] },
    });
  });

  test('is not asked for unless the input says so, nor where the policy has no measures', () => {
    const { percent } = assess(standardPolicy, card);
    expect(assess(measuringPolicy, card)).toEqual(assess(standardPolicy, card));
    const { characteristic } = assess(standardPolicy, measured);
    expect([characteristic.percent, characteristic.systemAnswers]).toEqual([percent, []]);
  });

  test('is overruled with a reason, which stands beside what the system said', () => {
    const overrule = { answer: 'poor', reason: '负债漏记', by: 'analyst-li' } as const;
    const input = { ...measured, overrules: { 'C5.1': overrule } };
    expect(answersOf(input, 'C5.1')).toBe('poor');
    const { systemAnswers } = assess(measuringPolicy, input).characteristic;
    expect(systemAnswers?.find(({ aspect }) => aspect === 'C5.1')).toMatchObject({
      answer: 'good',
      overruled: overrule,
    });
  });

  const objections = (input: AssessmentInput) => {
    try {
      assess(measuringPolicy, input);
    } catch (error) {
      return (error as Problem).details.map(({ code, where }) => `${code} ${where ?? ''}`);
    }
    return [];
  };

  test('is overruled only where there is one: everything else is told where', () => {
    const overrule = { answer: 'poor', reason: 'x', by: 'analyst-li' } as const;
    const overrules = {
      'C3.3': overrule,
      'A1.1': overrule,
      'A7.1': overrule,
      C5: overrule,
      'C5.1': { ...overrule, reason: ' ' },
      'C3.1': overrule,
    };
    expect(objections({ ...measured, overrules })).toEqual([
      'overrule-nothing-said overrules.C3.3',
      'overrule-not-system overrules.A1.1',
      'unknown-aspect overrules.A7.1',
      'unknown-aspect overrules.C5',
      'overrule-without-reason overrules.C5.1',
    ]);
    expect(objections({ ...card, overrules: { 'C3.1': overrule } })).toEqual(['overrule-not-system overrules.C3.1']);
  });

  test('cannot speak of a customer founded after the assessment', () => {
    const problems = objections({ ...measured, foundedOn: dateOf('2026-11-21') });
    expect(problems).toEqual(['founded-after-assessment foundedOn']);
    expect(objections({ ...measured, foundedOn: dateOf('2026-11-20') })).toEqual([]);
  });
});
