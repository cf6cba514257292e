import { exportLog } from '../log-file/export-log';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

/** Writes the whole log; into a file that holds its beginning already, only the rest. */
export const exportLogFile = async (file: string, out: Terminal): Promise<ExitCode> => {
  const exported = await withDesk(out, ({ store }) => exportLog(store, file, (events) => out.remark(`… ${events}`)));
  const { words } = out;
  const summary = words(
    {
      zh: '导出 {events} 个事件，其中 {known} 个文件中已有',
      en: '{events} events exported, {known} of them were there',
    },
    exported,
  );
  // Standard output belongs to the log when the log goes there.
  if (file === '-') out.remark(summary);
  else out.show(`${summary}\n${exported.head}`, { file, ...exported });
  return 0;
};
