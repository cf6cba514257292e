import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceError } from '@grpc/grpc-js';

export type Rpc = 'append' | 'batch' | 'read' | 'subscribe';

/** What goes wrong with one coming call; `event`: after so many events of a subscription. */
export type Fault = Readonly<{
  rpc: Rpc;
  at: 'before' | 'after' | 'event';
  does: 'drop' | 'hang' | 'delay' | 'error';
  error?: ServiceError;
  delayMs?: number;
}>;

/** `false`: the call gets no answer from whoever asked. */
type Goes = boolean;

export class Faults {
  private coming: Fault[] = [];

  constructor(private readonly crash: () => void) {}

  add(...faults: readonly Fault[]): void {
    this.coming.push(...faults);
  }

  clear(): void {
    this.coming = [];
  }

  async strike(rpc: Rpc, at: Fault['at'], fail: (error: ServiceError) => void): Promise<Goes> {
    const index = this.coming.findIndex((fault) => fault.rpc === rpc && fault.at === at);
    const [fault] = index < 0 ? [] : this.coming.splice(index, 1);
    if (fault === undefined) return true;
    if (fault.does === 'delay') await sleep(fault.delayMs);
    if (fault.does === 'drop') this.crash();
    if (fault.does === 'error' && fault.error !== undefined) fail(fault.error);
    return fault.does === 'delay';
  }
}
