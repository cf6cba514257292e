/**
 * What a receivable was open and a payment unallocated at the end of each business day, as it is known now: by hand, from the
 * events alone. An allocation, and what takes it back, counts from the day of the invoice at the earliest.
 */
export class DayBook {
  private readonly moves = new Map<string, [day: string, fen: number][]>();
  private readonly invoiced = new Map<string, string>();

  opened(receivableId: string, day: string, fen: number): void {
    this.invoiced.set(receivableId, day);
    this.move(`receivable ${receivableId}`, day, fen);
  }

  owed(receivableId: string, day: string, fen: number): void {
    this.move(`receivable ${receivableId}`, this.notBefore(receivableId, day), fen);
  }

  paid(paymentId: string, day: string, fen: number): void {
    this.move(`payment ${paymentId}`, day, fen);
  }

  /** More than zero: allocated; less: taken back. */
  allocated(
    { receivableId, paymentId }: { receivableId: string; paymentId: string },
    day: string,
    { off, cash }: { off: number; cash: number },
  ): void {
    const from = this.notBefore(receivableId, day);
    this.move(`receivable ${receivableId}`, from, -off);
    this.move(`payment ${paymentId}`, from, -cash);
  }

  /** Everything that was below zero at the end of some day. */
  belowZero(): string[] {
    return [...this.moves].flatMap(([what, moves]) => {
      const days = [...new Set(moves.map(([day]) => day))].sort();
      const on = (day: string) => moves.reduce((sum, [at, fen]) => (at <= day ? sum + fen : sum), 0);
      return days.filter((day) => on(day) < 0).map((day) => `${what} on ${day}: ${on(day)}`);
    });
  }

  private notBefore(receivableId: string, day: string): string {
    const first = this.invoiced.get(receivableId) ?? day;
    return first > day ? first : day;
  }

  private move(what: string, day: string, fen: number): void {
    this.moves.set(what, [...(this.moves.get(what) ?? []), [day, fen]]);
  }
}
