import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { NoSuchKey, publicKeyFrom, type PublicKey, type SealKeys } from '@app/event-store/sealing/seal-keys';
import type { LogVerdict } from '@app/event-store/sealing/verify-log';
import type { Language } from '@app/kernel/language';
import { Problem } from '@app/kernel/problem';
import { unwritable } from '../file-fault';
import { readJson } from '../json-file';

const hex = z.string().regex(/^[0-9a-f]+$/);
const rootFile = z.strictObject({
  format: z.literal('xay-root'),
  version: z.literal(1),
  events: z.int().min(0),
  head: hex.length(64),
  lastPosition: z.string().optional(),
  sealedAt: z.iso.datetime(),
  keyId: hex.optional(),
  signature: hex.optional(),
  publicKey: z.string().optional(),
});
export type RootFile = z.infer<typeof rootFile>;

/** Who vouches for an exported root: the key of this installation, the one that came with it, or nobody. */
export type SignedBy = 'configured-key' | 'key-in-file' | 'nobody';

/** A root over everything that the log holds now, for somebody else to keep. Does not overwrite an older one. */
export const writeRoot = (
  file: string,
  { events, head, lastPosition }: Pick<LogVerdict, 'events' | 'head' | 'lastPosition'>,
  { signStatement, publicKey }: SealKeys,
  now: Date,
): RootFile => {
  const statement = { events, head, sealedAt: now.toISOString() };
  const signed = signStatement?.(statement);
  const root: RootFile = {
    format: 'xay-root',
    version: 1,
    ...statement,
    ...(lastPosition !== undefined && { lastPosition }),
    ...(signed !== undefined && { ...signed, publicKey: publicKey?.pem ?? '' }),
  };
  try {
    writeFileSync(file, `${JSON.stringify(root, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw unwritable(file, error);
  }
  return root;
};

const keyIn = ({ publicKey }: RootFile, file: string): PublicKey | undefined => {
  try {
    return publicKey === undefined ? undefined : publicKeyFrom(publicKey);
  } catch (error) {
    if (error instanceof NoSuchKey) throw new Problem('root-file-altered', { file });
    throw error;
  }
};

/** Reads an exported root and checks its signature: with our own key where there is one, else with the one beside it. */
export const readRoot = (
  file: string,
  { publicKey }: SealKeys,
  language: Language,
): Readonly<{ root: RootFile; signedBy: SignedBy }> => {
  const root = readJson(file, rootFile, 'root-file-invalid', language);
  const key = publicKey ?? keyIn(root, file);
  if (key === undefined || root.signature === undefined) {
    // Whoever has a key signs; a root without a signature is then not ours.
    if (publicKey !== undefined) throw new Problem('root-file-altered', { file });
    return { root, signedBy: 'nobody' };
  }
  if (!key.isSignatureOf(root, root.signature)) throw new Problem('root-file-altered', { file });
  return { root, signedBy: publicKey === undefined ? 'key-in-file' : 'configured-key' };
};
