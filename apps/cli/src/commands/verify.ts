import { readEnvironment } from '@worker/environment';
import { readSealKeys } from '@worker/seal-keys';
import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { checkLog } from '../verification/check-log';
import { proofText, proveLog, type ProofWish } from '../verification/prove-log';
import { withDesk } from '../with-desk';
import { rebuiltTable } from './rebuild';

/**
 * The log held against its hashes and roots; then every event read, every read model built again and compared with what
 * stood there. With a root to check or to export it is the log alone.
 */
export const verify = (wish: ProofWish, out: Terminal): Promise<ExitCode> =>
  wish.root === undefined && wish.exportRoot === undefined ? verifyAll(out) : verifyProof(wish, out);

const sealKeys = () => readSealKeys(readEnvironment(process.env));

const verifyProof = async (wish: ProofWish, out: Terminal): Promise<ExitCode> => {
  const keys = sealKeys();
  const proof = await withDesk(out, (desk) => proveLog(desk, wish, keys, out));
  const isClean = proof.faults.length === 0;
  out.show(proofText(proof, out), { clean: isClean, proof });
  return isClean ? 0 : 1;
};

const verifyAll = async (out: Terminal): Promise<ExitCode> => {
  const keys = sealKeys();
  const { proof, log, readModels } = await withDesk(out, async (desk) => {
    const { store, followers } = desk;
    const proved = await proveLog(desk, {}, keys, out);
    const checked = await checkLog(store, (events) => out.remark(`… ${events}`));
    await followers.settle();
    return { proof: proved, log: checked, readModels: await followers.rebuild('all') };
  });
  const { words } = out;
  const isSame = readModels.every(({ digestBefore, digestAfter }) => digestBefore === digestAfter);
  const isClean = proof.faults.length === 0 && log.faults.length === 0 && isSame;
  const summary = words(
    {
      zh: '{events} 个事件，{streams} 个流，{faults} 处错误',
      en: '{events} events in {streams} streams, {faults} faults',
    },
    { events: log.events, streams: log.streams, faults: log.faults.length },
  );
  const faults = log.faults.map(({ position, stream, kind, what }) => [position, stream, kind, what]);
  const listed = faults.length === 0 ? '' : `\n\n${table(['position', 'stream', 'fault', ''], faults)}`;
  out.show(`${proofText(proof, out)}\n\n${summary}${listed}\n\n${rebuiltTable(readModels, out)}`, {
    clean: isClean,
    proof,
    log,
    readModels,
  });
  return isClean ? 0 : 1;
};
