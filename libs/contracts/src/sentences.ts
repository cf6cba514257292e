import type { Bilingual, Language } from '@app/kernel/language';
import type { Facts, ProblemCode } from '@app/kernel/problem';
import { accountProblems } from './account-problems';
import { groupProblems } from './group-problems';
import { applicationSentences } from './application-sentences';
import { bankSentences } from './bank-sentences';
import { customerFileSentences } from './customer-file-sentences';
import { factInWords } from './fact-words';
import { machineSentences } from './machine-sentences';
import { modelSentences } from './model-sentences';
import { paymentProblems } from './payment-problems';
import { policySentences } from './policy-sentences';
import { statementSentences } from './statement-words';
import { receivableProblems } from './receivable-problems';
import { tableSentences } from './table-sentences';
import { webhookSentences } from './webhook-sentences';

/** What is wrong and what would be right, in the words of the person who asked. `{name}` is a fact of the problem. */
export const problemSentences: Record<ProblemCode, Bilingual> = {
  'malformed-json': { zh: '请求内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  'malformed-request': {
    zh: '请求内容不符合要求，见下列各项。',
    en: 'The request does not fit what is expected; see each item.',
  },
  'unknown-route': { zh: '没有这个地址。', en: 'There is nothing at this address.' },
  'from-another-site': {
    zh: '此请求来自别的网站，不予受理。',
    en: 'This request comes from another website, and is not taken.',
  },
  'too-large': { zh: '内容过大。', en: 'This is too large.' },
  'text-unstorable': {
    zh: '文本中含有无法保存的字符（U+0000，或不成对的代理字符）；请删去后重新提交。',
    en: 'The text holds a character that cannot be kept (U+0000, or half of a surrogate pair): take it out and send it again.',
  },
  'position-malformed': {
    zh: '“{value}” 不是本服务给出的位置标记；请原样送回写入时得到的标记。',
    en: '"{value}" is no position token of this server; send back the one that a write was answered with, as it is.',
  },
  'unsupported-media-type': { zh: '请以 application/json 提交。', en: 'Send it as application/json.' },
  'wrong-currency': { zh: '目前只记人民币（CNY）。', en: 'Only CNY is kept at present.' },
  'amount-not-positive': { zh: '金额必须大于零。', en: 'The amount must be more than zero.' },
  'amount-negative': { zh: '金额不能为负。', en: 'The amount must not be negative.' },
  'amount-decimals': {
    zh: '金额须写成恰好两位小数的文本，例如 "120000.00"。',
    en: 'An amount is text with exactly two decimals, such as "120000.00".',
  },
  'no-such-date': {
    zh: '没有这一天；日期写作 YYYY-MM-DD。',
    en: 'There is no such day; a date is written YYYY-MM-DD.',
  },
  'credit-code-shape': {
    zh: '统一社会信用代码为 18 位数字和大写字母（不含 I、O、S、V、Z）。',
    en: 'A unified social credit code has 18 digits and capital letters (without I, O, S, V, Z).',
  },
  'credit-code-check': {
    zh: '统一社会信用代码的校验位不对，请核对是否抄错。',
    en: 'The check character of this unified social credit code is wrong: look for a slip of the pen.',
  },
  'unknown-customer': { zh: '没有编号为 {customer} 的客户。', en: 'There is no customer {customer}.' },
  'unknown-shipment': { zh: '没有发货授权 {shipment}。', en: 'There is no authorised shipment {shipment}.' },
  'unknown-receivable': {
    zh: '该客户没有应收账款 {receivable}。',
    en: 'This customer has no receivable {receivable}.',
  },
  'unknown-payment': { zh: '该客户没有回款 {payment}。', en: 'This customer has no payment {payment}.' },
  'unknown-follow-up': {
    zh: '没有应收账款 {receivable} 的跟踪记录。',
    en: 'There is no follow-up of receivable {receivable}.',
  },
  'unknown-policy': { zh: '没有这份政策：{policy}。', en: 'There is no such policy: {policy}.' },
  'unknown-dispute': { zh: '该应收账款没有异议 {dispute}。', en: 'This receivable has no dispute {dispute}.' },
  'unknown-extension': {
    zh: '该应收账款没有延期申请 {extension}。',
    en: 'This receivable has no extension {extension}.',
  },
  'unknown-read-model': { zh: '没有名为 {name} 的读模型。', en: 'There is no read model {name}.' },
  'same-id-other-content': {
    zh: '编号 {id} 已用于另一内容（原为 {before}，现为 {now}）；请换一个编号，或按原内容重发。',
    en: '{id} was used before with other content (then {before}, now {now}); take another id, or send it as it was.',
  },
  'customer-mismatch': { zh: '客户不一致：{before} 与 {now}。', en: 'The customers differ: {before} and {now}.' },
  'own-extension': {
    zh: '不能审批自己提出的延期（{by}）。',
    en: '{by} asked for this extension: somebody else has to decide on it.',
  },
  'role-may-not': {
    zh: '“{role}”无此权限；需由 {wanted} 办理（以 x-xay-user 署名，例如 approver-wang）。',
    en: 'The role {role} may not do this; it takes {wanted} (signed with x-xay-user, e.g. approver-wang).',
  },
  'statement-contradicts-itself': {
    zh: '{year} 年报表自相矛盾：{left} = {leftValue}，而 {right} = {rightValue}。',
    en: 'The {year} statement contradicts itself: {left} = {leftValue}, but {right} = {rightValue}.',
  },
  'statement-after-assessment': {
    zh: '{year} 年报表的日期晚于评估日 {assessedOn}；请只用评估日前已结束年度的报表。',
    en: 'The {year} statement is dated after the assessment on {assessedOn}: give statements of years that had ended by then.',
  },
  'statement-not-closed': {
    zh: '{year} 年度要到 {closes} 才结束，今天是 {today}，不能录入该年报表；请录入已结束年度的报表。',
    en: 'The year {year} ends on {closes} and today is {today}: record the statement of a year that has ended.',
  },
  'dispatch-above-authorised': {
    zh: '出库 {amount} 超过授权 {shipment} 的余额 {authorised}。',
    en: 'Dispatching {amount} is more than the {authorised} left of authorisation {shipment}.',
  },
  'reservation-ended': {
    zh: '发货授权 {shipment} 已用完、已释放或已到期。',
    en: 'Authorisation {shipment} has been used up, released or has expired.',
  },
  'due-before-invoice': {
    zh: '到期日 {dueDate} 早于发票日 {invoiceDate}。',
    en: 'The due date {dueDate} lies before the invoice date {invoiceDate}.',
  },
  'term-out-of-range': { zh: '信用期限须为 1 至 720 天。', en: 'The term is 1 to 720 days.' },
  'dispute-above-open': {
    zh: '异议金额 {amount} 超过应收账款 {receivable} 无异议的未收金额 {open}。',
    en: 'Disputing {amount} is more than the {open} of receivable {receivable} that is open and undisputed.',
  },
  'dispute-closed': { zh: '异议 {dispute} 已归档。', en: 'Dispute {dispute} is closed.' },
  'extension-too-late': {
    zh: '延期须在到期日 {dueDate} 之前书面提出。',
    en: 'An extension has to be asked for in writing before the due date {dueDate}.',
  },
  'extension-not-later': {
    zh: '新的到期日 {newDueDate} 须晚于现到期日 {dueDate}。',
    en: 'The new due date {newDueDate} has to lie after the present one, {dueDate}.',
  },
  'extension-decided': {
    zh: '延期申请 {extension} 已有决定（{state}）。',
    en: 'Extension {extension} has been decided ({state}).',
  },
  'receivable-settled': { zh: '应收账款 {receivable} 已结清。', en: 'Receivable {receivable} is settled.' },
  'not-on-hold': {
    zh: '应收账款 {receivable} 未曾导致停止发货。',
    en: 'Receivable {receivable} never held any shipments.',
  },
  'not-blacklisted': { zh: '客户 {customer} 未曾列入黑名单。', en: 'Customer {customer} was never blacklisted.' },
  'step-not-taken': {
    zh: '应收账款 {receivable} 的节点 {step} 尚未执行，不能登记结果。',
    en: 'Step {step} of receivable {receivable} has not been done: there is no outcome to record.',
  },
  'date-order': { zh: '{first} 不能晚于 {second}。', en: '{first} must not lie after {second}.' },
  'file-unreadable': { zh: '无法读取文件 {file}（{what}）。', en: 'The file {file} cannot be read ({what}).' },
  'file-unwritable': {
    zh: '无法写入文件 {file}（{what}）。',
    en: 'The file {file} cannot be written ({what}).',
  },
  'file-not-json': {
    zh: '文件 {file} 不是有效的 JSON（位置 {where}）。',
    en: 'The file {file} is not valid JSON (at {where}).',
  },
  'file-not-csv': {
    zh: '文件 {file} 不是可读的 CSV：第 {line} 行（{what}）。',
    en: 'The file {file} is not a CSV that can be read: line {line} ({what}).',
  },
  'file-empty': { zh: '文件 {file} 没有数据行。', en: 'The file {file} has no rows.' },
  'file-exists': {
    zh: '文件 {file} 已存在，不予覆盖；请换一个名字。',
    en: 'The file {file} exists and is not overwritten; choose another name.',
  },
  'log-file-malformed': {
    zh: '文件 {file} 第 {line} 行不是日志导出文件的内容。',
    en: 'Line {line} of {file} is nothing that an export of the log holds.',
  },
  'log-file-altered': {
    zh: '文件 {file} 第 {line} 行与导出时不同：其内容与校验值不符。此前的事件中有 {events} 个已在日志中。',
    en: 'Line {line} of {file} is not what was exported: it does not fit its hashes. Of what stands before it, {events} events are in the log.',
  },
  'log-file-cut': {
    zh: '文件 {file} 不完整，缺少末行；其中的 {events} 个事件已在日志中，补全后可再次导入。',
    en: 'The file {file} breaks off before its last line. The {events} events in it are in the log; import again when it is whole.',
  },
  'log-file-differs': {
    zh: '文件 {file} 与日志在第 {event} 个事件处不同；只有空的日志，或开头与文件相同的日志，才能接续。',
    en: 'The file {file} and the log differ at event {event}; only an empty log, or one that begins like the file, can go on from it.',
  },
  'log-not-alone': {
    zh: '导入文件 {file} 期间另有事件写入日志，二者的顺序不再相同；请停止服务器，重新导入到空的日志中。',
    en: 'While {file} was imported, somebody else recorded events, and the log is no longer the one in the file; stop the server and import into an empty log.',
  },
  'log-damaged': {
    zh: '日志的第 {event} 个事件与其校验值不符，未再继续；详情请运行 xay verify。',
    en: 'Event {event} of the log does not fit its hash, so nothing more was done; xay verify says more.',
  },
  'root-file-invalid': {
    zh: '文件 {file} 不是导出的根值。',
    en: 'The file {file} is no exported root.',
  },
  'root-file-altered': {
    zh: '文件 {file} 没有与其内容相符的签名。',
    en: 'The file {file} has no signature that fits what it says.',
  },
  'column-missing': {
    zh: '文件 {file} 缺少列：{columns}；现有列：{found}。',
    en: 'The file {file} lacks the columns {columns}; it has: {found}.',
  },
  'column-count': { zh: '此行的列数与表头不同。', en: 'This line has another number of columns than the header.' },
  'date-format-unknown': {
    zh: '日期格式 {format} 无法理解；请用 YYYY、MM 或 M、DD 或 D 组成，例如 M/D/YYYY。',
    en: 'The date format {format} is not understood; build it from YYYY, MM or M, DD or D, e.g. M/D/YYYY.',
  },
  'date-not-in-format': {
    zh: '“{value}” 不是格式 {format} 的日期。',
    en: '"{value}" is not a date in the format {format}.',
  },
  'amount-not-a-number': { zh: '“{value}” 不是金额数字。', en: '"{value}" is not an amount in figures.' },
  'amount-too-fine': { zh: '“{value}” 的小数超过两位。', en: '"{value}" has more than two decimals.' },
  'text-too-long': { zh: '内容过长：至多 {max} 个字符。', en: 'This is too long: at most {max} characters.' },
  'amount-too-large': {
    zh: '金额的整数位太多，请核对单位（元或万元）。',
    en: 'This amount has too many digits; check its unit (yuan or ten thousand yuan).',
  },
  'answer-not-a-choice': {
    zh: '“{value}” 不是可选的回答；可选 good、fair、poor、none，或一项四位数字（5、3、1、0）。',
    en: '"{value}" is no choice; take good, fair, poor or none, or four digits (5, 3, 1, 0) for an item.',
  },
  'answered-twice': { zh: '同一特征项答了两次。', en: 'This aspect is answered twice.' },
  'value-missing': { zh: '此处不能为空。', en: 'This must not be empty.' },
  'id-malformed': {
    zh: '“{value}” 不能作编号：以字母或数字开头，只含字母、数字和 . _ -，至多 64 个字符。',
    en: '"{value}" cannot be an id: it starts with a letter or digit, has only letters, digits and . _ -, and at most 64 characters.',
  },
  'duplicate-in-file': { zh: '文件中重复出现。', en: 'This stands in the file twice.' },
  'mapping-invalid': { zh: '列对照文件 {file} 不符合要求。', en: 'The mapping {file} does not fit what is expected.' },
  'policy-invalid': { zh: '政策文件 {file} 有误：{what}', en: 'The policy {file} is wrong: {what}' },
  'setting-invalid': { zh: '设置有误：{names}。', en: 'These settings are wrong: {names}.' },
  'seal-key-invalid': {
    zh: '{name} 不是 PEM 格式的 Ed25519 密钥；私钥可用 openssl genpkey -algorithm ed25519 生成。',
    en: '{name} is no Ed25519 key in PEM, of the kind that it has to be; openssl genpkey -algorithm ed25519 makes a private one.',
  },
  'seal-keys-differ': {
    zh: 'XAY_SEAL_PUBLIC_KEY 不是 XAY_SEAL_KEY 的公钥。',
    en: 'XAY_SEAL_PUBLIC_KEY is not the public key of XAY_SEAL_KEY.',
  },
  ...accountProblems,
  ...paymentProblems,
  ...receivableProblems,
  ...groupProblems,
  ...applicationSentences,
  ...customerFileSentences,
  ...modelSentences,
  ...policySentences,
  ...statementSentences,
  ...machineSentences,
  ...webhookSentences,
  ...bankSentences,
  ...tableSentences,
};

export const sentence = (code: ProblemCode, facts: Facts, language: Language): string =>
  problemSentences[code][language].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const fact = facts[name];
    return fact === undefined ? placeholder : factInWords(name, fact, language);
  });
