import { GatheredReading } from './gathered-reading';

describe('a reading that many ask for at once', () => {
  let begun: number;
  let value: number;
  let finish: (() => void)[];
  const reading = () =>
    new GatheredReading(() => {
      begun++;
      const seen = value;
      return new Promise<number>((resolve) => finish.push(() => resolve(seen)));
    });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  beforeEach(() => {
    begun = 0;
    value = 1;
    finish = [];
  });

  test('is done twice, and nobody is told what was so before they asked', async () => {
    const asked = reading();
    const first = asked.ask();
    value = 2;
    const others = [asked.ask(), asked.ask(), asked.ask()];
    finish[0]!();
    expect(await first).toBe(1);
    await turn();
    finish[1]!();
    expect(await Promise.all(others)).toEqual([2, 2, 2]);
    expect(begun).toBe(2);
  });

  test('is done anew once it is over', async () => {
    const asked = reading();
    for (const nth of [0, 1, 2]) {
      const one = asked.ask();
      finish[nth]!();
      await one;
      await turn();
    }
    expect(begun).toBe(3);
  });

  test('that fails is told to those who asked for it, and the next is tried', async () => {
    let fails = true;
    const asked = new GatheredReading(() => (fails ? Promise.reject(new Error('down')) : Promise.resolve(7)));
    const first = asked.ask();
    const second = asked.ask();
    fails = false;
    await expect(first).rejects.toThrow('down');
    expect(await second).toBe(7);
  });
});
