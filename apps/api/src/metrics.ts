import { Counter, Gauge, Registry } from 'prom-client';
import type { Followers } from '@app/read-models/runner';

const labelNames = ['read_model', 'part'] as const;

/**
 * Made anew at each asking, because all of it is known elsewhere. A lag of more than 1,000 events is told as 1,000; the
 * events of a part are those that this process has put in, whichever process leads it now.
 */
export const metricsOf = async (followers: Pick<Followers, 'states' | 'applied'>): Promise<Registry> => {
  const registry = new Registry();
  const registers = [registry];
  const lag = new Gauge({ name: 'xay_read_model_lag_events', help: 'Events behind the log', labelNames, registers });
  const stopped = new Gauge({
    name: 'xay_read_model_stopped',
    help: '1 where an event keeps a read model from going on',
    labelNames,
    registers,
  });
  const rate = new Gauge({ name: 'xay_read_model_events_per_second', help: 'Lately', labelNames, registers });
  const visible = new Counter({
    name: 'xay_read_model_events_total',
    help: 'Events put into the read model by this process',
    labelNames,
    registers,
  });
  for (const { name, parts } of await followers.states())
    for (const state of parts) {
      const labels = { read_model: name, part: String(state.part) };
      lag.set(labels, state.lag);
      stopped.set(labels, state.stopped === undefined ? 0 : 1);
    }
  for (const { name, part, events, perSecond } of followers.applied()) {
    const labels = { read_model: name, part: String(part) };
    visible.inc(labels, events);
    rate.set(labels, perSecond);
  }
  return registry;
};
