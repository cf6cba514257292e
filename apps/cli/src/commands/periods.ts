import { periodPath, periodQuery, reopenPeriod, type PeriodPage } from '@app/contracts/periods';
import { parsedInput } from '../parsed-input';
import { signature } from '../signature';
import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

const states = { closed: { zh: '已结账', en: 'closed' }, reopened: { zh: '已反结账', en: 'opened again' } } as const;

const show = (page: PeriodPage, out: Terminal): ExitCode => {
  const { words } = out;
  const title =
    page.openFrom === undefined
      ? words({ zh: '没有已结账的月份。', en: 'No month is closed.' })
      : words({ zh: '可记入 {from} 起的日期。', en: 'Postings from {from} on.' }, { from: page.openFrom });
  const rows = table(
    [
      words({ zh: '月份', en: 'Month' }),
      words({ zh: '状态', en: 'State' }),
      words({ zh: '结账人', en: 'Closed by' }),
      words({ zh: '结账日', en: 'Closed on' }),
      words({ zh: '反结账', en: 'Opened again' }),
    ],
    page.rows.map(({ month, state, closedBy, closedOn, reopening }) => [
      ...[month, words(states[state]), closedBy, closedOn],
      reopening === undefined ? '' : `${reopening.on} ${reopening.by}: ${reopening.reason}`,
    ]),
  );
  out.show(page.rows.length === 0 ? title : `${title}\n\n${rows}`, page);
  return 0;
};

export const closePeriodOf = async (month: string, { by }: { by: string }, out: Terminal): Promise<ExitCode> => {
  const path = parsedInput(periodPath, { month }, out);
  const metadata = { by: signature(by) };
  return show(await withDesk(out, ({ periods }) => periods.close(path, metadata)), out);
};

export const reopenPeriodOf = async (
  month: string,
  { reason, by }: { reason: string; by: string },
  out: Terminal,
): Promise<ExitCode> => {
  const [path, body] = [parsedInput(periodPath, { month }, out), parsedInput(reopenPeriod, { reason }, out)];
  const metadata = { by: signature(by) };
  return show(await withDesk(out, ({ periods }) => periods.reopen(path, body, metadata)), out);
};

export const listPeriods = async (
  { page, size }: Readonly<{ page: number; size: number }>,
  out: Terminal,
): Promise<ExitCode> => {
  const wish = parsedInput(periodQuery, { page, size }, out);
  return show(await withDesk(out, ({ periods }) => periods.list(wish)), out);
};
