import type { Reply } from './http';

type Entry = Readonly<{
  amount: string;
  payer?: string;
  text?: string;
  reference?: string;
  side?: 'CRDT' | 'DBIT';
  more?: string;
  day?: string;
}>;

const entryOf = ({ amount, payer, text, reference, side = 'CRDT', more = '', day = '2026-03-02' }: Entry): string => {
  const role = side === 'CRDT' ? 'Dbtr' : 'Cdtr';
  const party = payer === undefined ? '' : `<RltdPties><${role}><Pty><Nm>${payer}</Nm></Pty></${role}></RltdPties>`;
  const told = text === undefined ? '' : `<RmtInf><Ustrd>${text}</Ustrd></RmtInf>`;
  return `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
    <BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>
    ${reference === undefined ? '' : `<AcctSvcrRef>${reference}</AcctSvcrRef>`}${more}
    <NtryDtls><TxDtls>${party}${told}</TxDtls></NtryDtls></Ntry>`;
};

const balance = (code: string, amount: string): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`;

/** A camt.053 of version 08 with these entries; the account is the first of the policy that XAY is delivered with. */
export const camt = (
  entries: readonly Entry[],
  { account = '1610020309022013388', opening, closing }: { account?: string; opening?: string; closing?: string } = {},
): string => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S-1</Id>
<Acct><Id><Othr><Id>${account}</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
${opening === undefined ? '' : balance('OPBD', opening)}${closing === undefined ? '' : balance('CLBD', closing)}
${entries.map(entryOf).join('\n')}</Stmt></BkToCstmrStmt></Document>`;

/** Sends a file as it is, byte for byte. */
export const sender =
  (base: string) =>
  async (
    query: string,
    content: string | Buffer,
    { language = 'en', type = 'application/octet-stream' }: { language?: 'zh' | 'en'; type?: string } = {},
  ): Promise<Reply> => {
    const reply = await fetch(`${base}/api/bank-statements${query}`, {
      method: 'POST',
      headers: { 'content-type': type, 'accept-language': language, 'x-xay-user': 'finance-sun' },
      body: typeof content === 'string' ? content : new Uint8Array(content),
    });
    const text = await reply.text();
    return { status: reply.status, body: JSON.parse(text), headers: reply.headers };
  };
