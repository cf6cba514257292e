import type { StatementOfAccount } from '@app/contracts/statement-of-account';
import type { Language } from '@app/kernel/language';
import { withCommas } from '@app/kernel/yuan';

const zh = {
  title: '对账单',
  customer: '客户',
  period: '期间',
  knownAt: '知悉时点',
  position: '日志位置',
  currency: '币种：人民币（CNY），金额单位：元',
  opening: '期初余额',
  closing: '期末余额',
  charged: '本期应收增加',
  credited: '本期应收减少',
  movements: '本期发生额',
  noMovements: '本期无发生额。',
  date: '业务日期',
  recorded: '入账日期',
  document: '单据',
  text: '摘要',
  amount: '金额',
  balance: '余额',
  openItems: '期末未结应收款',
  noItems: '期末无未结应收款。',
  kind: '类别',
  invoiced: '开票日期',
  due: '到期日',
  open: '未收金额',
  disputed: '其中有异议',
  age: '逾期天数',
  credits: '未核销款与未用红字单',
  left: '余额',
  cash: '未核销款',
  note: '未用红字单',
  receivables: '应收账款',
  overdue: '其中逾期',
  proof: '验证',
  proofText:
    '期初 {opening} + 发生额 {movements} = 期末 {closing}；未结应收 {receivables} − 未核销款 {cash} − 未用红字单 {notes} = {closing}，与总账一致。',
  ask: '请核对上述余额并签章确认；如有不符，请注明原因与贵方账面金额。',
  agreed: '核对无误（签章）',
  differs: '不符（原因与金额）',
  signedOn: '日期',
  page: (page: number, of: number) => `第 ${page} 页 / 共 ${of} 页`,
};
type Words = typeof zh;

const en: Words = {
  title: 'Statement of account',
  customer: 'Customer',
  period: 'Period',
  knownAt: 'As known at',
  position: 'Position in the log',
  currency: 'All amounts in CNY',
  opening: 'Opening balance',
  closing: 'Closing balance',
  charged: 'Added in the period',
  credited: 'Taken off in the period',
  movements: 'Movements',
  noMovements: 'Nothing happened in this period.',
  date: 'Date',
  recorded: 'Recorded',
  document: 'Document',
  text: 'What it was',
  amount: 'Amount',
  balance: 'Balance',
  openItems: 'Open items at the end of the period',
  noItems: 'Nothing is open at the end of the period.',
  kind: 'Kind',
  invoiced: 'Invoice date',
  due: 'Due date',
  open: 'Open',
  disputed: 'Disputed',
  age: 'Days overdue',
  credits: 'Unallocated cash and unapplied credit notes',
  left: 'Left',
  cash: 'Unallocated cash',
  note: 'Credit note',
  receivables: 'Receivables',
  overdue: 'Overdue',
  proof: 'Proof',
  proofText:
    'Opening {opening} + movements {movements} = closing {closing}; open items {receivables} − unallocated cash {cash} − credit notes {notes} = {closing}, as the ledger has it.',
  ask: 'Please compare this balance with your books and confirm it by your signature; where it differs, say why and what your books show.',
  agreed: 'Agreed (signature and stamp)',
  differs: 'Differs (reason and amount)',
  signedOn: 'Date',
  page: (page, of) => `Page ${page} of ${of}`,
};

export const statementWords = (language: Language): Words => (language === 'zh' ? zh : en);

/** The proof of a statement in words. */
export const proofWords = (statement: StatementOfAccount, language: Language): string => {
  const { opening, closing, receivables, cash, notes, proof } = statement;
  const figures = { opening, movements: proof.movements, closing, receivables, cash, notes };
  return statementWords(language).proofText.replace(/\{(\w+)\}/g, (_, name: keyof typeof figures) =>
    withCommas(figures[name]),
  );
};

/** What a statement is called as a file. */
export const statementName = ({ customerName, from, to }: StatementOfAccount, language: Language): string =>
  `${statementWords(language).title} ${customerName} ${from} ${to}`;
