import { customer } from '@app/domain/customer/decider';
import { customerEvent } from '@app/domain/customer/events';
import type { Handler } from '@app/event-store/handle';

/** What customers are called, by their ids; whom nobody has registered goes by the id. */
export const customerNames = async (handler: Handler, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    const { state } = await handler.load({ decider: customer, schema: customerEvent, id });
    names.set(id, state?.registered.name ?? id);
  }
  return names;
};
