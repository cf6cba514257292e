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
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2]! += 1;
  const [even = 0, odd = 0] = zeros;
  const enough = head.length / 8;
  if (odd > enough && even * 10 < odd) return 'utf-16le';
  return even > enough && odd * 10 < even ? 'utf-16be' : undefined;
};

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * Finds out how a text is written, from all of its bytes: by its mark, else UTF-8 when every byte of it is, else GB18030, which
 * holds GBK and GB2312 too. Give it every chunk, then ask. Throws `file-not-csv` for what is no text.
 */
export class EncodingSearch {
  private readonly utf8 = new TextDecoder('utf-8');
  private readonly chinese = new TextDecoder('gb18030');
  private head: Uint8Array | undefined;
  private lines = 1;
  private replaced = 0;
  private kept = 0;
  private firstDamage = 0;
  private chineseDamage = false;
  private zeros = false;

  constructor(private readonly file: string) {}

  take(chunk: Uint8Array): void {
    this.head ??= chunk.subarray(0, HEAD_BYTES);
    const text = this.utf8.decode(chunk, { stream: true });
    const damage = count(text, /\uFFFD/g);
    if (damage > 0 && this.replaced === 0)
      this.firstDamage = this.lines + count(text.slice(0, text.indexOf('\uFFFD')), /\n/g);
    this.replaced += damage;
    this.kept += count(text, /[^\u0000-\u007F\uFFFD]/g);
    this.lines += count(text, /\n/g);
    if (text.includes('\u0000')) this.zeros = true;
    const asChinese = this.chinese.decode(chunk, { stream: true });
    if (/[\uFFFD\u0000-\u0008]/.test(asChinese)) this.chineseDamage = true;
  }

  found(): Encoding {
    const head = this.head ?? new Uint8Array();
    const utf16 = markedAs(head) ?? unmarkedUtf16(head);
    if (utf16 === 'utf-16le' || utf16 === 'utf-16be') return utf16;
    if (this.zeros) throw this.noText(1);
    if (this.replaced === 0) return 'utf-8';
    const isDamagedUtf8 = utf16 === 'utf-8' || this.replaced <= this.kept * DAMAGED_SHARE_MAX;
    if (isDamagedUtf8 || this.chineseDamage) throw this.noText(this.firstDamage);
    return 'gb18030';
  }

  private noText(line: number): Problem {
    return new Problem('file-not-csv', { file: this.file, line, what: 'NOT_TEXT' });
  }
}

export type Decoded = Readonly<{ text: string; encoding: Encoding }>;

/** Bytes as text, without the mark. */
export const decoded = (bytes: Uint8Array, file: string): Decoded => {
  const search = new EncodingSearch(file);
  search.take(bytes);
  const encoding = search.found();
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
};
