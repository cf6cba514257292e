import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '@app/event-store/event-store';
import { Problem } from '@app/kernel/problem';
import { EVENT_STORE } from './tokens';

const KNOWN_MAX = 200_000;

/** Nothing is written about a customer who was never registered. Customers do not go away, so a yes is remembered. */
@Injectable()
export class KnownCustomers {
  private readonly known = new Set<string>();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async require(customerId: string): Promise<void> {
    if (this.known.has(customerId)) return;
    const [first] = await this.store.read(`customer-${customerId}`, { limit: 1 });
    if (first === undefined) throw new Problem('unknown-customer', { customer: customerId });
    this.note(customerId);
  }

  /** Somebody has seen the customer's file and spares the next one the look. */
  note(customerId: string): void {
    if (this.known.has(customerId)) return;
    if (this.known.size >= KNOWN_MAX) this.known.clear();
    this.known.add(customerId);
  }
}
