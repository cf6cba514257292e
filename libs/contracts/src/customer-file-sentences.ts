import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What a customer's file objects to: its facts, its security, its papers, and a sheet of figures that is read into it. */
export const customerFileSentences = {
  'unknown-fact': {
    zh: '客户档案中没有编号为 {fact} 的资料。',
    en: 'There is nothing by the id {fact} in this customer’s file.',
  },
  'unknown-security': {
    zh: '客户档案中没有编号为 {security} 的担保。',
    en: 'There is no security {security} in this customer’s file.',
  },
  'unknown-attachment': {
    zh: '客户档案中没有附件 {attachment}。',
    en: 'There is no attachment {attachment} in this customer’s file.',
  },
  'fact-withdrawn': {
    zh: '资料 {fact} 已撤回，不能再更正；请换一个编号重新录入。',
    en: '{fact} has been withdrawn and cannot be corrected any more: record it anew under another id.',
  },
  'percent-out-of-range': {
    zh: '百分比须大于 0 且不超过 100。',
    en: 'A percentage is more than 0 and at most 100.',
  },
  'account-last-four': {
    zh: '银行账号只记末四位，例如 "3456"。',
    en: 'Of an account number only the last four digits are kept, such as "3456".',
  },
  'security-liquidation-above-appraised': {
    zh: '变现价值 {liquidation} 高于评估价值 {appraised}；变现价值不得高于评估价值，请核对。',
    en: 'The liquidation value {liquidation} is more than the appraised value {appraised}: it is at most that; compare the two.',
  },
  'security-over': {
    zh: '担保有效期至 {validTo}，今天是 {today}，已经过期；请录入仍有效的担保。',
    en: 'The security was valid to {validTo} and today is {today}: offer one that still stands.',
  },
  'security-released': {
    zh: '担保 {security} 已解除，不能再估值；如重新提供，请换一个编号录入。',
    en: 'Security {security} has been released and is not valued any more: if it is offered again, give it another id.',
  },
  'hash-malformed': {
    zh: '附件以其内容的 SHA-256 命名：64 位小写十六进制数。',
    en: 'An attachment goes by the SHA-256 of its bytes: 64 hexadecimal digits, in small letters.',
  },
  'file-name-malformed': {
    zh: '文件名中不能有斜杠、控制字符或改变文字方向的字符，也不能只是点；请用如“营业执照.pdf”的名称。',
    en: 'A file name has no slashes, no control characters, none that turn the direction of writing, and is not just dots: take one such as "licence.pdf".',
  },
  'attachment-cut-off': {
    zh: '附件没有传完，未予保存；请重新上传。',
    en: 'The attachment broke off before its end, and nothing of it is kept: send it again.',
  },
  'attachment-hash-differs': {
    zh: '收到的内容的 SHA-256 为 {found}，而地址写的是 {named}；请核对文件，或重新上传。',
    en: 'What arrived has the SHA-256 {found}, but the address says {named}: check the file, or send it again.',
  },
  'attachment-length-differs': {
    zh: '收到 {found} 字节，而请求声明 {named} 字节；请重新上传。',
    en: 'Of {named} bytes announced {found} arrived: send it again.',
  },
  'attachment-too-large': {
    zh: '附件不得超过 {max} 兆字节。',
    en: 'An attachment has at most {max} MB.',
  },
  'attachment-empty': { zh: '附件没有内容。', en: 'The attachment is empty.' },
  'attachment-type': {
    zh: '这不是可以收存的文件：按其内容须为 PDF、JPEG、PNG、WebP、TIFF、XLSX 或 DOCX。',
    en: 'This is no file that is kept: by its content it has to be a PDF, JPEG, PNG, WebP, TIFF, XLSX or DOCX.',
  },
  'attachment-lost': {
    zh: '附件 {attachment} 记录在案，但其内容不在库中；请重新上传同一文件。',
    en: 'Attachment {attachment} is on record, but its bytes are not there: send the same file again.',
  },
  'sheet-invalid': {
    zh: '报表未能读入，见下列各行。',
    en: 'The sheet cannot be read as a statement; see each row.',
  },
  'sheet-columns': {
    zh: '此行有 {found} 列；每行须为项目、本年数、上年数（可不填）三列。',
    en: 'This row has {found} columns: a row is the name of the line, this year’s figure and, if known, last year’s.',
  },
  'sheet-line-unknown': {
    zh: '不认识报表项目“{line}”；最接近的是“{nearest}”。如属明细项目，请从表中删去。',
    en: 'There is no line "{line}"; the nearest is "{nearest}". If it is a detail, take it out of the sheet.',
  },
  'sheet-line-twice': {
    zh: '“{line}”出现两次且数字不同：第 {first} 行为 {before}，此处为 {now}；请保留正确的一行。',
    en: '"{line}" stands there twice with other figures: {before} in row {first}, {now} here; keep the one that is right.',
  },
  'sheet-line-missing': {
    zh: '缺少“{line}”一行；没有它无法评估，请补上（没有余额写 0）。',
    en: 'The line "{line}" is missing, and nothing is assessed without it: add it (0 if there is none).',
  },
  'sheet-not-a-number': {
    zh: '“{line}”的“{value}”不是数字；请写成 1,234.56，负数写成 -1,234.56 或 (1,234.56)。',
    en: '"{value}" in the line "{line}" is not a number: write 1,234.56, and below zero -1,234.56 or (1,234.56).',
  },
  'sheet-unit-missing': {
    zh: '没有写明单位；请加一行“单位：元”或“单位：万元”，或在提交时指定单位。',
    en: 'The unit is not said: add a row "Unit: yuan" or "Unit: wan" (ten thousand yuan), or name it when you send the sheet.',
  },
  'sheet-unit-unknown': {
    zh: '不认识单位“{value}”；请用元或万元。',
    en: 'The unit "{value}" is not taken: give the figures in yuan or in wan (ten thousand yuan).',
  },
  'sheet-units-mixed': {
    zh: '同一份报表用了两种单位：此处为“{now}”，此前为“{before}”；请统一为一种单位。',
    en: 'Two units in one sheet: "{now}" here, "{before}" before; put everything into one of them.',
  },
  'sheet-currencies-mixed': {
    zh: '此处写的币种是“{now}”；报表须全部以人民币（元或万元）填列，请换算后再读入。',
    en: 'The currency here is "{now}": a statement is all in CNY (yuan or ten thousand yuan); convert it first.',
  },
  'sheet-year-missing': {
    zh: '没有写明年度；请加一行“年度：2025”，或在提交时指定年度。',
    en: 'The year is not said: add a row "Year: 2025", or name it when you send the sheet.',
  },
  'sheet-years-differ': {
    zh: '表中写的年度是 {now}，而此前为 {before}；一份报表只写一个年度。',
    en: 'The sheet says the year {now} here and {before} before: one sheet is about one year.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
