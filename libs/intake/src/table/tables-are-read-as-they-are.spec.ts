import { Readable } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { Problem, type ProblemCode } from '@app/kernel/problem';
import { amountInFile } from './amount-in-file';
import { csvRows, delimiterOf } from './csv';
import { dayReader, formatsThatFit } from './day-in-file';
import { decoded, EncodingSearch } from './encoding';
import { findHeader, type Wanted } from './header';
import { columnLetters, textCell, type Row } from './rows';
import { dayOfSerial, workbookSheets } from './workbook';

// 客户,金额 in GBK, which Node only reads.
const GBK = Buffer.from([0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0a]);
// 㐀 lies beyond GBK: four bytes of GB18030.
const GB18030 = Buffer.concat([GBK, Buffer.from([0x81, 0x39, 0xee, 0x39])]);
const codeOf = (work: () => unknown): ProblemCode | 'none' => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'none';
};
const codeOfAsync = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
const bytesOf = (text: string, encoding: 'utf8' | 'utf16le', mark = ''): Buffer => Buffer.from(mark + text, encoding);
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

describe('a text', () => {
  test.each<[string, Buffer, string, string]>([
    ['UTF-8', bytesOf('客户,金额\n', 'utf8'), 'utf-8', '客户,金额\n'],
    ['UTF-8 with a mark', bytesOf('客户,金额\n', 'utf8', '\uFEFF'), 'utf-8', '客户,金额\n'],
    ['GBK', GBK, 'gb18030', '客户,金额\n'],
    ['GB18030', GB18030, 'gb18030', '客户,金额\n㐀'],
    ['UTF-16 with a mark', bytesOf('客户,a\n', 'utf16le', '\uFEFF'), 'utf-16le', '客户,a\n'],
    ['UTF-16 the other way', swapped(bytesOf('客户,a\n', 'utf16le', '\uFEFF')), 'utf-16be', '客户,a\n'],
    ['UTF-16 without a mark', bytesOf('customer,amount\n', 'utf16le'), 'utf-16le', 'customer,amount\n'],
    ['Latin letters alone', bytesOf('a,b\n', 'utf8'), 'utf-8', 'a,b\n'],
  ])('is read in %s', (_, bytes, encoding, text) => expect(decoded(bytes, 'f')).toEqual({ encoding, text }));

  test('may be Chinese on its last line only, and cut between the bytes of a character', () => {
    const search = new EncodingSearch('f');
    const bytes = Buffer.concat([Buffer.from('a,b\n'.repeat(50_000)), GBK]);
    for (let at = 0; at < bytes.length; at += 65_537) search.take(bytes.subarray(at, at + 65_537));
    expect(search.found()).toBe('gb18030');
  });

  test.each<[string, Buffer, number]>([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x0a, 0x00]), 1],
    [
      'UTF-8 that is damaged on its second line',
      Buffer.concat([bytesOf(`${'客户'.repeat(40)}\n`, 'utf8'), Buffer.from([0xff])]),
      2,
    ],
    ['bytes that no encoding has', Buffer.concat([GBK, Buffer.from([0xff, 0xff])]), 2],
  ])('is none: %s', (_, bytes, line) => {
    expect(() => decoded(bytes, 'f')).toThrow(
      expect.objectContaining({ code: 'file-not-csv', facts: { file: 'f', line, what: 'NO_ENCODING' } }) as Error,
    );
  });

  test('is told where it breaks off while it is streamed', async () => {
    const rows = async (text: string) => {
      const found: Row[] = [];
      const source = Readable.from([Buffer.from(text)]);
      for await (const row of csvRows(source, { file: 'f', encoding: 'utf-8', delimiter: ',' })) found.push(row);
      return found;
    };
    expect((await rows('a,b\n\n"1\n2",3\n4\n')).map(({ line, cells }) => [line, cells.length])).toEqual([
      [1, 2],
      [4, 2],
      [5, 1],
    ]);
    expect(await codeOfAsync(rows('a\n"1'))).toBe('file-not-csv');
  });
});

const table = (...rows: string[]): Row[] =>
  rows.map((row, at) => ({ line: at + 1, cells: row.split(',').map(textCell) }));
const wanted: Wanted<'day' | 'credit' | 'note'>[] = [
  { field: 'day', names: ['日期', '交易日期'], required: true },
  { field: 'credit', names: ['贷方', '金额/贷方'], required: true },
  { field: 'note', names: ['摘要', '备注'], required: false, several: true },
];
const columns = (...rows: string[]) => {
  const { columns: found, rows: taken } = findHeader(table(...rows), wanted, 'f');
  return { ...Object.fromEntries(found), rows: taken };
};

describe('a header', () => {
  test('is found below titles, by any of its names', () =>
    expect(columns('某银行明细,,', ',,', '交易日期,贷方,摘要', '2026-01-01,1,x')).toEqual({
      ...{ day: [0], credit: [1], note: [2], rows: 3 },
    }));

  test('may be two rows under merged titles', () =>
    expect(columns('日期,金额,,摘要', ',借方,贷方,')).toEqual({ day: [0], credit: [2], note: [3], rows: 2 }));

  test('is compared without blanks, line breaks and full width', () =>
    expect(columns('日 期,贷\n方,备　注')).toMatchObject({ day: [0], credit: [1], note: [2] }));

  test('takes every column of a field that may have several', () =>
    expect(columns('日期,贷方,备注,摘要')).toMatchObject({ note: [3, 2] }));

  test('that lacks a column is told with what it has, from the row that comes closest', () =>
    expect(() => columns('标题,,', '日期,借方,摘要')).toThrow(
      expect.objectContaining({
        code: 'column-missing',
        facts: { file: 'f', columns: '贷方', found: '日期, 借方, 摘要', line: 2 },
      }) as Error,
    ));

  test('that names a column twice is told with both places', () =>
    expect(() => columns('日期,贷方,贷方')).toThrow(
      expect.objectContaining({ code: 'column-twice', facts: { file: 'f', columns: '贷方 (B, C)', line: 1 } }) as Error,
    ));
});

describe('a delimiter', () => {
  test('that nobody declares is the one that makes the header fit', () => {
    for (const [text, delimiter] of [
      ['日期,贷方\n', ','],
      ['日期;贷方\n', ';'],
      ['标题\n日期\t贷方\n', '\t'],
      ['日期|贷方\n', '|'],
    ] as const)
      expect(delimiterOf(text, wanted, undefined, 'f')).toBe(delimiter);
  });

  test('that is declared and wrong is told with the one that would be right', () => {
    expect(codeOf(() => delimiterOf('日期;贷方\n', wanted, ',', 'f'))).toBe('delimiter-differs');
    expect(delimiterOf('日期;借方\n', wanted, ',', 'f')).toBe(',');
  });
});

describe('an amount', () => {
  test.each([
    ['1234.5', '1234.50'],
    ['1,234.50', '1234.50'],
    ['￥１，２３４．５０', '1234.50'],
    ['¥ 1 234', '1234.00'],
    ['1200元', '1200.00'],
    ['CNY 12', '12.00'],
    ['(35.00)', '-35.00'],
    ['35.00-', '-35.00'],
    ['−35', '-35.00'],
    ['+35', '35.00'],
    ['0.10000', '0.10'],
    ['.5', '0.50'],
    ['007', '7.00'],
    ['-0.00', '0.00'],
  ])('%s is %s', (text, amount) => expect(amountInFile(text)).toEqual({ amount }));

  test.each([
    ['', 'value-missing'],
    ['12O', 'amount-not-a-number'],
    ['1e3', 'amount-not-a-number'],
    ['1,2', 'amount-not-a-number'],
    ['1.234,50', 'amount-not-a-number'],
    ['12,34.5', 'amount-not-a-number'],
    ['壹佰', 'amount-not-a-number'],
    ['1.005', 'amount-too-fine'],
    ['1000000000000', 'amount-too-large'],
  ])('%s is none: %s', (text, fault) => expect(amountInFile(text)).toEqual({ fault }));
});

describe('a day', () => {
  const read = dayReader(['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD']);
  test.each([
    ['2026-10-12', '2026-10-12'],
    ['2026/1/5', '2026-01-05'],
    ['20261012', '2026-10-12'],
    ['２０２６-10-12 23:59:59', '2026-10-12'],
    ['2026-02-30', undefined],
    ['12/10/2026', undefined],
    ['46307', undefined],
  ])('%s is %s', (text, day) => expect(read({ text })).toBe(day));

  test('may be the number of a spreadsheet, in either of their two reckonings', () => {
    expect(dayOfSerial(46_307, false)).toBe('2026-10-12');
    expect(dayOfSerial(44_845, true)).toBe('2026-10-12');
    expect(dayOfSerial(60, false)).toBeUndefined();
    expect(read({ text: '46307.5', serial: 46_307.5 })).toBe('2026-10-12');
    expect(read({ text: '1', serial: 1 })).toBeUndefined();
  });

  test('in another format than declared is recognised when every date fits', () => {
    expect(formatsThatFit(['31/5/2026', '1/6/2026'])).toEqual(['D/M/YYYY']);
    expect(formatsThatFit(['1/5/2026', '2/6/2026'])).toEqual(['M/D/YYYY', 'D/M/YYYY']);
    expect(formatsThatFit(['31/5/2026', '5/31/2026'])).toEqual([]);
  });
});

const bomb = (): Buffer => {
  const packed = deflateRawSync(Buffer.alloc(200 * 1024 * 1024));
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const directory = Buffer.alloc(46);
  directory.writeUInt32LE(0x02014b50, 0);
  directory.writeUInt16LE(8, 10);
  directory.writeUInt32LE(packed.length, 20);
  // The archive says that it unpacks to ten bytes.
  directory.writeUInt32LE(10, 24);
  directory.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, directory, name, end]);
};

describe('a workbook', () => {
  const made = async (fill: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void): Promise<Buffer> => {
    const workbook = new ExcelJS.Workbook();
    fill(workbook.addWorksheet('流水'), workbook);
    return Buffer.from(await workbook.xlsx.writeBuffer());
  };

  test('is read cell by cell: dates, numbers, formulas, merged titles', async () => {
    const bytes = await made((sheet) => {
      sheet.addRow(['标题']);
      sheet.mergeCells('A1:D1');
      sheet.addRow(['日期', '金额', '', '摘要']);
      sheet.mergeCells('B2:C2');
      sheet.addRow([
        new Date('2026-10-12T00:00:00Z'),
        0.1 + 0.2,
        { formula: 'B3*2', result: 0.6 },
        { richText: [{ text: '货' }, { text: '款' }] },
      ]);
      sheet.addRow([46_307, '1,234.50', true, { text: '链接', hyperlink: 'https://example.com' }]);
    });
    const { sheets, is1904 } = await workbookSheets(bytes, 'f');
    expect(is1904).toBe(false);
    expect(sheets[0]?.name).toBe('流水');
    expect(sheets[0]?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['标题'],
      ['日期', '金额', '', '摘要'],
      ['2026-10-12', '0.3', '0.6', '货款'],
      ['46307', '1,234.50', 'true', '链接'],
    ]);
    expect(sheets[0]?.rows[2]?.cells[0]).toMatchObject({ day: '2026-10-12' });
  });

  test('does not show what is hidden', async () => {
    const bytes = await made((sheet, workbook) => {
      sheet.addRow(['a']);
      workbook.addWorksheet('草稿', { state: 'hidden' }).addRow(['b']);
    });
    expect((await workbookSheets(bytes, 'f')).sheets.map(({ name }) => name)).toEqual(['流水']);
  });

  test('is refused when it is damaged, and before it unpacks to more than its bound', async () => {
    expect(await codeOfAsync(workbookSheets(Buffer.from('PK\u0003\u0004 nothing'), 'f'))).toBe('workbook-damaged');
    const whole = await made((sheet) => sheet.addRow(['a']));
    expect(await codeOfAsync(workbookSheets(whole.subarray(0, whole.length / 2), 'f'))).toBe('workbook-damaged');
    const packed = bomb();
    expect(packed.length).toBeLessThan(1024 * 1024);
    expect(await codeOfAsync(workbookSheets(packed, 'f'))).toBe('workbook-too-large');
  });
});

test('columns are called as spreadsheets call them', () =>
  expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']));
