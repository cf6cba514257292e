import type { Desk } from '@app/cqrs/start-desk';
import { Problem } from '@app/kernel/problem';
import type { Rebuilt } from '@app/read-models/rebuilding/rebuild';
import { interruptible } from '../interruption';
import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';
import { progressLine } from './rebuild-progress';

export const rebuiltTable = (rebuilt: readonly Rebuilt[], { words }: Terminal): string =>
  table(
    [
      words({ zh: '读模型', en: 'Read model' }),
      words({ zh: '事件', en: 'Events' }),
      words({ zh: '行', en: 'Rows' }),
      words({ zh: '前', en: 'Before' }),
      words({ zh: '后', en: 'After' }),
    ],
    rebuilt.map(({ name, events, rows, digestBefore, digestAfter }) => [
      name,
      String(events),
      String(rows),
      digestBefore.slice(0, 12),
      `${digestAfter.slice(0, 12)} ${digestBefore === digestAfter ? '=' : '≠'}`,
    ]),
  );

/** One that has stopped is no reason not to rebuild it. */
const settled = async ({ followers }: Desk, { remark }: Terminal): Promise<void> => {
  try {
    await followers.settle();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'projection-stopped') throw error;
    remark(`${error.code}: ${Object.values(error.facts).join(': ')}`);
  }
};

/**
 * Exit code 1 when a read model had been something else than what the events say; it is right afterwards. Stopped half
 * way, it leaves the read models as they were.
 */
export const rebuild = async (name: string, out: Terminal): Promise<ExitCode> => {
  const { unlessStopped, forget } = interruptible();
  const abort = new AbortController();
  const progress = progressLine(out);
  try {
    const rebuilt = await withDesk(out, async (desk) => {
      await unlessStopped(() => settled(desk, out));
      const work = desk.followers.rebuild(name, { onProgress: progress.tell, signal: abort.signal });
      try {
        return await unlessStopped(() => work);
      } catch (error) {
        abort.abort();
        // It takes away what it has put up.
        await work.catch(() => undefined);
        throw error;
      }
    });
    progress.end();
    out.show(rebuiltTable(rebuilt, out), rebuilt);
    return rebuilt.every(({ digestBefore, digestAfter }) => digestBefore === digestAfter) ? 0 : 1;
  } finally {
    progress.end();
    forget();
  }
};
