import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealKeysFrom } from '@app/event-store/sealing/seal-keys';
import { Problem } from '@app/kernel/problem';
import { UnfitFile } from '../json-file';
import { readRoot, writeRoot } from './root-file';

const newKeys = () => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return sealKeysFrom(pem, undefined);
};
const keys = newKeys();
const verdict = { events: 7, head: 'ab'.repeat(32), lastPosition: '0000000000000007' };
const now = new Date('2026-11-23T00:00:00.000Z');

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'xay-root-'))));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const fresh = (): string => join(folder, `root-${++files}.json`);
const altered = new Problem('root-file-altered', { file: 'the file' }).code;

const readBack = (content: object, held: ReturnType<typeof newKeys>) => {
  const file = fresh();
  writeFileSync(file, JSON.stringify(content));
  try {
    return readRoot(file, held, 'en').signedBy;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    if (error instanceof UnfitFile) return error.problem.code;
    throw error;
  }
};

describe('an exported root', () => {
  const signed = () => writeRoot(fresh(), verdict, keys, now);
  const unsigned = () => writeRoot(fresh(), verdict, {}, now);

  test('says who vouches for it', () => {
    expect(readBack(signed(), keys)).toBe('configured-key');
    expect(readBack(signed(), {})).toBe('key-in-file');
    expect(readBack(unsigned(), {})).toBe('nobody');
  });

  test('that was changed, lost its signature or has another key is not taken', () => {
    const { signature: _, publicKey: __, keyId: ___, ...bare } = signed();
    for (const change of [{ events: 6 }, { head: '0'.repeat(64) }, { sealedAt: '2026-11-22T00:00:00.000Z' }]) {
      expect(readBack({ ...signed(), ...change }, keys)).toBe(altered);
      expect(readBack({ ...signed(), ...change }, {})).toBe(altered);
    }
    expect(readBack(bare, keys)).toBe(altered);
    expect(readBack(signed(), newKeys())).toBe(altered);
    expect(readBack({ ...signed(), publicKey: 'x' }, {})).toBe(altered);
    expect(readBack({ format: 'xay-root' }, {})).toBe('root-file-invalid');
  });

  test('is never written over', () => {
    const file = fresh();
    writeRoot(file, verdict, keys, now);
    expect(() => writeRoot(file, verdict, keys, now)).toThrow(new Problem('file-exists', { file }));
  });
});
