import ExcelJS from 'exceljs';
import { Problem } from '@app/kernel/problem';
import { bankMapping } from './mapping';
import { readStatementFile } from './read-statement-file';

const mapping = bankMapping.parse({
  kind: 'bank-statement',
  name: 'spec',
  columns: {
    bookedOn: ['记账日期', '交易日期'],
    valueDate: '起息日',
    credit: ['贷方', '收入'],
    debit: ['借方', '支出'],
    balance: '余额',
    status: '状态',
    payerName: '对方户名',
    payerAccount: '对方账号',
    reference: '流水号',
    remittance: ['摘要', '附言'],
  },
  dateFormats: ['YYYY-MM-DD', 'YYYYMMDD'],
  pending: ['处理中'],
});
const signed = bankMapping.parse({
  kind: 'bank-statement',
  name: 'signed',
  columns: { bookedOn: 'Date', amount: 'Amount', side: 'D/C', remittance: 'Text' },
  sides: { credit: ['C'], debit: ['D'] },
  dateFormats: ['YYYY-MM-DD'],
});
const read = async (content: string | Buffer, with_ = mapping) => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { statements } = await readStatementFile({ bytes, file: 'f', mapping: with_, bounceWords: ['退票'] });
  return statements[0]!;
};
const problemOf = async (content: string | Buffer, with_ = mapping) =>
  read(content, with_).then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
const head = '记账日期,借方,贷方,余额,对方户名,附言';

describe('a table of a bank', () => {
  test('is read below its titles, with the account that they name', async () => {
    const found = await read(`账号：6222 0200 1111 2222,,,,,\n${head}\n2026-10-12,,"1,000.00",1500.00,鑫旺,货款\n`);
    expect(found).toMatchObject({
      ...{ account: '6222 0200 1111 2222', opening: '500.00', closing: '1500.00', sum: '1000.00', faults: [] },
      entries: [{ kind: 'credit', amount: '1000.00', payerName: '鑫旺', remittance: '货款', where: 'line 3', line: 3 }],
    });
  });

  test('finds the account behind its title in the next cell', async () =>
    expect((await read(`账户名称,某公司\n账号,37001828608050149921\n${head}\n`)).account).toBe('37001828608050149921'));

  test('leaves out debits, sums and what is not booked, and says so', async () => {
    const { ignored, entries, sum } = await read(
      '记账日期,借方,贷方,状态,附言\n2026-10-12,5,,已入账,手续费\n2026-10-12,,7,处理中,货款\n合计,5,7,,\n2026-10-12,9,,已入账,退票 17\n',
    );
    expect(ignored.map(({ code, where }) => [where, code])).toEqual([
      ['line 2', 'bank-debit'],
      ['line 3', 'bank-pending'],
      ['line 4', 'bank-summary-row'],
    ]);
    expect(entries).toMatchObject([{ kind: 'bounce', amount: '9.00' }]);
    expect(sum).toBe('-14.00');
  });

  test.each([
    ['2026-10-12,,12O,,,', ['line 2', '贷方', 'amount-not-a-number']],
    ['12.10.2026,,1,,,', ['line 2', '记账日期', 'date-not-in-format']],
    [',,1,,,', ['line 2', '记账日期', 'value-missing']],
    ['2026-10-12,1,1,,,', ['line 2', '贷方', 'bank-both-sides']],
    ['2026-10-12,,,,,', ['line 2', '贷方', 'value-missing']],
    ['2026-10-12,,1.005,,,', ['line 2', '贷方', 'amount-too-fine']],
  ])('says where and what: %s', async (row, expected) => {
    const { faults, entries } = await read(`${head}\n${row}\n2026-10-12,,1,,鑫旺,\n`);
    expect(faults.map(({ where, column, code }) => [where, column, code])).toEqual([expected]);
    expect(entries).toHaveLength(1);
  });

  test('is told where its running balance breaks off, upwards or downwards', async () => {
    const rows = ['2026-10-12,,10,110,,', '2026-10-12,5,,105,,', '2026-10-13,,20,125,,'];
    const faultsOf = async (some: readonly string[]) =>
      (await read(`${head}\n${some.join('\n')}\n`)).faults.map(({ code, line, facts }) => [code, line, facts]);
    expect(await faultsOf(rows)).toEqual([]);
    expect(await faultsOf([...rows].reverse())).toEqual([]);
    expect(await faultsOf(rows.with(1, '2026-10-12,6,,105,,'))).toEqual([
      ['bank-running-balance', 3, { expected: '104.00', balance: '105.00' }],
    ]);
  });

  test('may have one amount with a sign, or with a side beside it', async () => {
    const { entries, ignored } = await read(
      'Date,Amount,D/C,Text\n2026-10-12,5,C,a\n2026-10-12,6,D,b\n2026-10-12,-7,,c\n',
      signed,
    );
    expect(entries.map(({ amount }) => amount)).toEqual(['5.00']);
    expect(ignored.map(({ amount }) => amount)).toEqual(['-6.00', '-7.00']);
    expect((await read('Date,Amount,D/C,Text\n2026-10-12,5,X,a\n', signed)).faults).toMatchObject([
      { code: 'bank-side-missing', column: 'D/C' },
    ]);
  });

  test('may be a workbook, where a place is a cell', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('说明').addRow(['请勿修改']);
    const sheet = workbook.addWorksheet('明细');
    sheet.addRow(['账号：37001828608050149921']);
    sheet.addRow(['记账日期', '金额', '', '对方户名']);
    sheet.addRow(['', '借方', '贷方', '']);
    sheet.mergeCells('B2:C2');
    sheet.addRow([new Date('2026-10-12T00:00:00Z'), null, 1234.5, '鑫旺']);
    sheet.addRow([46_308, null, '一千', '鑫旺']);
    const found = await read(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(found).toMatchObject({
      account: '37001828608050149921',
      entries: [{ where: '明细!4', amount: '1234.50', bookedOn: '2026-10-12' }],
      faults: [{ where: '明细!C5', column: '贷方', code: 'amount-not-a-number', facts: { value: '一千' } }],
    });
  });
});

describe('a file that is no table of a bank', () => {
  test.each<[string, string | Buffer]>([
    ['column-missing', '日期,金额\n2026-10-12,5\n'],
    ['file-empty', ''],
    ['file-empty', '\n\n'],
    ['workbook-old', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['bank-file-kind', '<html><table><tr><td>记账日期</td></tr></table></html>'],
    ['bank-file-kind', '%PDF-1.7'],
    ['column-twice', '记账日期,贷方,贷方\n'],
    ['file-not-csv', `${head}\n"2026-10-12,,1,,,\n`],
    ['too-large', Buffer.alloc(17 * 1024 * 1024, 'a')],
  ])('is refused: %s', async (code, content) => expect(await problemOf(content)).toBe(code));

  test('is refused when it is cut by another delimiter than the mapping says', async () =>
    expect(await problemOf(head.replaceAll(',', ';'), { ...mapping, delimiter: ',' })).toBe('delimiter-differs'));
});
