import { exact, type Exact } from '@app/kernel/exact';
import { ofYuan, type Yuan } from '@app/kernel/yuan';
import type { Rating } from '@app/credit-model/backtest/rating';

/** One assessment whose grade or limit a draft would have changed. */
export type ChangedAssessment = Readonly<{
  customerId: string;
  applicationId: string;
  assessmentId: string;
  before: Readonly<{ grade: string; limit: Yuan }>;
  after: Readonly<{ grade: string; limit: Yuan }>;
}>;

/** The grade as it is counted: what had none goes by its outcome. */
export const gradeOf = ({ grade, outcome }: Rating): string => grade ?? outcome;

export type MatrixCell = Readonly<{ before: string; after: string; count: number }>;

/** How many assessments went from which grade to which. */
export class GradeMatrix {
  private readonly cells = new Map<string, { before: string; after: string; count: number }>();

  add(before: string, after: string): void {
    const key = `${before} ${after}`;
    const cell = this.cells.get(key);
    if (cell === undefined) this.cells.set(key, { before, after, count: 1 });
    else cell.count += 1;
  }

  get rows(): readonly MatrixCell[] {
    return [...this.cells.values()].sort((a, b) => (`${a.before} ${a.after}` < `${b.before} ${b.after}` ? -1 : 1));
  }
}

/** Keeps the largest of many by an amount, and never more than twice as many as are asked for. */
export class Largest<Item> {
  private kept: Readonly<{ by: Exact; key: string; item: Item }>[] = [];

  constructor(private readonly most: number) {}

  add(by: Exact, key: string, item: Item): void {
    this.kept.push({ by, key, item });
    if (this.kept.length >= 2 * this.most) this.cut();
  }

  /** The largest first; of equals in the order of their keys, so that two runs say the same. */
  get items(): readonly Item[] {
    this.cut();
    return this.kept.map(({ item }) => item);
  }

  private cut(): void {
    this.kept.sort((a, b) => b.by.cmp(a.by) || (a.key < b.key ? -1 : 1));
    this.kept.length = Math.min(this.kept.length, this.most);
  }
}

export type LimitMoves = Readonly<{
  up: Readonly<{ count: number; sum: Yuan }>;
  down: Readonly<{ count: number; sum: Yuan }>;
  same: number;
  before: Yuan;
  after: Yuan;
}>;

/** How far suggested limits moved, and in which direction. */
export class LimitSums {
  private up = { count: 0, sum: exact(0) };
  private down = { count: 0, sum: exact(0) };
  private same = 0;
  private before = exact(0);
  private after = exact(0);

  add(before: Yuan, after: Yuan): Exact {
    const by = exact(after).minus(before);
    this.before = this.before.plus(before);
    this.after = this.after.plus(after);
    if (by.isZero()) this.same += 1;
    else {
      const way = by.gt(0) ? this.up : this.down;
      way.count += 1;
      way.sum = way.sum.plus(by);
    }
    return by;
  }

  get report(): LimitMoves {
    const { up, down, same, before, after } = this;
    return {
      up: { count: up.count, sum: ofYuan(up.sum) },
      down: { count: down.count, sum: ofYuan(down.sum) },
      same,
      before: ofYuan(before),
      after: ofYuan(after),
    };
  }
}
