import type { RebuildProgress } from '@app/read-models/rebuilding/rebuild';
import type { Terminal } from '../terminal';

/** On a terminal the line changes so often; elsewhere there is a line for each tenth of the way. */
const EVERY_MS = 250;
const MILESTONES = 10;
const SECONDS_A_MINUTE = 60;

const clock = (seconds: number): string =>
  `${Math.floor(seconds / SECONDS_A_MINUTE)}:${String(Math.floor(seconds % SECONDS_A_MINUTE)).padStart(2, '0')}`;

const textOf = ({ names, events, of, perSecond }: RebuildProgress, { words }: Terminal): string => {
  const what = names.length > 3 ? `${names.slice(0, 3).join(', ')} … (${names.length})` : names.join(', ');
  const rate = Math.round(perSecond);
  const facts = {
    what,
    events,
    rate,
    of: of ?? 0,
    left: clock(Math.max(0, (of ?? 0) - events) / Math.max(1, perSecond)),
  };
  if (of === undefined)
    return words({ zh: '{what}：{events} 个事件，每秒 {rate} 个', en: '{what}: {events} events, {rate}/s' }, facts);
  return words(
    {
      zh: '{what}：{events}/{of} 个事件，每秒 {rate} 个，还需 {left}',
      en: '{what}: {events} of {of} events, {rate}/s, {left} to go',
    },
    facts,
  );
};

export type ProgressLine = Readonly<{ tell: (progress: RebuildProgress) => void; end: () => void }>;

/** How far a rebuild has come, on standard error. */
export const progressLine = (out: Terminal): ProgressLine => {
  const { stderr } = process;
  let told = -Infinity;
  let milestone = 0;
  let isOpen = false;
  const onTerminal = (progress: RebuildProgress): void => {
    if (performance.now() - told < EVERY_MS) return;
    told = performance.now();
    isOpen = true;
    stderr.write(`\r\u001b[K${textOf(progress, out)}`);
  };
  const elsewhere = (progress: RebuildProgress): void => {
    const { events, of } = progress;
    const reached = of === undefined ? 0 : Math.floor((events * MILESTONES) / of);
    if (reached <= milestone) return;
    milestone = reached;
    out.remark(textOf(progress, out));
  };
  return {
    tell: stderr.isTTY ? onTerminal : elsewhere,
    end: () => {
      if (isOpen) stderr.write('\r\u001b[K');
      isOpen = false;
    },
  };
};
