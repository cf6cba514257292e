import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { customerFile, timelinePage, type CustomerFile } from '@app/contracts/customer';
import { sheetAnswer } from '@app/contracts/customer/statement-sheet';
import { problemDetails, type ProblemDetails } from '@app/contracts/problem-details';
import { applicationFile } from '@app/contracts/credit-application';
import { connect } from '@app/postgres/connect';
import { asker, type Asking } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';

const sheet = readFileSync(join(__dirname, '../../config/examples/statement-sheet.csv'), 'utf8');
const csv = { type: 'text/csv' } as const;
const MB = 1_048_576;
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(700_000, 'x')]);
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('the file of a customer', () => {
  let desk: RunningDesk;
  let ask: ReturnType<typeof asker>;
  const path = '/api/customers/C-1';

  beforeAll(async () => {
    desk = await startDesk({ now: () => new Date('2026-03-02T09:00:00+08:00') });
    ask = asker(desk.url);
    await put(path, { name: '鑫旺农机', creditCode: '91350100M000100Y43', sellingUnit: '鲁南' });
  });
  afterAll(() => desk.stop());

  const put = async (to: string, body: unknown, by = 'analyst-li'): Promise<unknown> => {
    const reply = await ask('PUT', to, body, { by });
    expect({ status: reply.status, body: reply.body }).toMatchObject({ status: 200 });
    return reply.body;
  };
  const file = async (): Promise<CustomerFile> => {
    await desk.settle();
    return customerFile.parse((await ask('GET', path)).body);
  };
  const refused = async (status: number, ...asked: Parameters<typeof ask>): Promise<ProblemDetails> => {
    const reply = await ask(...asked);
    expect({ status: reply.status, body: reply.body }).toMatchObject({ status });
    return problemDetails.parse(reply.body);
  };
  const sendSheet = async (query: string, raw = sheet, asking: Asking = csv) =>
    sheetAnswer.parse((await ask('POST', `${path}/statement-sheets${query}`, undefined, { raw, ...asking })).body);

  /** The bytes of a paper as a browser would send them. */
  const upload = async (bytes: Buffer, to: string, type = 'application/pdf') => {
    const body = new Uint8Array(bytes);
    const reply = await fetch(`${desk.url}${to}`, { method: 'PUT', headers: { 'content-type': type }, body });
    return { status: reply.status, body: (await reply.json()) as unknown };
  };
  const paper = (bytes: Buffer, name = '执照.pdf', kind = 'licence') =>
    `${path}/attachments/${hashOf(bytes)}?name=${encodeURIComponent(name)}&kind=${kind}`;

  test('says at first what it lacks, by weight', async () => {
    const { completeness, contradictions } = (await file()).file;
    expect(completeness).toMatchObject({ percent: 10, policy: { id: 'customer-file-standard', version: 1 } });
    expect(completeness.missing[0]).toEqual({
      item: 'statements',
      name: { zh: '两年财务报表', en: 'Statements of two years' },
      have: 0,
      wanted: 2,
      weight: 16,
    });
    expect(completeness.missing.map(({ item }) => item)).not.toContain('security');
    expect(contradictions).toEqual([]);
  });

  test('takes a sheet as it comes out of a spreadsheet, first to look at and then to keep', async () => {
    const looked = await sendSheet('');
    expect(looked.recorded).toEqual([]);
    expect((await file()).statementYears).toEqual([]);
    // The year has not ended: nothing of the sheet is kept, the year before that stands beside it neither.
    const open = { raw: sheet.replaceAll('2025', '2026'), ...csv };
    const { code } = await refused(422, 'POST', `${path}/statement-sheets?record=true`, undefined, open);
    expect(code).toBe('statement-not-closed');
    expect((await file()).statementYears).toEqual([]);
    const kept = await sendSheet('?record=true');
    expect(kept.statements.map(({ year, fromComparative }) => [year, fromComparative])).toEqual([
      [2025, undefined],
      [2024, true],
    ]);
    expect(kept).toMatchObject({ recorded: [2024, 2025], contradictions: [] });
    expect(await sendSheet('?record=true')).toMatchObject({ recorded: [] });
    const { statementYears, file: contents } = await file();
    expect(statementYears).toEqual([2024, 2025]);
    expect(contents.statements[0]).toMatchObject({ balance: { cash: '1205.5' }, income: { expenses: '1130' } });
  });

  test('takes rows of cells just as well, and says of each row what is wrong with it', async () => {
    const rows = sheet
      .trim()
      .split('\n')
      .map((line) => line.replace(/"([^"]*)"/g, (_, cell: string) => cell.replace(',', '')).split(','));
    const raw = JSON.stringify({ rows });
    expect(await sendSheet('', raw, { type: 'application/json' })).toMatchObject({ recorded: [] });
    const wrong = sheet.replace('"1,300.00"', '很多').replace('应收账款', '应收帐款').replace('220.00', '220.00 USD');
    const mixed = `${wrong}单位：元,,\n`;
    const problem = await refused(422, 'POST', `${path}/statement-sheets`, undefined, { raw: mixed, ...csv });
    expect(problem).toMatchObject({ code: 'sheet-invalid' });
    expect(problem.problems.map(({ code, where }) => `${where} ${code}`)).toEqual([
      'row 8 sheet-line-unknown',
      'row 11, column 2 sheet-not-a-number',
      'row 14 sheet-currencies-mixed',
      'row 39 sheet-units-mixed',
    ]);
    expect(problem.problems[0]?.text).toContain('应收账款');
    expect(problem.problems[3]?.text).toMatch(/"元" here, "万元" before/);
  });

  test('lists what contradicts itself with both figures, within a year and between years', async () => {
    const own = (await file()).file.statements.find(({ year }) => year === 2024);
    const { year: _, fromComparative: __, ...body } = own!;
    await put(`${path}/statements/2024`, {
      ...body,
      balance: { ...body.balance, equity: '2050', retainedEarnings: '300' },
    });
    const { contradictions } = (await file()).file;
    expect(
      contradictions.map(({ code, year, left, right, difference }) => [
        code,
        year,
        left.value,
        right.value,
        difference,
      ]),
    ).toEqual([
      ['assets-are-liabilities-and-equity', 2024, '4500', '4450', '50'],
      ['comparative-differs', 2025, '450', '300', '150'],
      ['comparative-differs', 2025, '2100', '2050', '50'],
      ['retained-earnings-roll-forward', 2025, '700', '630', '70'],
    ]);
    expect(contradictions[1]?.where).toBe('statements.2025.comparative.balance.retainedEarnings');
    expect(contradictions[1]?.text).toEqual({
      zh: '2025 年报表所列上年数与上年报表不符：未分配利润 此处为 450，上年报表为 300。',
      en: 'The 2025 statement tells another figure of the year before than that year’s own: retained earnings = 450 here, 300 there.',
    });
    await put(`${path}/statements/2024`, body);
    expect((await file()).file.contradictions).toEqual([]);
  });

  test('grows by facts that are put right, and by details', async () => {
    const details = { legalRepresentative: '王芳', foundedOn: '2015-06-01', registeredCapital: '10000000.00' };
    await put(`${path}/details`, { ...details, address: '兰山路 1 号', licenceName: '鑫旺农业机械' });
    const owner = { kind: 'owner', name: '王芳', sharePercent: '100' };
    await put(`${path}/facts/F-1`, { fact: owner });
    expect(await put(`${path}/facts/F-1`, { fact: owner })).toMatchObject({ recorded: [] });
    await refused(422, 'PUT', `${path}/facts/F-1`, { fact: { ...owner, sharePercent: '60' } });
    await put(`${path}/facts/F-1`, { fact: { ...owner, sharePercent: '60' }, correction: '抄错' });
    await put(`${path}/facts/F-2`, { fact: { ...owner, name: '李强', sharePercent: '45' } });
    const bank = { bank: '农业银行', facility: '1000000.00', used: '1200000.00', standing: 'good', asOf: '2026-02-28' };
    await put(`${path}/facts/F-3`, { fact: { kind: 'bank-relation', ...bank } });
    const { contradictions, completeness, identity } = (await file()).file;
    expect(identity).toMatchObject(details);
    expect(contradictions.map(({ code, left, right }) => [code, left.value, right.value])).toEqual([
      ['paid-in-above-registered', '15000000', '10000000'],
      ['paid-in-above-registered', '15000000', '10000000'],
      ['licence-name-differs', '鑫旺农机', '鑫旺农业机械'],
      ['owners-above-hundred', '105', '100'],
      ['facility-overused', '1200000', '1000000'],
    ]);
    expect(completeness.missing.map(({ item }) => item)).not.toContain('owners');
    await put(`${path}/facts/F-2/withdrawal`, { reason: '同名' });
    expect((await file()).file.contradictions.map(({ code }) => code)).not.toContain('owners-above-hundred');
  });

  test.each([
    [
      'facts/F-9',
      { fact: { kind: 'owner', name: '王芳', sharePercent: '101' } },
      'fact.sharePercent',
      'percent-out-of-range',
    ],
    [
      'facts/F-9',
      { fact: { kind: 'bank-account', bank: '农行', accountLast4: '62284512' } },
      'fact.accountLast4',
      'account-last-four',
    ],
    ['facts/F-9', { fact: { kind: 'gossip' } }, 'fact.kind', 'invalid_union'],
    ['facts/F-9', { fact: { kind: 'note', text: 'x', colour: 'red' } }, 'fact', 'unrecognized_keys'],
    ['details', { foundedOn: '2015-02-29' }, 'foundedOn', 'no-such-date'],
    ['securities/SE-9', { kind: 'pawn' }, 'kind', 'invalid_value'],
    [`attachments/${'x'.repeat(64)}/withdrawal`, { reason: 'x' }, 'sha256', 'hash-malformed'],
  ])('refuses %s with %j, and says where', async (to, body, where, code) => {
    const { problems } = await refused(400, 'PUT', `${path}/${to}`, body);
    expect(problems).toContainEqual(expect.objectContaining({ where, code }));
  });

  test('keeps security with its worth and its days', async () => {
    const worth = { appraisedValue: '2000000.00', liquidationValue: '1400000.00', coveragePercent: '70' };
    const offer = { kind: 'mortgage', description: '门店房产', ...worth, validTo: '2027-12-31' };
    const above = await refused(422, 'PUT', `${path}/securities/SE-1`, { ...offer, liquidationValue: '2000000.01' });
    expect(above.problems[0]).toMatchObject({
      where: 'liquidationValue',
      code: 'security-liquidation-above-appraised',
    });
    expect(above.problems[0]?.text).toMatch(/2,000,000\.01.*2,000,000\.00/);
    await put(`${path}/securities/SE-1`, offer);
    await put(`${path}/securities/SE-2`, { ...offer, kind: 'guarantee' });
    const { kind: _, description: __, ...valuation } = offer;
    await put(`${path}/securities/SE-1/valuation`, { ...valuation, liquidationValue: '1200000.00', reason: '复评' });
    await put(`${path}/securities/SE-2/release`, { reason: '到期' });
    const { securities } = (await file()).file;
    expect(securities.map(({ securityId, state, liquidationValue }) => [securityId, state, liquidationValue])).toEqual([
      ['SE-1', 'stands', '1200000.00'],
      ['SE-2', 'released', '1400000.00'],
    ]);
  });

  test('hands an assessment everything that it knows', async () => {
    await put(`${path}/details`, {
      licenceName: '鑫旺农机',
      registeredCapital: '15000000.00',
      guaranteesGiven: '5.00',
    });
    const suit = { kind: 'litigation', about: 'sued-by-supplier', caseNumber: '12号', filedOn: '2026-01-05' };
    await put(`${path}/facts/F-5`, { fact: { ...suit, status: 'open' } });
    const invoice = { amount: '100.00', invoiceDate: '2026-01-01', dueDate: '2026-02-20' };
    await put(`${path}/invoices/R-1`, invoice, 'finance-yu');
    await put('/api/applications/A-1', { customerId: 'C-1', amount: '900000.00', termDays: 60 }, 'sales-zhou');
    await put('/api/applications/A-1/preliminary-review', { verdict: 'assess' }, 'sales-head');
    await put('/api/applications/A-1/assessment', { assessmentId: 'P-1' });
    await desk.settle();
    const { assessment } = applicationFile.parse((await ask('GET', '/api/applications/A-1')).body);
    const [assessed] = (await desk.store.readAll({ prefixes: ['creditApplication-'] })).filter(
      ({ type }) => type === 'AssessmentCompleted',
    );
    expect(assessed?.data).toMatchObject({
      input: {
        foundedOn: '2015-06-01',
        registeredCapital: '15000000.00',
        guaranteesGiven: '5.00',
        statements: [{ year: 2025 }, { year: 2024 }],
        securities: [{ securityId: 'SE-1', liquidationValue: '1200000.00' }],
        flags: { suedBySupplier: true },
        trade: { asOf: '2026-03-02', onTimePercent: '0.00', averageDaysLate: '10.00', monthsWithOrders: 1 },
      },
    });
    expect(assessment?.result.outcome).toBeDefined();
  });

  describe('a paper', () => {
    test('is kept whole under the hash of its bytes, and handed out so that nothing in it runs', async () => {
      expect(await upload(pdf, paper(pdf))).toMatchObject({ status: 200, body: { recorded: ['AttachmentAdded'] } });
      expect(await upload(pdf, paper(pdf))).toMatchObject({ status: 200, body: { recorded: [] } });
      const reply = await fetch(`${desk.url}${path}/attachments/${hashOf(pdf)}`);
      expect(hashOf(Buffer.from(await reply.arrayBuffer()))).toBe(hashOf(pdf));
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-length': String(pdf.length),
        'content-disposition': `attachment; filename="attachment"; filename*=UTF-8''${encodeURIComponent('执照.pdf')}`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      const { attachments, completeness } = (await file()).file;
      expect(attachments).toMatchObject([{ name: '执照.pdf', kind: 'licence', bytes: pdf.length }]);
      expect(completeness.missing.map(({ item }) => item)).not.toContain('licence-copy');
    });

    test('goes by its bytes, not by its name or by what its sender calls it', async () => {
      const page = Buffer.from('<html><script>alert(1)</script></html>');
      expect(await upload(page, paper(page))).toMatchObject({ status: 422, body: { code: 'attachment-type' } });
      const zip = Buffer.from('PK\u0003\u0004 something else');
      expect(await upload(zip, paper(zip), 'application/zip')).toMatchObject({ body: { code: 'attachment-type' } });
      const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('…')]);
      expect(await upload(png, paper(png, '门店.pdf', 'photo'))).toMatchObject({ status: 200 });
      const { attachments } = (await file()).file;
      expect(attachments.find(({ name }) => name === '门店.pdf')?.mediaType).toBe('image/png');
    });

    test('leaves no trace when it is not what it says, is empty, or is too large', async () => {
      const other = Buffer.concat([pdf, Buffer.from('!')]);
      const wrong = await upload(other, paper(Buffer.concat([pdf, Buffer.from('?')])));
      expect(wrong).toMatchObject({ status: 422, body: { code: 'attachment-hash-differs' } });
      const large = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20 * MB)]);
      expect(await upload(large, paper(large))).toMatchObject({ status: 413, body: { code: 'attachment-too-large' } });
      const nothing = Buffer.alloc(0);
      expect(await upload(nothing, paper(nothing))).toMatchObject({ status: 422, body: { code: 'attachment-empty' } });
      expect(await upload(pdf, paper(pdf).replace('C-1', 'C-404'))).toMatchObject({ status: 404 });
      for (const bytes of [other, large]) await refused(404, 'GET', `${path}/attachments/${hashOf(bytes)}`);
    });

    test('is hidden when it is withdrawn, though its bytes stay', async () => {
      await put(`${path}/attachments/${hashOf(pdf)}/withdrawal`, { reason: '传错' });
      await refused(404, 'GET', `${path}/attachments/${hashOf(pdf)}`);
      expect((await file()).file.attachments.map(({ name }) => name)).toEqual(['门店.pdf']);
    });

    test('that has got lost is told apart from one that never was, and mended by sending it again', async () => {
      const scan = Buffer.concat([pdf, Buffer.from(' again')]);
      await upload(scan, paper(scan, '合同.pdf', 'contract'));
      const sql = connect(desk.databaseUrl, { connectionsMax: 1 });
      await sql`truncate attachment.content, attachment.piece`;
      await sql.end();
      const address = `${path}/attachments/${hashOf(scan)}`;
      expect(await refused(404, 'GET', address)).toMatchObject({ code: 'attachment-lost' });
      expect(await upload(scan, paper(scan, '合同.pdf', 'contract'))).toMatchObject({ body: { recorded: [] } });
      expect((await fetch(`${desk.url}${address}`)).status).toBe(200);
    });

    test('is taken nowhere else', async () => {
      const { status } = await upload(pdf, `${path}/details`);
      expect(status).toBe(415);
      const text = await ask('PUT', `${path}/details`, undefined, { raw: 'a,b', type: 'text/csv' });
      expect(text.status).toBe(415);
    });
  });

  test('is told on the timeline', async () => {
    await desk.settle();
    const { rows } = timelinePage.parse((await ask('GET', `${path}/timeline?size=100`)).body);
    const texts = rows.map(({ text }) => text);
    expect(texts).toContain('analyst-li corrected the file: owner 王芳 holds 60% (抄错)');
    expect(texts).toContain('analyst-li put into the file: sued by a supplier for payment, case 12号, open');
    expect(texts).toContain('unsigned attached 执照.pdf (business licence)');
  });
});
