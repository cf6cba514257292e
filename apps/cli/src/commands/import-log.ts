import { importLog } from '../log-file/import-log';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

/** Takes an exported log over; the read models follow when they are asked for, or with the next start of the server. */
export const importLogFile = async (file: string, out: Terminal): Promise<ExitCode> => {
  const imported = await withDesk(out, ({ store }) => importLog(store, file, (events) => out.remark(`… ${events}`)));
  const summary = out.words(
    {
      zh: '文件中 {events} 个事件均在日志中，其中 {known} 个早已存在',
      en: 'All {events} events of the file are in the log, {known} of them were there',
    },
    imported,
  );
  out.show(`${summary}\n${imported.head}`, { file, ...imported });
  return 0;
};
