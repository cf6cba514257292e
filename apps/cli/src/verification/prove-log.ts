import { Sealer } from '@app/event-store/sealing/sealer';
import type { SealKeys } from '@app/event-store/sealing/seal-keys';
import { migrateSeals } from '@app/event-store/sealing/start-sealing';
import { type LogVerdict, verifyLog } from '@app/event-store/sealing/verify-log';
import type { Desk } from '@app/cqrs/start-desk';
import type { Terminal } from '../terminal';
import { faultTable } from './fault-words';
import { readRoot, type SignedBy, writeRoot, type RootFile } from './root-file';

export type ProofWish = Readonly<{ root?: string; exportRoot?: string }>;
export type Proof = LogVerdict &
  Readonly<{ root?: RootFile & Readonly<{ signedBy: SignedBy }>; exported?: RootFile; seconds: number }>;

/** Holds the log against its hashes and roots; exports a root, and seals, only what is without fault. */
export const proveLog = async (
  { store, sql, clock }: Desk,
  wish: ProofWish,
  keys: SealKeys,
  out: Terminal,
): Promise<Proof> => {
  await migrateSeals(sql);
  const given = wish.root === undefined ? undefined : readRoot(wish.root, keys, out.language);
  const held = { seals: sql, publicKey: keys.publicKey, ...(given !== undefined && { root: given.root }) };
  const began = performance.now();
  const verdict = await verifyLog(store, held, (events) => out.remark(`… ${events}`));
  const proof = {
    ...verdict,
    seconds: Math.round(performance.now() - began) / 1_000,
    ...(given !== undefined && { root: { ...given.root, signedBy: given.signedBy } }),
  };
  if (verdict.faults.length > 0 || wish.exportRoot === undefined) return proof;
  await new Sealer({ store, sql, keys, now: clock.now }).seal();
  return { ...proof, exported: writeRoot(wish.exportRoot, verdict, keys, clock.now()) };
};

const rootLine = ({ root, faults }: Proof, { words }: Terminal): string[] => {
  if (root === undefined) return [];
  const signed = {
    'configured-key': words({ zh: '由本机密钥签名', en: 'signed with the key of this installation' }),
    'key-in-file': words({ zh: '由文件所附密钥签名', en: 'signed with the key that stands beside it' }),
    nobody: words({ zh: '未签名', en: 'unsigned' }),
  }[root.signedBy];
  const facts = { events: root.events, at: root.sealedAt, signed };
  const isKept = !faults.some(({ by }) => by === 'exported-root');
  return isKept
    ? [
        words(
          {
            zh: '日志仍完整包含 {at} 导出的根值所涵盖的 {events} 个事件（{signed}）',
            en: 'The log still holds the {events} events that the root of {at} covers ({signed})',
          },
          facts,
        ),
      ]
    : [
        words(
          {
            zh: '日志不再包含 {at} 导出的根值所涵盖的 {events} 个事件（{signed}）',
            en: 'The log no longer holds the {events} events that the root of {at} covers ({signed})',
          },
          facts,
        ),
      ];
};

export const proofText = (proof: Proof, out: Terminal): string => {
  const { words } = out;
  const { events, streams, sealed, faults, head } = proof;
  const lines = [
    words(
      {
        zh: '日志：{events} 个事件，{streams} 个流，{faults} 处错误',
        en: 'Log: {events} events in {streams} streams, {faults} faults',
      },
      { events, streams, faults: faults.length },
    ),
    words(
      {
        zh: '根值：{blocks} 个，涵盖 {events} 个事件，{signed} 个已验签',
        en: 'Roots: {blocks} over {events} events, {signed} of them signed',
      },
      sealed,
    ),
    words({ zh: '总根值：{head}', en: 'Head: {head}' }, { head }),
    ...rootLine(proof, out),
  ];
  return faults.length === 0 ? lines.join('\n') : `${lines.join('\n')}\n\n${faultTable(faults, out)}`;
};
