import type { Rebuilt } from '@app/read-models/rebuilding/rebuild';
import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

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

/** Exit code 1 when a read model had been something else than what the events say; it is right afterwards. */
export const rebuild = async (name: string, out: Terminal): Promise<ExitCode> => {
  const rebuilt = await withDesk(out, async ({ followers }) => {
    await followers.settle();
    return followers.rebuild(name);
  });
  out.show(rebuiltTable(rebuilt, out), rebuilt);
  return rebuilt.every(({ digestBefore, digestAfter }) => digestBefore === digestAfter) ? 0 : 1;
};
