import { readFileSync } from 'node:fs';
import { sentence } from '@app/contracts/sentences';
import { AttachmentStore } from '@app/cqrs/attachments/attachment-store';
import { CustomerFacts } from '@app/cqrs/customer-facts';
import { CustomerSheets } from '@app/cqrs/customer-sheets';
import { sheetRows } from '@app/cqrs/statement-sheet';
import { LookAtCustomer } from '@app/cqrs/customer.query';
import type { Bilingual } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import { unreadable } from '../file-fault';
import { UnfitFile } from '../json-file';
import { signature } from '../signature';
import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

const SHEET_BYTES_MAX = 262_144;

const textOf = (file: string): string => {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > SHEET_BYTES_MAX) throw new Problem('too-large', { file });
    return bytes.toString('utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
};

/** Every fault of the sheet with its row, where one line would only say that there are some. */
const inLines = (error: unknown, { language }: Terminal): unknown =>
  error instanceof Problem && error.code === 'sheet-invalid'
    ? new UnfitFile(
        new Problem('sheet-invalid'),
        error.details.map(({ code, facts, where }) => {
          const text = sentence(code, facts, language);
          return where === undefined ? text : `${where}: ${text}`;
        }),
      )
    : error;

const listed = (contradictions: readonly Readonly<{ text: Bilingual }>[], { language, words }: Terminal): string =>
  contradictions.length === 0
    ? words({ zh: '没有自相矛盾之处', en: 'Nothing contradicts itself' })
    : [
        words({ zh: '自相矛盾 {n} 处：', en: 'Contradictions: {n}' }, { n: contradictions.length }),
        ...contradictions.map(({ text }) => `  ${text[language]}`),
      ].join('\n');

export type SheetOptions = Readonly<{
  year?: number | undefined;
  unit?: 'yuan' | 'wan' | undefined;
  by: string;
  dryRun?: true | undefined;
}>;

/** A sheet of figures becomes a statement of the customer's file; what contradicts itself in it is listed, not refused. */
export const importStatementSheet = async (
  customerId: string,
  file: string,
  { year, unit, by, dryRun }: SheetOptions,
  out: Terminal,
): Promise<ExitCode> => {
  const rows = sheetRows(textOf(file), file);
  const metadata = { by: signature(by) };
  try {
    const answer = await withDesk(out, (desk) => {
      const sheets = new CustomerSheets(new CustomerFacts(desk.handler, desk.store), desk.commands);
      const asked = { customerId, rows, wish: { year, unit }, record: dryRun !== true };
      return sheets.read({ ...asked, on: desk.clock.today(), metadata });
    });
    const { statements, recorded, contradictions } = answer;
    const heads = [out.words({ zh: '年度', en: 'Year' }), out.words({ zh: '资产总计', en: 'Total assets' })];
    const states = statements.map(({ year: of, unit: inUnit, balance, fromComparative }) => [
      String(of),
      `${balance.totalAssets} ${out.words(inUnit === 'wan' ? { zh: '万元', en: 'wan' } : { zh: '元', en: 'yuan' })}`,
      fromComparative === true ? out.words({ zh: '取自上年数', en: 'from the comparative column' }) : '',
      recorded.includes(of)
        ? out.words({ zh: '已录入', en: 'recorded' })
        : out.words({ zh: '未变', en: 'not written' }),
    ]);
    const columns = [...heads, out.words({ zh: '来源', en: 'Source' }), out.words({ zh: '结果', en: 'Result' })];
    out.show(`${table(columns, states)}\n\n${listed(contradictions, out)}`, answer);
    return 0;
  } catch (error) {
    throw inLines(error, out);
  }
};

/** How complete a customer's file is, what it lacks, and in what it contradicts itself. */
export const showFile = async (customerId: string, out: Terminal): Promise<ExitCode> => {
  const { name, file } = await withDesk(out, async ({ queries, followers, clock }) => {
    await followers.settle();
    return queries.execute(new LookAtCustomer(customerId, clock.today()));
  });
  const { percent, missing } = file.completeness;
  const lacks = missing.map((each) => [each.name[out.language], `${each.have} / ${each.wanted}`, String(each.weight)]);
  const columns = [
    out.words({ zh: '缺少', en: 'Missing' }),
    out.words({ zh: '已有', en: 'There' }),
    out.words({ zh: '权重', en: 'Weight' }),
  ];
  const head = out.words(
    { zh: '{name}：档案完整度 {percent}%', en: '{name}: file {percent}% complete' },
    { name, percent },
  );
  const tables = lacks.length === 0 ? '' : `\n\n${table(columns, lacks)}`;
  const years = file.statements.map(({ year }) => year).join(', ');
  const statements = out.words({ zh: '报表年度：{years}', en: 'Statements: {years}' }, { years });
  out.show(`${head}\n${statements}${tables}\n\n${listed(file.contradictions, out)}`, { customerId, name, ...file });
  return 0;
};

/** Whether every paper that a file names lies where it should; exit code 1 names those that do not. */
export const checkAttachments = async (out: Terminal): Promise<ExitCode> => {
  const lost = await withDesk(out, async ({ sql, followers }) => {
    await followers.settle();
    return new AttachmentStore(sql).lost();
  });
  const said = out.words(
    lost.length === 0
      ? { zh: '档案所列附件都在库中', en: 'Every attachment that a file names is there' }
      : { zh: '{n} 个附件不在库中，请重新上传：', en: 'Attachments that are not there, to be sent again: {n}' },
    { n: lost.length },
  );
  const rows = lost.map(({ customerId, name, sha256 }) => `  ${customerId} ${name} ${sha256}`);
  out.show([said, ...rows].join('\n'), { lost });
  return lost.length === 0 ? 0 : 1;
};
