import { Problem } from '@app/kernel/problem';
import { camtStatements } from './camt';
import type { Statement } from './statement';

// Shapes as banks send them, cut down: old and new versions, with and without prefixes, one entry for many payments.
const NS = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001';
const wrapped = (inner: string, version = '08', account = '<Othr><Id>1610020309022013388</Id></Othr>'): string =>
  `
<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="${NS}.${version}"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id>${account}</Id><Ccy>CNY</Ccy></Acct>${inner}</Stmt></BkToCstmrStmt></Document>`.trim();
const read = (text: string): Statement => camtStatements(text, 'statement.xml', ['退票'])[0]!;
const entry = (more: string, { amount = '100.00', side = 'CRDT', status = '<Sts><Cd>BOOK</Cd></Sts>' } = {}): string =>
  `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>${status}<BookgDt><Dt>2026-10-12</Dt></BookgDt>${more}</Ntry>`;
const codeOf = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'read';
};

describe('a credit', () => {
  test('of version 02 has its status as text and a name without a party', () => {
    const text = wrapped(
      entry(
        `<ValDt><Dt>2026-10-11</Dt></ValDt><AcctSvcrRef>R17</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs>
         <RltdPties><Dbtr><Nm>鑫旺农机</Nm></Dbtr><DbtrAcct><Id><IBAN>CN12 3456</IBAN></Id></DbtrAcct></RltdPties>
         <RmtInf><Ustrd>货款</Ustrd><Ustrd>F-1</Ustrd></RmtInf></TxDtls></NtryDtls>`,
        { status: '<Sts>BOOK</Sts>' },
      ),
      '02',
      '<IBAN>DE89370400440532013000</IBAN>',
    );
    expect(read(text)).toMatchObject({
      account: 'DE89370400440532013000',
      sum: '100.00',
      entries: [
        {
          ...{ kind: 'credit', amount: '100.00', bookedOn: '2026-10-12', valueDate: '2026-10-11', reference: 'R17' },
          ...{ payerName: '鑫旺农机', payerAccount: 'CN12 3456', remittance: '货款 F-1 E2E-1', where: 'Ntry 1' },
        },
      ],
    });
  });

  test('of version 08 has a party around the name, and structured remittance counts as text', () => {
    const text = wrapped(
      entry(`<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Acme &amp; Sons&#x20;Ltd</Nm></Pty></Dbtr></RltdPties><RmtInf><Strd>
        <RfrdDocInf><Nb>F-2026-1</Nb></RfrdDocInf><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>`),
    );
    expect(read(text).entries).toMatchObject([{ payerName: 'Acme & Sons Ltd', remittance: 'F-2026-1 RF18' }]);
  });

  test('is read under any prefix, with instants for days', () => {
    const text = `<a:Document xmlns:a="${NS}.04"><a:BkToCstmrStmt><a:Stmt><a:Acct><a:Id><a:Othr><a:Id>1</a:Id></a:Othr></a:Id></a:Acct>
      <a:Ntry><a:Amt Ccy="CNY">5</a:Amt><a:CdtDbtInd>CRDT</a:CdtDbtInd><a:Sts>BOOK</a:Sts>
      <a:BookgDt><a:DtTm>2026-10-12T23:59:59+08:00</a:DtTm></a:BookgDt></a:Ntry></a:Stmt></a:BkToCstmrStmt></a:Document>`;
    expect(read(text).entries).toMatchObject([{ amount: '5.00', bookedOn: '2026-10-12', valueDate: '2026-10-12' }]);
  });

  test('of many payments is as many lines when they add up to it, each with a reference of its own', () => {
    const payment = (amount: string, name: string) =>
      `<TxDtls><AmtDtls><TxAmt><Amt Ccy="CNY">${amount}</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties></TxDtls>`;
    const both = `<AcctSvcrRef>R1</AcctSvcrRef><NtryDtls>${payment('60.00', '甲')}${payment('40.00', '乙')}</NtryDtls>`;
    expect(read(wrapped(entry(both))).entries).toMatchObject([
      { amount: '60.00', payerName: '甲', reference: 'R1/1', where: 'Ntry 1.1' },
      { amount: '40.00', payerName: '乙', reference: 'R1/2', where: 'Ntry 1.2' },
    ]);
    const short = `<AcctSvcrRef>R1</AcctSvcrRef><NtryDtls>${payment('60.00', '甲')}${payment('39.99', '乙')}</NtryDtls>`;
    expect(read(wrapped(entry(short))).entries).toMatchObject([{ amount: '100.00', reference: 'R1' }]);
  });

  test.each(['NONREF', 'NOTPROVIDED', '0', ''])('with the reference "%s" has none', (reference) => {
    const [line] = read(wrapped(entry(`<AcctSvcrRef>${reference}</AcctSvcrRef><NtryRef>3</NtryRef>`))).entries;
    expect(line).not.toHaveProperty('reference');
  });
});

describe('what is no payment of a customer', () => {
  const codes = (text: string) => read(wrapped(text)).ignored.map(({ code }) => code);

  test.each([
    ['a debit', entry('', { side: 'DBIT' }), 'bank-debit'],
    ['a pending entry', entry('', { status: '<Sts><Cd>PDNG</Cd></Sts>' }), 'bank-pending'],
    ['a pending entry of version 02', entry('', { status: '<Sts>PDNG</Sts>' }), 'bank-pending'],
    ['a future entry', entry('', { status: '<Sts><Cd>FUTR</Cd></Sts>' }), 'bank-pending'],
    ['an entry for information', entry('', { status: '<Sts><Cd>INFO</Cd></Sts>' }), 'bank-information'],
    ['a payment of our own that came back', entry('<RvslInd>true</RvslInd>'), 'bank-credit-reversal'],
  ])('is named and left out: %s', (_, text, code) => {
    expect(codes(text)).toEqual([code]);
    expect(read(wrapped(text)).entries).toEqual([]);
  });

  test.each([
    ['a reversal', '<RvslInd>true</RvslInd>'],
    ['a return', '<NtryDtls><TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>'],
    ['an unpaid cheque', '<BkTxCd><Domn><Fmly><SubFmlyCd>UPCQ</SubFmlyCd></Fmly></Domn></BkTxCd>'],
    ['a word for it', '<AddtlNtryInf>退票 2026101200017</AddtlNtryInf>'],
  ])('is a bounce when the bank takes a credit back: %s', (_, more) =>
    expect(read(wrapped(entry(more, { side: 'DBIT' }))).entries).toMatchObject([{ kind: 'bounce', amount: '100.00' }]),
  );

  test('counts in the sum of the statement as far as it is booked', () => {
    const text = [entry(''), entry('', { side: 'DBIT', amount: '30.00' }), entry('', { status: '<Sts>PDNG</Sts>' })];
    expect(read(wrapped(text.join('')))).toMatchObject({ sum: '70.00' });
  });
});

describe('what is wrong with an entry', () => {
  const faults = (text: string) => read(wrapped(text)).faults.map(({ code, column, where }) => [where, column, code]);

  test.each([
    ['an amount with letters', entry('', { amount: '12O.00' }), ['Ntry 1', 'Amt', 'amount-not-a-number']],
    ['three decimals', entry('', { amount: '1.005' }), ['Ntry 1', 'Amt', 'amount-too-fine']],
    ['another currency', entry('').replace('Ccy="CNY"', 'Ccy="USD"'), ['Ntry 1', 'Amt', 'bank-currency']],
    ['no side', entry('', { side: '' }), ['Ntry 1', 'CdtDbtInd', 'bank-side-missing']],
    ['a day that is none', entry('').replace('2026-10-12', '2026-02-30'), ['Ntry 1', 'BookgDt', 'date-not-in-format']],
    ['no day', entry('').replace('<Dt>2026-10-12</Dt>', ''), ['Ntry 1', 'BookgDt', 'value-missing']],
  ])('is told with its place: %s', (_, text, expected) => expect(faults(text)).toEqual([expected]));

  test('names the line in the file', () => {
    const text = wrapped('\n\n@').replace('@', entry('', { amount: 'x' }));
    expect(read(text).faults).toMatchObject([{ line: 4 }]);
  });

  test('leaves the other entries as they are', () =>
    expect(read(wrapped(entry('', { amount: 'x' }) + entry(''))).entries).toHaveLength(1));
});

describe('a file that is no camt.053', () => {
  test.each([
    ['bank-file-doctype', wrapped('').replace('<Document', '<!DOCTYPE a [<!ENTITY b "c">]><Document')],
    ['bank-file-doctype', wrapped('').replace('<Document', '<!doctype a SYSTEM "file:///etc/passwd"><Document')],
    ['bank-file-xml', wrapped(entry('')).slice(0, -30)],
    ['bank-file-xml', wrapped('<a>'.repeat(5_000) + '</a>'.repeat(5_000))],
    ['bank-file-kind', wrapped('').replaceAll('BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn')],
    ['bank-file-kind', '<a/>'],
    ['file-empty', `<Document xmlns="${NS}.08"><BkToCstmrStmt></BkToCstmrStmt></Document>`],
  ])('is refused: %s', (code, text) => expect(codeOf(text)).toBe(code));

  test('cannot reach the prototype of anything', () => {
    const text = wrapped(entry('<__proto__><polluted>1</polluted></__proto__><constructor>1</constructor>'));
    expect(codeOf(text)).toBe('bank-file-xml');
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

test('a text with thousands of references is read', () => {
  const text = wrapped(
    Array.from({ length: 3_000 }, () => entry('<AddtlNtryInf>A &amp; B &#20013;</AddtlNtryInf>')).join(''),
  );
  expect(read(text).entries.at(-1)).toMatchObject({ remittance: 'A & B 中' });
});
