import { inflateSync } from 'node:zlib';
import { smallestSingleChange } from '@app/credit-model/changes/single-change';
import { investigationReport, type InvestigationReport } from '@app/contracts/investigation-report';
import { lastAssessment } from '@app/domain/credit-application/application';
import { creditApplication } from '@app/domain/credit-application/decider';
import { customer } from '@app/domain/customer/decider';
import { reportOf } from '@app/report/report-of';
import { ReportPrinter } from '@app/report/report-printer';
import type { Language } from '@app/kernel/language';
import {
  answer,
  assessAs,
  example,
  factsOf,
  file,
  historyOf,
  lastYear,
  recordStatement,
  register,
  report,
  review,
  withCurrentAssets,
} from '@test/support/credit-files';
import { standardPolicy } from '@test/support/scoring-policy';

const application = historyOf(creditApplication, [
  file(),
  review({ verdict: 'assess' }),
  answer(example.answers),
  assessAs('P-1'),
  report('P-1', { opinion: '往来多年，付款正常。\n建议批准。' }),
]).reduce(creditApplication.evolve, creditApplication.initial);
const dealer = historyOf(customer, [register(), recordStatement(lastYear)]).reduce(customer.evolve, customer.initial);

const written = (language: Language, changes: Partial<Parameters<typeof reportOf>[0]> = {}): InvestigationReport => {
  const assessed = application === undefined ? undefined : lastAssessment(application);
  if (application === undefined || assessed === undefined || dealer === undefined) throw new Error('nothing assessed');
  const change = smallestSingleChange(standardPolicy, assessed.input, assessed.result);
  return reportOf({ application, assessed, customer: dealer, policy: standardPolicy, change, ...changes }, language);
};
const blocksOf = (told: InvestigationReport, code: string) =>
  told.sections.find((section) => section.code === code)?.blocks ?? [];
const textOf = (told: InvestigationReport): string => JSON.stringify(told);

describe('the credit investigation report', () => {
  test.each(['zh', 'en'] as const)('has its sections in their order, and fits its contract (%s)', (language) => {
    const told = written(language);
    expect(investigationReport.parse(told)).toEqual(told);
    expect(told.sections.map(({ code }) => code)).toEqual([
      'result',
      'customer',
      'need',
      'security',
      'position',
      'ratios',
      'operations',
      'risks',
      'characteristic',
      'working-assets',
      'cross-checks',
      'reasons',
      'opinion',
      'remarks',
      'decision',
      'basis',
    ]);
    for (const { blocks } of told.sections) expect(blocks.length).toBeGreaterThan(0);
  });

  test('tells the reasons as an analyst would, with the figures of the worked example', () => {
    const prose = blocksOf(written('zh'), 'reasons').map((block) => (block.kind === 'paragraph' ? block.text : ''));
    expect(prose.join('\n')).toContain('营运资本 2,800,000.00 元');
    expect(prose.join('\n')).toContain('净资产 4,800,000.00 元');
    expect(prose.join('\n')).toContain('评估值 0.755952，可用营运资产的 20%，基础额度 760,000 元');
    expect(prose.join('\n')).toContain('信用等级 3A2');
    const english = blocksOf(written('en'), 'reasons').map((block) => (block.kind === 'paragraph' ? block.text : ''));
    expect(english.join('\n')).toContain('allows 20 % of them: a base limit of CNY 760,000');
    expect(english.join('\n')).not.toMatch(/[\u4e00-\u9fff]/);
  });

  test('takes its figures from the assessment, whatever the file says by now', () => {
    const later = historyOf(customer, [register(), recordStatement(withCurrentAssets('999'))]);
    const moved = later.reduce(customer.evolve, customer.initial);
    if (moved === undefined) throw new Error('no customer');
    expect(written('zh', { customer: moved })).toEqual(written('zh'));
    expect(textOf(written('zh'))).not.toContain('999');
  });

  test('has an opinion only on the assessment that it was written on', () => {
    expect(textOf(written('zh'))).toContain('往来多年');
    const again = historyOf(creditApplication, [
      file(),
      review({ verdict: 'assess' }),
      answer(example.answers),
      assessAs('P-1'),
      report('P-1', { opinion: '往来多年。' }),
      assessAs('P-2', { facts: factsOf([lastYear]) }),
    ]).reduce(creditApplication.evolve, creditApplication.initial);
    const assessed = again === undefined ? undefined : lastAssessment(again);
    if (again === undefined || assessed === undefined) throw new Error('nothing assessed');
    expect(textOf(written('zh', { application: again, assessed }))).toContain('调查意见尚未填写');
  });
});

/** What a PDF draws, by the map that each of its fonts brings for that: what stands there in bold, and what in regular. */
const textsInPdf = (bytes: Buffer): readonly string[] => {
  const streams = [...bytes.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(
    ([, body = '']) => {
      try {
        return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    },
  );
  const letter = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  const mapIn = (stream: string): ReadonlyMap<string, string> =>
    new Map(
      [...stream.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)].flatMap(([, from = '', list = '']) =>
        [...list.matchAll(/<(\w+)>/g)].map(([, hex = ''], at): [string, string] => [
          (parseInt(from, 16) + at).toString(16).padStart(4, '0'),
          letter(hex),
        ]),
      ),
    );
  const runs = streams.flatMap((stream) => [...stream.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => hex));
  return streams
    .filter((stream) => stream.includes('beginbfrange'))
    .map(mapIn)
    .map((map) => runs.flatMap((run) => (run.match(/.{4}/g) ?? []).map((glyph) => map.get(glyph) ?? '')).join(''));
};

describe('on paper', () => {
  const printer = new ReportPrinter();
  afterAll(() => printer.close());

  test('it is a PDF of A4 pages with its own fonts, small, and the same bytes each time', async () => {
    const [first, second] = [await printer.print(written('zh'), 'pdf'), await printer.print(written('zh'), 'pdf')].map(
      (bytes) => Buffer.from(bytes),
    );
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    const source = first?.toString('latin1') ?? '';
    expect(source.startsWith('%PDF-')).toBe(true);
    expect(source).toMatch(/MediaBox \[0 0 595\.28 841\.89\]/);
    expect(source).toMatch(/FontFile3/);
    expect(source.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3);
    expect(source.length).toBeLessThan(500_000);
  }, 30_000);

  test('it says in Chinese and in English what the screen says', async () => {
    const holds = async (language: Language, words: readonly string[]): Promise<void> => {
      const texts = textsInPdf(Buffer.from(await printer.print(written(language), 'pdf')));
      expect(texts).toHaveLength(2);
      for (const word of words) expect([word, texts.some((text) => text.includes(word))]).toEqual([word, true]);
    };
    await holds('zh', ['客户资信调查报告', '鑫旺农机', '3A2', '866,000.00 元', '评估值', '往来多年']);
    await holds('en', ['Credit investigation report', '鑫旺农机', 'CNY 866,000.00', 'Who the customer is']);
  }, 30_000);

  test('it is a document for Word', async () => {
    const bytes = Buffer.from(await printer.print(written('zh'), 'docx'));
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.includes('word/document.xml')).toBe(true);
  }, 30_000);

  test('a report that cannot be set is an error for whoever asked, and the next one is printed', async () => {
    const broken = { ...written('zh'), assessedOn: 'never' } as unknown as InvestigationReport;
    await expect(printer.print(broken, 'pdf')).rejects.toThrow('the report was not printed');
    expect((await printer.print(written('en'), 'docx')).length).toBeGreaterThan(1000);
  }, 30_000);

  test('too many at once are told to come again', async () => {
    const own = new ReportPrinter();
    const asked = Array.from({ length: 33 }, () => own.print(written('zh'), 'docx'));
    const settled = asked.map((one) =>
      one.then(
        () => 'printed',
        (error: unknown) => (error as { code?: string }).code,
      ),
    );
    expect(await settled.at(-1)).toBe('printer-busy');
    await own.close();
    expect(new Set(await Promise.all(settled))).toContain('printer-busy');
  }, 30_000);
});
