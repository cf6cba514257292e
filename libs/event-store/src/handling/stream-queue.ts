import { Problem } from '@app/kernel/problem';

export const COMMANDS_WAITING_MAX = 1_000;

type Lane = { last: Promise<void>; length: number };

/** Lets the commands on one stream run one after the other, so that those of one process never conflict. */
export class StreamQueue {
  private readonly lanes = new Map<string, Lane>();

  async run<Result>(stream: string, task: () => Promise<Result>): Promise<Result> {
    const lane = this.lanes.get(stream) ?? { last: Promise.resolve(), length: 0 };
    if (lane.length >= COMMANDS_WAITING_MAX) throw new Problem('busy');
    this.lanes.set(stream, lane);
    lane.length += 1;
    const result = lane.last.then(task);
    lane.last = result.then(
      () => this.leave(stream, lane),
      () => this.leave(stream, lane),
    );
    return result;
  }

  private leave(stream: string, lane: Lane): void {
    lane.length -= 1;
    if (lane.length === 0) this.lanes.delete(stream);
  }
}
