import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export type Certificate = Readonly<{ key: string; certificate: string }>;

const DAY_MS = 86_400_000;
const SEQUENCE = 0x30;
const SET = 0x31;

/** Distinguished encoding: a tag, a length, the content. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const digits = length < 0x1_00 ? [length] : [length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length, ...digits]), content]);
};

const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = der(SEQUENCE, identifier('2a8648ce3d040302'));
const commonName = identifier('550403');
const basicConstraints = identifier('551d13');
const subjectAltName = identifier('551d11');
const TRUE = der(0x01, Buffer.from([0xff]));

const nameOf = (text: string): Buffer =>
  der(SEQUENCE, der(SET, der(SEQUENCE, commonName, der(0x0c, Buffer.from(text)))));

const timeOf = (ms: number): Buffer =>
  der(0x18, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));

const pem = (kind: string, bytes: Buffer): string =>
  `-----BEGIN ${kind}-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${kind}-----\n`;

/**
 * A certificate for 127.0.0.1 and localhost that signs itself, good for a day around now. Node can make the key and the
 * signature but not the certificate, and no test may need a program that is not there everywhere.
 */
export const selfSigned = (): Certificate => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = Date.now();
  const name = nameOf('xay test double');
  const addresses = der(SEQUENCE, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    der(SEQUENCE, timeOf(now - DAY_MS), timeOf(now + DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      der(
        SEQUENCE,
        der(SEQUENCE, basicConstraints, TRUE, der(0x04, der(SEQUENCE, TRUE))),
        der(SEQUENCE, subjectAltName, der(0x04, addresses)),
      ),
    ),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem('CERTIFICATE', der(SEQUENCE, body, ecdsaWithSha256, signature)),
  };
};
