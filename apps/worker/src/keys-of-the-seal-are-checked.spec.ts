import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublicKey } from '@app/event-store/sealing/seal-keys';
import { Problem } from '@app/kernel/problem';
import { readEnvironment } from './environment';
import { readSealKeys } from './seal-keys';

const pems = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};
const keysOf = (variables: Readonly<Record<string, string>>) => readSealKeys(readEnvironment(variables));
const { privatePem, publicPem } = pems();
const statement = { events: 7, head: 'ab'.repeat(32), sealedAt: '2026-11-23T00:00:00.000Z' };
const signature = keysOf({ XAY_SEAL_KEY: privatePem }).signStatement?.(statement).signature ?? '';
const isSigned = (publicKey: PublicKey | undefined): boolean => publicKey?.isSignatureOf(statement, signature) ?? false;

describe('a root', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'xay-keys-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is signed with the private key, as text, on one line or in a file', () => {
    const file = join(folder, 'key.pem');
    writeFileSync(file, privatePem);
    for (const [name, text] of [
      ['XAY_SEAL_KEY', privatePem],
      ['XAY_SEAL_KEY', privatePem.replaceAll('\n', '\\n')],
      ['XAY_SEAL_KEY_FILE', file],
    ] as const) {
      const { signStatement, publicKey } = keysOf({ [name]: text });
      expect(signStatement?.(statement)).toEqual({ keyId: publicKey?.keyId, signature });
      expect(isSigned(publicKey)).toBe(true);
    }
  });

  test('is checked with the public key alone', () => {
    const { signStatement, publicKey } = keysOf({ XAY_SEAL_PUBLIC_KEY: publicPem });
    expect(signStatement).toBeUndefined();
    expect(isSigned(publicKey)).toBe(true);
    for (const other of [{ events: 8 }, { head: 'ac'.repeat(32) }, { sealedAt: '2026-11-23T00:00:00.001Z' }])
      expect(publicKey?.isSignatureOf({ ...statement, ...other }, signature)).toBe(false);
    expect(isSigned(keysOf({ XAY_SEAL_PUBLIC_KEY: pems().publicPem }).publicKey)).toBe(false);
  });

  test('is unsigned without a key', () => expect(keysOf({})).toEqual({}));
});

describe('a key', () => {
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  test.each([
    ['XAY_SEAL_KEY', 'hunter2'],
    ['XAY_SEAL_KEY', publicPem],
    ['XAY_SEAL_KEY', privatePem.slice(0, 60)],
    ['XAY_SEAL_KEY', curve.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['XAY_SEAL_PUBLIC_KEY', 'hunter2'],
  ])('in %s that is none is named and not shown', (name, text) => {
    const told = (): unknown => keysOf({ [name]: text });
    expect(told).toThrow(new Problem('seal-key-invalid', { name }));
  });

  test('that is not there, or does not belong to the other, is told', () => {
    const file = '/no/such/key.pem';
    expect(() => keysOf({ XAY_SEAL_KEY_FILE: file })).toThrow(new Problem('file-unreadable', { file, what: 'ENOENT' }));
    const differing = { XAY_SEAL_KEY: privatePem, XAY_SEAL_PUBLIC_KEY: pems().publicPem };
    expect(() => keysOf(differing)).toThrow(new Problem('seal-keys-differ'));
  });
});
