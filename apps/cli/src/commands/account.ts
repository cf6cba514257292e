import { atQuery, type AccountView } from '@app/contracts/credit-limit';
import { LookAtAccount } from '@app/cqrs/account.query';
import { exposureTable } from '../exposure-table';
import { parsedInput } from '../parsed-input';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

const causesOf = ({ causes }: AccountView, { words }: Terminal): string =>
  causes.length === 0
    ? words({ zh: '没有停发原因。', en: 'Nothing holds shipments.' })
    : causes
        .map(({ text, since, byItself }) => {
          const when = since === undefined ? '' : ` (${since})`;
          const how = byItself
            ? words({ zh: '自动解除', en: 'goes by itself' })
            : words({ zh: '需人工解除', en: 'takes a person' });
          return `✗ ${text}${when} — ${how}`;
        })
        .join('\n');

const approvalsOf = ({ approvals }: AccountView, { words }: Terminal): string => {
  const live = approvals.filter(({ state }) => state === 'live');
  if (live.length === 0) return '';
  const head = [
    words({ zh: '特批', en: 'Special approval' }),
    words({ zh: '余额', en: 'Left' }),
    words({ zh: '至', en: 'Until' }),
  ];
  return table(
    head,
    live.map(({ approvalId, left, expiresOn }) => [approvalId, grouped(left), expiresOn]),
  );
};

/** What an account stands at, now or as it was known at an instant of the past. */
export const account = async (customerId: string, options: { at?: string }, out: Terminal): Promise<ExitCode> => {
  const { at } = parsedInput(atQuery, options.at === undefined ? {} : { at: options.at }, out);
  const view = await withDesk(out, (desk) => desk.queries.execute(new LookAtAccount(customerId, out.language, at)));
  const when =
    view.knownAt === undefined
      ? view.asOf
      : out.words({ zh: '{at} 所知', en: 'as known at {at}' }, { at: view.knownAt });
  const whole = [
    `${customerId} · ${when}`,
    exposureTable(view.exposure, out),
    causesOf(view, out),
    approvalsOf(view, out),
  ];
  out.show(whole.filter((part) => part !== '').join('\n\n'), view);
  return 0;
};
