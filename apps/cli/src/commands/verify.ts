import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { checkLog } from '../verification/check-log';
import { withDesk } from '../with-desk';
import { rebuiltTable } from './rebuild';

/** The whole log read and checked, then every read model built again and compared with what stood there. */
export const verify = async (out: Terminal): Promise<ExitCode> => {
  const { log, readModels } = await withDesk(out, async ({ store, followers }) => {
    const checked = await checkLog(store, (events) => out.remark(`… ${events}`));
    await followers.settle();
    return { log: checked, readModels: await followers.rebuild('all') };
  });
  const { words } = out;
  const isSame = readModels.every(({ digestBefore, digestAfter }) => digestBefore === digestAfter);
  const isClean = log.faults.length === 0 && isSame;
  const summary = words(
    {
      zh: '{events} 个事件，{streams} 个流，{faults} 处错误',
      en: '{events} events in {streams} streams, {faults} faults',
    },
    { events: log.events, streams: log.streams, faults: log.faults.length },
  );
  const faults = log.faults.map(({ position, stream, kind, what }) => [position, stream, kind, what]);
  const listed = faults.length === 0 ? '' : `\n\n${table(['position', 'stream', 'fault', ''], faults)}`;
  out.show(`${summary}${listed}\n\n${rebuiltTable(readModels, out)}`, { clean: isClean, log, readModels });
  return isClean ? 0 : 1;
};
