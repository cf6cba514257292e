import type { Transaction } from '@app/postgres/connect';

// Written by whoever follows the accounts, in the transaction that moves its place in the log: exactly as old as that.

/** Which of these customers are in a group, and in which. */
export const membershipsAmong = async (
  tx: Transaction,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx<{ customerId: string; groupId: string }[]>`
    select customer_id as "customerId", group_id as "groupId"
    from read.group_membership where customer_id = any(${[...customerIds]})`;
  return new Map(rows.map(({ customerId, groupId }) => [customerId, groupId]));
};

export const keepMembership = async (tx: Transaction, customerId: string, groupId: string | undefined) => {
  if (groupId === undefined) await tx`delete from read.group_membership where customer_id = ${customerId}`;
  else
    await tx`
      insert into read.group_membership (customer_id, group_id) values (${customerId}, ${groupId})
      on conflict (customer_id) do update set group_id = excluded.group_id
      where read.group_membership.group_id <> excluded.group_id`;
};
