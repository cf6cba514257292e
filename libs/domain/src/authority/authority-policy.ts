import { z } from 'zod';
import { Problem } from '@app/kernel/problem';
import { exceeds, positiveYuan, type Yuan } from '@app/kernel/yuan';

const upTo = z.strictObject({ role: z.string(), upTo: positiveYuan });

/** Who may approve up to which limit. Until people can sign in, a signature such as `approver-wang` names its role. */
export const authorityPolicy = z.strictObject({
  id: z.string(),
  version: z.int().positive(),
  source: z.string(),
  roles: z.array(upTo).min(1),
  /** Who may let a customer ship before it is assessed, and for how much. A table of before says nothing of it. */
  greenChannel: z.array(upTo).min(1).optional(),
  /** Who may write off a receivable, and up to what. A table of before goes by what a role may approve. */
  writeOff: z.array(upTo).min(1).optional(),
  /** Who may let a customer owe without any limit. A table of before names nobody. */
  unlimited: z.array(z.string()).optional(),
  /** Who may close a month of the ledger, and who may post into a closed one or open it again. A table of before names nobody. */
  closePeriod: z.array(z.string()).optional(),
  postIntoClosedPeriod: z.array(z.string()).optional(),
});
export type AuthorityPolicy = z.infer<typeof authorityPolicy>;

export const roleOf = (actor: string): string => actor.split('-')[0] ?? actor;

export const mayApprove = (actor: string, limit: Yuan, policy: AuthorityPolicy): boolean =>
  policy.roles.some(({ role, upTo }) => role === roleOf(actor) && !exceeds(limit, upTo));

/** Whether somebody may grant a green channel of this amount. */
export const mayGrant = (actor: string, amount: Yuan, { greenChannel }: AuthorityPolicy): boolean =>
  greenChannel === undefined || greenChannel.some(({ role, upTo }) => role === roleOf(actor) && !exceeds(amount, upTo));

export const approversOf = ({ roles }: AuthorityPolicy): readonly string[] => roles.map(({ role }) => role);

/** Whose authority reaches an amount. */
export const rolesOver = (amount: Yuan, { roles }: AuthorityPolicy): readonly string[] =>
  roles.filter(({ upTo }) => !exceeds(amount, upTo)).map(({ role }) => role);

/** What an approver alone may do: lift a hold or a blacklisting, grant an extension. */
export const requireApprover = (actor: string, policy: AuthorityPolicy): void => {
  if (policy.roles.some(({ role }) => role === roleOf(actor))) return;
  const wanted = approversOf(policy).join(' / ');
  throw new Problem('role-may-not', { role: roleOf(actor), wanted });
};

/** For what is measured by an amount: a limit, a raise of it, what goes above it. Throws `above-authority`. */
export const requireAuthority = (actor: string, amount: Yuan, policy: AuthorityPolicy): void => {
  requireApprover(actor, policy);
  if (mayApprove(actor, amount, policy)) return;
  const wanted = rolesOver(amount, policy).join(' / ');
  throw new Problem('above-authority', { role: roleOf(actor), amount, wanted: wanted === '' ? '—' : wanted });
};

/** For what is given up of a receivable, all of it together. Throws `role-may-not` or `above-authority`. */
export const requireWriteOffAuthority = (actor: string, amount: Yuan, policy: AuthorityPolicy): void =>
  requireAuthority(actor, amount, { ...policy, roles: policy.writeOff ?? policy.roles });

/** For a limit without end. */
export const requireUnlimitedAuthority = (actor: string, { unlimited = [] }: AuthorityPolicy): void => {
  if (unlimited.includes(roleOf(actor))) return;
  throw new Problem('role-may-not', {
    role: roleOf(actor),
    wanted: unlimited.length === 0 ? '—' : unlimited.join(' / '),
  });
};

export const mayPostIntoClosed = (actor: string, { postIntoClosedPeriod = [] }: AuthorityPolicy): boolean =>
  postIntoClosedPeriod.includes(roleOf(actor));

/** For closing a month, and for opening it again. */
export const requirePeriodRole = (
  actor: string,
  what: 'closePeriod' | 'postIntoClosedPeriod',
  { [what]: roles = [] }: AuthorityPolicy,
): void => {
  if (roles.includes(roleOf(actor))) return;
  throw new Problem('role-may-not', { role: roleOf(actor), wanted: roles.length === 0 ? '—' : roles.join(' / ') });
};
