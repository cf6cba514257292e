import type { FaultKind, LogFault } from '@app/event-store/sealing/log-fault';
import type { Bilingual } from '@app/kernel/language';
import { table } from '../table';
import type { Terminal } from '../terminal';

const kinds: Record<FaultKind, Bilingual> = {
  edited: { zh: '被修改', en: 'edited' },
  deleted: { zh: '被删除', en: 'deleted' },
  reordered: { zh: '被调换顺序', en: 'reordered' },
  inserted: { zh: '被插入', en: 'inserted' },
  'cut-off': { zh: '被截断', en: 'cut off' },
  changed: { zh: '至此有改动', en: 'changed up to here' },
  'root-forged': { zh: '根值被伪造', en: 'root forged' },
  'root-missing': { zh: '根值缺失', en: 'root missing' },
  'root-unsigned': { zh: '根值未签名', en: 'root unsigned' },
};

const evidence: Record<LogFault['by'], Bilingual> = {
  hash: { zh: '与校验值不符', en: 'does not fit its hash' },
  revision: { zh: '流内序号不连续', en: 'a number in the stream is not the next one' },
  position: { zh: '日志位置不连续', en: 'a position in the log is not the next one' },
  root: { zh: '与已封存的根值不符', en: 'does not fit the sealed root' },
  signature: { zh: '签名不符', en: 'does not fit the signature' },
  head: { zh: '与日志末端的记录不符', en: 'does not fit the end of the log that was noted' },
  'exported-root': { zh: '与导出的根值不符', en: 'does not fit the exported root' },
};

/** The faults, the first event first. */
export const faultTable = (faults: readonly LogFault[], { words }: Terminal): string =>
  table(
    [
      words({ zh: '第几个事件', en: 'Event' }),
      words({ zh: '情况', en: 'Fault' }),
      words({ zh: '流', en: 'Stream' }),
      words({ zh: '流内序号', en: 'Revision' }),
      words({ zh: '位置', en: 'Position' }),
      words({ zh: '依据', en: 'Evidence' }),
    ],
    faults.map(({ event, kind, stream, revision, position, by, block }) => [
      String(event),
      words(kinds[kind]),
      stream ?? '',
      revision === undefined ? '' : String(revision),
      position ?? '',
      `${words(evidence[by])}${block === undefined ? '' : ` (${block})`}`,
    ]),
  );
