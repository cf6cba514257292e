import { AskCreditGroup, SetGroupMember, type MemberWish } from '@app/cqrs/groups/credit-group.command';
import { LookAtCreditGroup, LookAtCreditGroups } from '@app/cqrs/groups/credit-group.query';
import type { Desk } from '@app/cqrs/start-desk';
import type { CreditGroupView } from '@app/contracts/credit-group';
import { Problem } from '@app/kernel/problem';
import { nil, type Yuan } from '@app/kernel/yuan';
import { signature } from '../signature';
import { grouped, table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { typedAmount } from '../typed-amount';
import { withDesk } from '../with-desk';

/** Zero is a limit too: nothing ships then. */
const amountOf = (text: string): Yuan => {
  if (/^0+(\.0{1,2})?$/.test(text)) return nil;
  const typed = typedAmount(text);
  if ('fault' in typed) throw new Problem(typed.fault, { value: text });
  return typed.amount;
};

const figures = (rows: readonly (readonly [string, Yuan])[], out: Terminal): string =>
  table(
    [out.words({ zh: '集团额度', en: 'Group limit' }), ''],
    rows.map(([name, amount]) => [name, grouped(amount)]),
  );

const show = (group: CreditGroupView, out: Terminal): ExitCode => {
  const { words } = out;
  const sums = figures(
    [
      [words({ zh: '额度', en: 'Limit' }), group.limit],
      [words({ zh: '已占用', en: 'Used' }), group.used],
      [words({ zh: '可用', en: 'Available' }), group.available],
    ],
    out,
  );
  const members = table(
    [
      words({ zh: '成员', en: 'Member' }),
      words({ zh: '上限', en: 'Cap' }),
      words({ zh: '信用占用', en: 'Exposure' }),
      words({ zh: '在办', en: 'Under way' }),
      words({ zh: '计入集团', en: 'Counted' }),
    ],
    group.members.map(({ customerId, cap, exposure, inRooms, used }) => [
      customerId,
      cap === undefined ? '' : grouped(cap),
      ...[exposure, inRooms, used].map(grouped),
    ]),
  );
  out.show(`${group.groupId} ${group.name}\n\n${sums}\n\n${members}`, group);
  return 0;
};

export const listGroups = async (wish: { page: number; size: number }, out: Terminal): Promise<ExitCode> => {
  const page = await withDesk(out, async (desk) => {
    await desk.followers.settle();
    return desk.queries.execute(new LookAtCreditGroups(wish));
  });
  const { words } = out;
  const head = [
    words({ zh: '集团', en: 'Group' }),
    words({ zh: '名称', en: 'Name' }),
    words({ zh: '成员', en: 'Members' }),
    words({ zh: '额度', en: 'Limit' }),
    words({ zh: '已占用', en: 'Used' }),
    words({ zh: '可用', en: 'Available' }),
  ];
  const rows = page.rows.map(({ groupId, name, members, limit, used, available }) => [
    ...[groupId, name, String(members)],
    ...[limit, used, available].map(grouped),
  ]);
  const title = words({ zh: '共 {total} 个集团', en: '{total} groups in all' }, { total: page.total });
  out.show(rows.length === 0 ? title : `${title}\n\n${table(head, rows)}`, page);
  return 0;
};

/** Does something to a group, if anything, and shows it as it is then. */
const shown = async (
  groupId: string,
  out: Terminal,
  work: (desk: Desk) => Promise<unknown> = () => Promise.resolve(),
): Promise<ExitCode> => {
  const group = await withDesk(out, async (desk) => {
    await work(desk);
    return desk.queries.execute(new LookAtCreditGroup(groupId));
  });
  return show(group, out);
};

export const showGroup = (groupId: string, out: Terminal): Promise<ExitCode> => shown(groupId, out);

export const formGroup = (
  groupId: string,
  { name, limit, by }: { name: string; limit: string; by: string },
  out: Terminal,
): Promise<ExitCode> => {
  const [formedBy, amount] = [signature(by), amountOf(limit)];
  return shown(groupId, out, ({ commands, policies, clock }) => {
    const terms = { name, limit: amount, formedBy, authority: policies.authority.policy };
    const data = { groupId, ...terms, on: clock.today() };
    return commands.execute(new AskCreditGroup(groupId, { type: 'FormGroup', data }, { by: formedBy }));
  });
};

export const changeGroupLimit = (
  groupId: string,
  changeId: string,
  { limit, reason, by }: { limit: string; reason: string; by: string },
  out: Terminal,
): Promise<ExitCode> => {
  const [changedBy, amount] = [signature(by), amountOf(limit)];
  return shown(groupId, out, ({ commands, policies, clock }) => {
    const terms = { limit: amount, reason, changedBy, authority: policies.authority.policy };
    const data = { groupId, changeId, ...terms, on: clock.today() };
    return commands.execute(new AskCreditGroup(groupId, { type: 'ChangeGroupLimit', data }, { by: changedBy }));
  });
};

const setMember = (wish: Omit<MemberWish, 'on'>, out: Terminal): Promise<ExitCode> =>
  shown(wish.groupId, out, ({ commands, clock }) =>
    commands.execute(new SetGroupMember({ ...wish, on: clock.today() }, { by: wish.by })),
  );

export const joinGroup = (
  groupId: string,
  customerId: string,
  { cap, by }: { cap?: string; by: string },
  out: Terminal,
): Promise<ExitCode> => {
  const wanted = { is: 'in' as const, cap: cap === undefined ? undefined : amountOf(cap) };
  return setMember({ groupId, customerId, wanted, by: signature(by) }, out);
};

export const leaveGroup = (
  groupId: string,
  customerId: string,
  { by }: { by: string },
  out: Terminal,
): Promise<ExitCode> => setMember({ groupId, customerId, wanted: { is: 'out' }, by: signature(by) }, out);
