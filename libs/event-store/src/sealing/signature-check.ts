import type { LogFault } from './log-fault';
import { BLOCK_EVENTS } from './log-tree';
import type { SealedBlock } from './seal-book';
import type { PublicKey } from './seal-keys';

/** Roots that were signed with another key, or before there was one, are covered by the last root, which has to be signed. */
export class SignatureCheck {
  /** Roots whose signature fits. */
  signed = 0;

  constructor(
    private readonly publicKey: PublicKey | undefined,
    private readonly report: (fault: LogFault) => void,
  ) {}

  check(block: SealedBlock): void {
    const { publicKey } = this;
    if (publicKey === undefined || block.signature === undefined || block.keyId !== publicKey.keyId) return;
    if (publicKey.isSignatureOf(block, block.signature)) this.signed++;
    else this.reportOf(block, 'root-forged');
  }

  end(last: SealedBlock | undefined): void {
    if (this.publicKey === undefined || last === undefined) return;
    if (last.signature === undefined || last.keyId !== this.publicKey.keyId) this.reportOf(last, 'root-unsigned');
  }

  private reportOf({ number }: SealedBlock, kind: LogFault['kind']): void {
    this.report({ kind, event: number * BLOCK_EVENTS + 1, by: 'signature', block: number });
  }
}
