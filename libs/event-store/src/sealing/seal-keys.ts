import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What a root says: the log began with so many events whose tree has this head. */
export type Statement = Readonly<{ events: number; head: string; sealedAt: string }>;

export type Signature = Readonly<{ keyId: string; signature: string }>;

/** Either may be missing: roots without a key are unsigned, and whoever checks them needs no private key. */
export type SealKeys = Readonly<{
  signStatement?: (statement: Statement) => Signature;
  publicKey?: PublicKey;
}>;

export type PublicKey = Readonly<{
  keyId: string;
  /** The key itself as PEM, to be handed to whoever checks an exported root. */
  pem: string;
  isSignatureOf: (statement: Statement, signature: string) => boolean;
}>;

/** A text that ought to be a key and is not. What it holds is nobody's business. */
export class NoSuchKey extends Error {
  constructor(readonly which: 'private' | 'public') {
    super(`not an Ed25519 ${which} key in PEM`);
  }
}

// The first line keeps a signature from meaning anything in another place.
const signedText = ({ events, head, sealedAt }: Statement): Buffer =>
  Buffer.from(`xay-root-1\n${JSON.stringify({ events, head, sealedAt })}`);

const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

const keyFrom = (pem: string, which: 'private' | 'public'): KeyObject => {
  // In a variable of the environment line breaks are often written as \n.
  const text = pem.replaceAll('\\n', '\n');
  try {
    const key = which === 'private' ? createPrivateKey(text) : createPublicKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Its message may quote the text.
  }
  throw new NoSuchKey(which);
};

const publicKeyOf = (key: KeyObject): PublicKey => ({
  keyId: keyIdOf(key),
  pem: key.export({ type: 'spki', format: 'pem' }).toString(),
  isSignatureOf: (statement, signature) => verify(null, signedText(statement), key, Buffer.from(signature, 'hex')),
});

export const publicKeyFrom = (pem: string): PublicKey => publicKeyOf(keyFrom(pem, 'public'));

/** The keys as PEM (Ed25519); the public one follows from the private one. Throws `NoSuchKey`. */
export const sealKeysFrom = (privatePem: string | undefined, publicPem: string | undefined): SealKeys => {
  const given = publicPem === undefined ? {} : { publicKey: publicKeyFrom(publicPem) };
  if (privatePem === undefined) return given;
  const key = keyFrom(privatePem, 'private');
  const publicKey = publicKeyOf(createPublicKey(key));
  return {
    publicKey,
    ...given,
    signStatement: (statement) => ({
      keyId: publicKey.keyId,
      signature: sign(null, signedText(statement), key).toString('hex'),
    }),
  };
};
