import type { Bilingual } from '@app/kernel/language';
import type { ProblemCode } from '@app/kernel/problem';

/** What is wrong with the machine, the database or the log, for whoever runs XAY; see `sentences`. */
export const machineSentences = {
  'report-format': {
    zh: '“{file}” 的扩展名须为 .pdf 或 .docx。',
    en: 'The name "{file}" has to end in .pdf or .docx.',
  },
  'printer-busy': {
    zh: '正在生成的报告太多，请稍后再试。',
    en: 'Too many reports are being made just now; try again in a moment.',
  },
  busy: {
    zh: '此刻有人正在办理同一客户，请稍后重试。',
    en: 'Others are busy with the same thing just now; try again.',
  },
  'store-unavailable': {
    zh: '数据库此刻没有响应，请稍后重试。',
    en: 'The database does not answer just now; try again.',
  },
  'port-in-use': {
    zh: '端口 {port} 已被占用；请用 PORT=… 换一个端口。',
    en: 'Port {port} is in use; choose another one with PORT=….',
  },
  'folder-not-writable': {
    zh: '数据文件夹 {folder} 不可写；请用 XAY_DATA_DIR 指定可写的文件夹。',
    en: 'The data folder {folder} cannot be written to; name another one with XAY_DATA_DIR.',
  },
  'folder-in-use': {
    zh: '数据文件夹 {folder} 正由另一个 XAY 使用（进程 {pid}）；请先停止它，或换一个 XAY_DATA_DIR。',
    en: 'The data folder {folder} is in use by another XAY (process {pid}); stop that one, or choose another XAY_DATA_DIR.',
  },
  'database-down': {
    zh: '等待 {seconds} 秒后，数据库 {host} 仍无响应。',
    en: 'The database at {host} did not answer within {seconds} s.',
  },
  'database-too-old': {
    zh: '数据库版本 {version} 过旧；需要 PostgreSQL 15 或更新版本。',
    en: 'The database is PostgreSQL {version}; 15 or newer is needed.',
  },
  'database-refuses': {
    zh: '数据库 {host} 拒绝连接（{reason}）；请核对 DATABASE_URL 中的用户、密码和库名。',
    en: 'The database at {host} refuses ({reason}); check user, password and database name in DATABASE_URL.',
  },
  'database-does-not-start': {
    zh: '数据文件夹 {folder} 中的 Postgres 未能启动：{reason}',
    en: 'The Postgres in the data folder {folder} does not start: {reason}',
  },
  'database-binaries-missing': {
    zh: '没有适用于 {platform} 的 Postgres 程序包；请重新安装，或用 DATABASE_URL 指定一个数据库。',
    en: 'There are no Postgres binaries for {platform}; install again, or name a database with DATABASE_URL.',
  },
  'projection-stopped': {
    zh: '读模型 {name} 因错误而停止：{error}',
    en: 'The read model {name} has stopped at an error: {error}',
  },
  'not-visible-yet': {
    zh: '等待 {seconds} 秒后，查询结果仍未包含所指的写入；写入本身不受影响，请稍后重试。',
    en: 'After {seconds} s the answer still lacks the write that it should contain; the write itself is safe. Try again in a moment.',
  },
  'report-does-not-tie': {
    zh: '截止 {asOf} 的账龄与总账不符（账龄净额 {buckets}，总账 {ledger}；客户：{customers}），不予出具；请重建读模型并查明原因。',
    en: 'Aging as of {asOf} does not tie with the ledger (net {buckets}, ledger {ledger}; customers: {customers}) and is not printed; rebuild the read models and find out why.',
  },
  'unknown-bucket': {
    zh: '账龄政策没有区间“{bucket}”；有：{buckets}。',
    en: 'The aging policy has no bucket “{bucket}”; it has {buckets}.',
  },
  'known-at-malformed': {
    zh: '“{value}”不是知悉时点：请给出带时区的时刻（如 2026-03-31T18:00:00+08:00）或报表上印的日志位置。',
    en: '“{value}” says no time of knowledge: give an instant with its zone, such as 2026-03-31T18:00:00+08:00, or the position in the log that a report names.',
  },
  'known-at-not-yet': {
    zh: '知悉时点 {value} 尚未到来，现在还没有人知道。',
    en: 'Nobody knows yet what will be known at {value}.',
  },
  'difference-too-large': {
    zh: '两份报表相差的应收账款超过 {max} 笔；请按客户查看，或选较近的两个时点。',
    en: 'The two reports differ in more than {max} receivables: ask for one customer, or for two that are closer to each other.',
  },
  'event-too-new': {
    zh: '流 {stream} 的事件 {revision}（{type}）由更新的程序以版本 {version} 写入，本程序只认识到版本 {known}；请升级本程序。',
    en: 'Event {revision} of {stream} ({type}) was written at version {version} by a newer program; this one knows version {known} and has to be upgraded.',
  },
  internal: {
    zh: '系统内部出错，已记入日志；求助时请报出编号。',
    en: 'Something broke inside; it has been logged. Quote the correlation id when asking for help.',
  },
} satisfies Partial<Record<ProblemCode, Bilingual>>;
