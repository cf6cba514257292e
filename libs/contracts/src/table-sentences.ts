import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What is wrong with a table that somebody brings, as text or as a workbook; see `sentences`. */
export const tableSentences = {
  'column-twice': {
    zh: '文件 {file} 第 {line} 行的表头有同名的列，不知以哪一列为准：{columns}。',
    en: 'In line {line} of the file {file} the header names columns twice, and nobody can tell which counts: {columns}.',
  },
  'delimiter-differs': {
    zh: '文件 {file} 的列不是用 “{declared}” 分隔的，看来是 “{found}”；请改对应表中的 delimiter。',
    en: 'The columns of the file {file} are not separated by "{declared}" but, it seems, by "{found}": change the delimiter of the mapping.',
  },
  'date-format-suspected': {
    zh: '{rejected} 行（共 {rows} 行）的日期不符合 {format}；看来文件用的是 {suspected}。什么都没有导入；请改用该格式，或确认后只导入其余各行。',
    en: '{rejected} of {rows} rows have dates that are not {format}; the file seems to be in {suspected}. Nothing was imported: take that format, or ask for the other rows alone.',
  },
  'file-not-whole': {
    zh: '文件 {file} 有 {rejected} 行有误，其余 {good} 行可以导入；什么都没有导入。改好后重来，或加 --take-good 只导入无误的行。',
    en: '{rejected} rows of the file {file} are faulty, {good} could be taken; nothing was imported. Mend it and come again, or take the good ones with --take-good.',
  },
  'table-too-long': {
    zh: '文件 {file} 超过 {max} 行；请分成几个文件，发票可另存为 CSV。',
    en: 'The file {file} has more than {max} rows: split it, or save invoices as CSV.',
  },
  'workbook-damaged': {
    zh: '工作簿 {file} 无法读取（已损坏、加密，或不是 XLSX）：{what}。',
    en: 'The workbook {file} cannot be read (damaged, locked, or no XLSX): {what}.',
  },
  'workbook-old': {
    zh: '文件 {file} 是旧式 Excel（.xls）；请另存为 .xlsx 或 CSV。',
    en: 'The file {file} is an old Excel workbook (.xls): save it as .xlsx or CSV.',
  },
  'workbook-too-large': {
    zh: '工作簿 {file} 解压后超过 {max} MiB，不予读取。',
    en: 'The workbook {file} unpacks to more than {max} MiB and is not read.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
