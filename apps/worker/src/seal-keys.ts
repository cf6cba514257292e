import { readFileSync } from 'node:fs';
import { NoSuchKey, sealKeysFrom, type SealKeys } from '@app/event-store/sealing/seal-keys';
import { Problem } from '@app/kernel/problem';
import type { Environment } from './environment';

type KeyName = 'XAY_SEAL_KEY' | 'XAY_SEAL_PUBLIC_KEY';

const contentOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const what = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    throw new Problem('file-unreadable', { file, what });
  }
};

const pemOf = (settings: Environment, name: KeyName): string | undefined => {
  const file = settings[`${name}_FILE`];
  return settings[name] ?? (file === undefined ? undefined : contentOf(file));
};

/** The keys that roots are signed and checked with: as PEM in the environment, or in a file that it names. */
export const readSealKeys = (settings: Environment): SealKeys => {
  const [privatePem, publicPem] = [pemOf(settings, 'XAY_SEAL_KEY'), pemOf(settings, 'XAY_SEAL_PUBLIC_KEY')];
  try {
    const own = sealKeysFrom(privatePem, undefined);
    const keys = sealKeysFrom(privatePem, publicPem);
    if (own.publicKey !== undefined && own.publicKey.keyId !== keys.publicKey?.keyId)
      throw new Problem('seal-keys-differ');
    return keys;
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
    throw new Problem('seal-key-invalid', { name: error.which === 'private' ? 'XAY_SEAL_KEY' : 'XAY_SEAL_PUBLIC_KEY' });
  }
};
