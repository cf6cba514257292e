import { Tick } from '@app/cqrs/tick.command';
import { factInWords } from '@app/contracts/fact-words';
import { businessDate } from '@app/kernel/business-date';
import { Problem } from '@app/kernel/problem';
import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

/** Does every follow-up step due up to a day that has come, each once. */
export const tick = async (options: { until?: string }, out: Terminal): Promise<ExitCode> => {
  const wanted = options.until === undefined ? undefined : businessDate.safeParse(options.until);
  if (wanted?.success === false)
    throw new Problem('date-not-in-format', { value: options.until ?? '', format: 'YYYY-MM-DD' });
  const reply = await withDesk(out, (desk) => {
    const today = desk.clock.today();
    const until = wanted?.data ?? today;
    if (until > today) throw new Problem('date-order', { first: until, second: today });
    return desk.commands.execute(new Tick(until));
  });
  const { words } = out;
  const rows = Object.entries(reply.steps).map(([step, times]) => [
    factInWords('step', step, out.language),
    String(times),
  ]);
  const last = [
    [words({ zh: '其中补做', en: 'of these late' }), String(reply.late)],
    [words({ zh: '暂缓（异议）', en: 'withheld (dispute)' }), String(reply.withheld)],
    [words({ zh: '预占到期', en: 'reservations expired' }), String(reply.reservationsExpired)],
    [words({ zh: '须重新评估', en: 'to be assessed anew' }), String(reply.reassessmentsDue)],
  ];
  out.show(
    table([words({ zh: '截至 {until}', en: 'until {until}' }, { until: reply.until }), ''], [...rows, ...last]),
    reply,
  );
  return 0;
};
