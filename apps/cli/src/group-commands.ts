import type { Command } from 'commander';
import { changeGroupLimit, formGroup, joinGroup, leaveGroup, listGroups, showGroup } from './commands/groups';
import type { ExitCode, Terminal } from './terminal';

type Run = (
  work: (out: Terminal, ...given: never[]) => ExitCode | Promise<ExitCode>,
) => (...given: unknown[]) => Promise<void>;

const BY = 'who signs, e.g. approver-wang';

/** `xay groups …`: customers who share one limit. */
export const addGroupCommands = (xay: Command, run: Run, count: (text: string) => number): void => {
  const groups = xay.command('groups').description('集团额度 · customers who share one limit');
  groups
    .command('list')
    .option('--page <n>', 'which page of the rows', count, 1)
    .option('--size <n>', 'rows a page', count, 50)
    .description('列出 · every group with what it uses of its limit')
    .action(run((out, options: { page: number; size: number }) => listGroups(options, out)));
  groups
    .command('show')
    .argument('<group>', 'its id')
    .description('查看 · a group with its members and what each uses')
    .action(run((out, id: string) => showGroup(id, out)));
  groups
    .command('form')
    .argument('<group>', 'an id of your choice')
    .requiredOption('--name <text>', 'what it is called')
    .requiredOption('--limit <yuan>', 'what its members may owe together, e.g. 3000000')
    .requiredOption('--by <who>', BY)
    .description('设立 · forms a group')
    .action(
      run((out, id: string, options: { name: string; limit: string; by: string }) => formGroup(id, options, out)),
    );
  groups
    .command('limit')
    .argument('<group>', 'its id')
    .argument('<change>', 'an id of your choice for this change: sent twice it is done once')
    .requiredOption('--limit <yuan>', 'also below what is used; then nothing ships')
    .requiredOption('--reason <text>', 'what for')
    .requiredOption('--by <who>', BY)
    .description('调整 · changes the limit of a group')
    .action(
      run((out, id: string, change: string, options: { limit: string; reason: string; by: string }) =>
        changeGroupLimit(id, change, options, out),
      ),
    );
  groups
    .command('join')
    .argument('<group>', 'its id')
    .argument('<customer>', 'the id of a customer who is in no other group')
    .option('--cap <yuan>', 'the most that this member may use (default: all of the limit)')
    .requiredOption('--by <who>', BY)
    .description('加入 · lets a customer join, or sets its cap anew')
    .action(
      run((out, id: string, customer: string, options: { cap?: string; by: string }) =>
        joinGroup(id, customer, options, out),
      ),
    );
  groups
    .command('leave')
    .argument('<group>', 'its id')
    .argument('<customer>', 'the id of a member')
    .requiredOption('--by <who>', BY)
    .description('退出 · lets a member leave')
    .action(
      run((out, id: string, customer: string, options: { by: string }) => leaveGroup(id, customer, options, out)),
    );
};
