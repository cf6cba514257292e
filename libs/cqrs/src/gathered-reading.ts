/**
 * One reading for all who ask while another is under way. Each is answered by a reading that began after it asked, so nobody
 * goes on by what was so before; and however many ask at once, the store is asked twice.
 */
export class GatheredReading<Value> {
  private running: Promise<Value> | undefined;
  private next: Promise<Value> | undefined;

  constructor(private readonly read: () => Promise<Value>) {}

  ask(): Promise<Value> {
    if (this.running === undefined) return this.begin();
    this.next ??= this.running.then(
      () => this.begin(),
      () => this.begin(),
    );
    return this.next;
  }

  private begin(): Promise<Value> {
    this.next = undefined;
    const reading = this.read();
    this.running = reading;
    const end = (): void => {
      if (this.running === reading) this.running = undefined;
    };
    reading.then(end, end);
    return reading;
  }
}
