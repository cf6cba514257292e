import type { StreamEnd } from './envelope';

const ENDS_MAX = 10_000;
const OPEN_MAX = 10_000;

/**
 * How the streams end that this process appended to last: nobody else may have appended since, which the server checks.
 * It also remembers the events of which it is open whether they were written: an answer to the same ids again may be
 * for the first try, whose instant, and so whose hash, was another one.
 */
export class StreamEnds {
  private readonly ends = new Map<string, StreamEnd>();
  private readonly open = new Set<string>();

  get(stream: string): StreamEnd | undefined {
    return this.ends.get(stream);
  }

  put(stream: string, end: StreamEnd): void {
    this.ends.delete(stream);
    this.ends.set(stream, end);
    const [oldest] = this.ends.keys();
    if (this.ends.size > ENDS_MAX && oldest !== undefined) this.ends.delete(oldest);
  }

  forget(stream: string): void {
    this.ends.delete(stream);
  }

  leaveOpen(ids: readonly string[]): void {
    for (const id of ids) this.open.add(id);
    for (const id of this.open) {
      if (this.open.size <= OPEN_MAX) return;
      this.open.delete(id);
    }
  }

  isOpen(id: string): boolean {
    return this.open.has(id);
  }
}
