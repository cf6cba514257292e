import { Problem } from '@app/kernel/problem';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** So much of a file is looked at for the zero bytes of a UTF-16 without a mark. */
const HEAD_BYTES = 4_096;
/** A text of UTF-8 that is damaged here and there is not taken for Chinese of another encoding. */
const DAMAGED_SHARE_MAX = 0.05;

const markedAs = (head: Uint8Array): Encoding | undefined => {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
};

/** Latin letters of UTF-16 have a zero beside each, always on the same side. */
const unmarkedUtf16 = (head: Uint8Array): Encoding | undefined => {
  const zerosAt = (side: number): number =>
    head.reduce((sum, byte, at) => sum + Number(byte === 0 && at % 2 === side), 0);
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  const enough = head.length / 8;
  if (odd > enough && even * 10 < odd) return 'utf-16le';
  return even > enough && odd * 10 < even ? 'utf-16be' : undefined;
};

const NEWLINE = 0x0a;
/** The first byte of a character that UTF-8 writes in several. */
const LEADING = 0xc2;
const REPLACEMENT = '\uFFFD';

const replacedIn = (text: string): number => {
  let found = 0;
  for (let at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, at + 1)) found += 1;
  return found;
};

/**
 * Finds out how a text is written, from all of its bytes: by its mark, else UTF-8 when every byte of it is, else GB18030, which
 * holds GBK and GB2312 too. Give it every chunk, then ask. Throws `file-not-csv` for what is no text.
 */
export class EncodingSearch {
  private readonly utf8 = new TextDecoder('utf-8');
  private head: Uint8Array | undefined;
  private lines = 1;
  private damaged = 0;
  private firstDamage = 0;
  private many = 0;
  private zeros = false;

  constructor(private readonly file: string) {}

  take(chunk: Uint8Array): void {
    this.head ??= chunk.subarray(0, HEAD_BYTES);
    const text = this.utf8.decode(chunk, { stream: true });
    const damage = replacedIn(text);
    if (damage > 0 && this.damaged === 0)
      this.firstDamage = this.lines + text.slice(0, text.indexOf(REPLACEMENT)).split('\n').length - 1;
    this.damaged += damage;
    for (const byte of chunk) {
      if (byte === NEWLINE) this.lines += 1;
      else if (byte >= LEADING) this.many += 1;
      else if (byte === 0) this.zeros = true;
    }
  }

  found(): Encoding {
    const head = this.head ?? new Uint8Array();
    const utf16 = markedAs(head) ?? unmarkedUtf16(head);
    if (utf16 === 'utf-16le' || utf16 === 'utf-16be') return utf16;
    if (this.zeros) throw this.noText(1);
    if (this.damaged === 0) return 'utf-8';
    if (utf16 === 'utf-8' || this.damaged <= this.many * DAMAGED_SHARE_MAX) throw this.noText(this.firstDamage);
    return 'gb18030';
  }

  private noText(line: number): Problem {
    return new Problem('file-not-csv', { file: this.file, line, what: 'NO_ENCODING' });
  }
}

/** A byte that GB18030 does not know either is told by its line. */
export const strictDecoder = (encoding: Encoding, file: string): Readonly<{ decode(chunk?: Uint8Array): string }> => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 1;
  return {
    decode: (chunk) => {
      try {
        const text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
        if (encoding === 'gb18030')
          for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
        return text;
      } catch {
        const text = new TextDecoder(encoding).decode(chunk);
        const line = lines + text.slice(0, text.indexOf(REPLACEMENT)).split('\n').length - 1;
        throw new Problem('file-not-csv', { file, line, what: 'NO_ENCODING' });
      }
    },
  };
};

export type Decoded = Readonly<{ text: string; encoding: Encoding }>;

/** Bytes as text, without the mark. */
export const decoded = (bytes: Uint8Array, file: string): Decoded => {
  const search = new EncodingSearch(file);
  search.take(bytes);
  const encoding = search.found();
  const decoder = strictDecoder(encoding, file);
  return { text: decoder.decode(bytes) + decoder.decode(), encoding };
};
