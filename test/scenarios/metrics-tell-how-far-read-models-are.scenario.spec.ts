import { PARTITIONS } from '@app/read-models/sharing/partition';
import { asker } from '@test/support/http';
import { startDesk, type RunningDesk } from '@test/support/running-desk';
import { until } from '@test/support/until';

describe('the metrics', () => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(() => desk.stop());

  const metrics = async (): Promise<string> => (await fetch(`${desk.url}/metrics`)).text();
  const valuesOf = (text: string, name: string, readModel: string): number[] =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) && line.includes(`read_model="${readModel}"`))
      .map((line) => Number(line.split(' ').at(-1)));
  const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

  test('tell for each read model and part how far it is behind, and what has been put in', async () => {
    const customer = { name: 'Metrics Ltd', creditCode: '91350100M000100Y43', sellingUnit: '东北' };
    const { status } = await asker(desk.url)('PUT', '/api/customers/C-metrics', customer, { by: 'sales-zhao' });
    expect(status).toBe(200);
    await until(async () => sum(valuesOf(await metrics(), 'xay_read_model_events_total', 'customer-file')) === 1);
    const text = await metrics();
    expect(valuesOf(text, 'xay_read_model_lag_events', 'customer-file')).toEqual(Array(PARTITIONS).fill(0));
    expect(valuesOf(text, 'xay_read_model_stopped', 'timeline')).toEqual(Array(PARTITIONS).fill(0));
    expect(valuesOf(text, 'xay_read_model_events_per_second', 'timeline')).toHaveLength(PARTITIONS);
  });
});
