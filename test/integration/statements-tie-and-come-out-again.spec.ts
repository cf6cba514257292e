import { createHash } from 'node:crypto';
import { Workbook } from 'exceljs';
import { statementOfAccount } from '@app/contracts/statement-of-account';
import type { CreditAccountEvent } from '@app/domain/credit-account/events';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { accountStatement } from '@app/read-models/queries/account-statement';
import { csvCell, csvOf } from '@app/report/sheet/csv';
import type { Sheet } from '@app/report/sheet/sheet';
import { statementSheets } from '@app/report/sheet/statement-sheets';
import { xlsxOf } from '@app/report/sheet/xlsx';
import { ReportPrinter } from '@app/report/report-printer';
import { statementText } from '@app/report/statement/statement-text';
import { readBed, type ReadBed } from '@test/support/read-bed';

const customerId = 'C-1';
const day = dateOf;
type Data<Type extends CreditAccountEvent['type']> = Extract<CreditAccountEvent, { type: Type }>['data'];

const owed = (receivableId: string, amount: string, invoiced: string, due: string): CreditAccountEvent => ({
  type: 'ReceivableOpened',
  data: {
    customerId,
    receivableId,
    amount: ofYuan(amount),
    invoiceDate: day(invoiced),
    dueDate: day(due),
    on: day(invoiced),
  },
});
const paid = (paymentId: string, amount: string, valueDate: string, on = valueDate): CreditAccountEvent => ({
  type: 'PaymentRecorded',
  data: { customerId, paymentId, amount: ofYuan(amount), valueDate: day(valueDate), reference: '', on: day(on) },
});
const allocated = (paymentId: string, receivableId: string, amount: string, valueDate: string): CreditAccountEvent => ({
  type: 'PaymentAllocated',
  data: { customerId, paymentId, receivableId, amount: ofYuan(amount), valueDate: day(valueDate), on: day(valueDate) },
});

describe('a statement of account', () => {
  let bed: ReadBed;
  beforeEach(async () => {
    bed = await readBed();
    await bed.record(`customer-${customerId}`, {
      type: 'CustomerRegistered',
      data: { customerId, name: '=鑫旺农机（临沂）', sellingUnit: '华东', on: '2026-01-01' },
    });
  });
  afterEach(() => bed.close());

  const tell = async (...events: CreditAccountEvent[]): Promise<void> => {
    for (const event of events) await bed.record(`creditAccount-${customerId}`, event);
    await bed.followers.settle();
  };
  const drawn = async (from: string, to: string, position?: string) => {
    const knownAt = position === undefined ? undefined : { position };
    const wish = { customerId, from: day(from), to: day(to), knownAt, language: 'zh' as const };
    return statementOfAccount.parse(await accountStatement(bed.sql, wish));
  };
  const bytesOf = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  const story = (): CreditAccountEvent[] => [
    owed('F-1', '1000.00', '2026-01-10', '2026-02-09'),
    owed('F-2', '500.00', '2026-02-01', '2026-03-03'),
    paid('P-1', '1200.00', '2026-02-20'),
    allocated('P-1', 'F-1', '1000.00', '2026-02-20'),
    {
      type: 'CreditNoteIssued',
      data: {
        customerId,
        creditNoteId: 'CN-1',
        amount: ofYuan('30.00'),
        issueDate: day('2026-03-05'),
        kind: 'price',
        reason: '让价',
        issuedBy: 'finance-sun',
        on: day('2026-03-05'),
      } satisfies Data<'CreditNoteIssued'>,
    },
  ];

  test('opens, moves and closes as the ledger does', async () => {
    await tell(...story());
    const found = await drawn('2026-02-01', '2026-03-31');
    expect(found).toMatchObject({ opening: '1000.00', closing: '270.00', charged: '500.00', credited: '1230.00' });
    expect(found.movements.map(({ date, text, amount, balance }) => [date, text, amount, balance])).toEqual([
      ['2026-02-01', '发票 F-2，到期日 2026-03-03', '500.00', '1500.00'],
      ['2026-02-20', '回款 P-1', '-1200.00', '300.00'],
      ['2026-03-05', '红字单 CN-1', '-30.00', '270.00'],
    ]);
    expect(found.openItems).toMatchObject([{ receivableId: 'F-2', open: '500.00', daysOverdue: 28 }]);
    expect(found.unallocatedCash).toMatchObject([{ id: 'P-1', left: '200.00' }]);
    expect(found.unappliedNotes).toMatchObject([{ id: 'CN-1', left: '30.00' }]);
    expect(found.proof).toEqual({ opening: '1000.00', movements: '-730.00', closing: '270.00', items: '270.00' });
  });

  test('keeps money as cash as long as the invoice that it is for is of a later date', async () => {
    await tell(
      owed('F-9', '100.00', '2026-04-01', '2026-05-01'),
      paid('P-9', '100.00', '2026-03-20'),
      allocated('P-9', 'F-9', '100.00', '2026-03-20'),
    );
    expect(await drawn('2026-03-01', '2026-03-31')).toMatchObject({
      closing: '-100.00',
      cash: '100.00',
      openItems: [],
    });
    expect(await drawn('2026-03-01', '2026-04-30')).toMatchObject({ closing: '0.00', cash: '0.00', openItems: [] });
  });

  test('comes out again as it was known, in every format, whatever was recorded later', async () => {
    await tell(...story());
    const first = await drawn('2026-02-01', '2026-03-31');
    // Late: a payment that counts from before, and an allocation of the cash.
    await tell(paid('P-2', '77.00', '2026-02-02', '2026-04-15'), allocated('P-1', 'F-2', '200.00', '2026-02-20'));
    const now = await drawn('2026-02-01', '2026-03-31');
    expect(now.closing).toBe('193.00');
    expect(now.movements.find(({ document }) => document === 'P-2')?.recordedOn).toBe('2026-04-15');
    const again = await drawn('2026-02-01', '2026-03-31', first.knownAt.position);
    expect(again).toEqual(first);
    expect(statementText(again, 'en')).toBe(statementText(first, 'en'));

    const printer = new ReportPrinter();
    const papers = await Promise.all([first, again].map((one) => printer.printStatement(one, 'zh'))).finally(() =>
      printer.close(),
    );
    const digests = papers.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
    expect(digests[0]).toBe(digests[1]);
    const books = [await bytesOf(xlsxOf(statementSheets(first, 'zh'), first.to))];
    // Two seconds on: the archive would notice a clock.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    books.push(await bytesOf(xlsxOf(statementSheets(again, 'zh'), again.to)));
    expect(books[0]?.equals(books[1] as Buffer)).toBe(true);
  }, 60_000);

  test('is a workbook of real numbers and days, in which a name is a name', async () => {
    await tell(...story());
    const statement = await drawn('2026-02-01', '2026-03-31');
    const book = new Workbook();
    const bytes = await bytesOf(xlsxOf(statementSheets(statement, 'zh'), statement.to));
    await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      '对账单',
      '本期发生额',
      '期末未结应收款',
      '未核销款与未用红字单',
    ]);
    const movements = book.getWorksheet('本期发生额');
    expect(movements?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(movements?.getCell('A1').value).toBe('业务日期');
    expect(movements?.getCell('A4').value).toEqual(new Date('2026-02-20T00:00:00Z'));
    expect(movements?.getCell('A4').numFmt).toBe('yyyy-mm-dd');
    expect(movements?.getCell('E4').value).toBe(-1200);
    expect(movements?.getCell('E4').numFmt).toBe('#,##0.00');
    expect(book.getWorksheet('对账单')?.getCell('B2').value).toBe('=鑫旺农机（临沂）（C-1）');
    expect(book.getWorksheet('对账单')?.getCell('B2').formula).toBeUndefined();
  });
});

describe('an export', () => {
  const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '正常'];
  test('carries no formula in any text, and leaves figures alone', () => {
    for (const name of names.slice(0, -1)) expect(csvCell(name, 'text').replace(/^"/, '')).toMatch(/^'/);
    expect(csvCell('正常', 'text')).toBe('正常');
    expect(csvCell('-12.30', 'money')).toBe('-12.30');
    expect(csvCell('a,"b"', 'text')).toBe('"a,""b"""');
  });
  test('is read back by a spreadsheet as the texts that it was made of', async () => {
    const sheet: Sheet = {
      name: '客户',
      columns: [
        { header: '名称', kind: 'text', width: 20 },
        { header: '金额', kind: 'money', width: 12 },
      ],
      rows: names.map((name) => [name, '12.30']),
    };
    const chunks: Buffer[] = [];
    for await (const chunk of xlsxOf([sheet], day('2026-03-31'))) chunks.push(chunk as Buffer);
    const book = new Workbook();
    await book.xlsx.load(Buffer.concat(chunks) as unknown as Parameters<typeof book.xlsx.load>[0]);
    const page = book.getWorksheet('客户');
    names.forEach((name, row) => {
      const cell = page?.getCell(row + 2, 1);
      expect(typeof cell?.value).toBe('string');
      expect((cell?.value as string).trim()).toBe(name.trim());
    });
    let text = '';
    for await (const piece of csvOf(sheet)) text += piece;
    expect(text.startsWith('\uFEFF名称,金额\r\n')).toBe(true);
    expect(text).toContain("'=1+1,12.30\r\n");
  });
});
