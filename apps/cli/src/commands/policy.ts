import type { PolicyVersion } from '@app/contracts/policy';
import { AskScoringPolicy } from '@app/cqrs/policy.command';
import { contentHash } from '@app/cqrs/policies';
import { LookAtScoringPolicies, LookAtScoringPolicy } from '@app/cqrs/policy.query';
import { scoringPolicy, type ScoringPolicy } from '@app/credit-model/policy';
import { readJson } from '../json-file';
import { signature } from '../signature';
import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { typedDay } from '../typed-day';
import { withDesk } from '../with-desk';

const HASH_SHOWN = 12;

/** A policy document from a file; throws `UnfitFile` with everything that is wrong with it. */
export const readPolicy = (file: string, { language }: Terminal): ScoringPolicy =>
  readJson(file, scoringPolicy, 'policy-unfit', language);

const stateOf = ({ inForce, published, proposed, shipped }: PolicyVersion, { words }: Terminal): string => {
  if (inForce) return words({ zh: '生效中', en: 'in force' });
  if (published !== undefined) return words({ zh: '已发布', en: 'published' });
  if (proposed !== undefined) return words({ zh: '已提出', en: 'proposed' });
  return shipped ? words({ zh: '随产品附带', en: 'shipped' }) : '';
};

const versionTable = (rows: readonly PolicyVersion[], out: Terminal): string =>
  table(
    [
      out.words({ zh: '政策', en: 'Policy' }),
      out.words({ zh: '版本', en: 'Version' }),
      out.words({ zh: '状态', en: 'State' }),
      out.words({ zh: '生效日', en: 'Valid from' }),
      out.words({ zh: '提出', en: 'Proposed by' }),
      out.words({ zh: '发布', en: 'Published by' }),
      out.words({ zh: '理由', en: 'Why' }),
      out.words({ zh: '内容哈希', en: 'Hash' }),
    ],
    rows.map((row) => [
      row.policyId,
      `v${row.version}`,
      stateOf(row, out),
      row.published?.validFrom ?? '',
      row.proposed?.by ?? '',
      row.published?.by ?? '',
      row.published?.why ?? row.proposed?.why ?? '',
      row.hash.slice(0, HASH_SHOWN),
    ]),
  );

/** Which versions of the scoring policy there are, and which one new assessments are made under. */
export const listPolicies = async (wish: { page: number; size: number }, out: Terminal): Promise<ExitCode> => {
  const page = await withDesk(out, ({ queries, clock }) =>
    queries.execute(new LookAtScoringPolicies(wish, clock.today())),
  );
  out.show(versionTable(page.rows, out), page);
  return 0;
};

/** A version with its document, as it stands in the log or in the folder. */
export const showPolicy = async (policyId: string, version: number, out: Terminal): Promise<ExitCode> => {
  const found = await withDesk(out, ({ queries, clock }) =>
    queries.execute(new LookAtScoringPolicy({ policyId, version }, clock.today())),
  );
  const { document, ...row } = found;
  out.show(`${versionTable([row], out)}\n\n${JSON.stringify(document, null, 2)}`, found);
  return 0;
};

/** Whether a file is a scoring policy, and if not, everything that is wrong with it. Needs no database. */
export const checkPolicyFile = (file: string, out: Terminal): ExitCode => {
  const policy = readPolicy(file, out);
  const { id, version } = policy;
  const hash = contentHash(policy);
  const said = out.words(
    { zh: '{id} 第 {version} 版符合要求', en: '{id} version {version} is in order' },
    { id, version },
  );
  out.show(`${said}\n${hash}`, { id, version, hash });
  return 0;
};

type Wish = Readonly<{ by: string; why: string }>;

/** The first pair of eyes: a version is put up for publishing. */
export const proposePolicyFile = async (file: string, { by, why }: Wish, out: Terminal): Promise<ExitCode> => {
  const document = readPolicy(file, out);
  const { id, version } = document;
  const { events } = await withDesk(out, ({ commands, clock }) =>
    commands.execute(new AskScoringPolicy(document, { ask: 'propose', why, on: clock.today() }, { by: signature(by) })),
  );
  const said = out.words(
    events.length > 0
      ? { zh: '已提出 {id} 第 {version} 版', en: '{id} version {version} is proposed' }
      : { zh: '{id} 第 {version} 版早已提出', en: '{id} version {version} had been proposed already' },
    { id, version },
  );
  out.show(said, { id, version, hash: contentHash(document), recorded: events.map(({ type }) => type) });
  return 0;
};

/** The second pair: somebody else puts it in force from a day on. */
export const publishPolicyFile = async (
  file: string,
  { by, why, validFrom }: Wish & Readonly<{ validFrom: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const document = readPolicy(file, out);
  const { id, version } = document;
  const day = typedDay(validFrom);
  const { events } = await withDesk(out, ({ commands, clock }) =>
    commands.execute(
      new AskScoringPolicy(document, { ask: 'publish', why, validFrom: day, on: clock.today() }, { by: signature(by) }),
    ),
  );
  const said = out.words(
    events.length > 0
      ? {
          zh: '已发布 {id} 第 {version} 版，自 {day} 生效',
          en: '{id} version {version} is published, valid from {day}',
        }
      : { zh: '{id} 第 {version} 版早已发布', en: '{id} version {version} had been published already' },
    { id, version, day },
  );
  out.show(said, {
    id,
    version,
    validFrom: day,
    hash: contentHash(document),
    recorded: events.map(({ type }) => type),
  });
  return 0;
};
