import { pauseAfter, RETRIES } from './retrying';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

test('the pause grows from seconds to hours and no further, and chance takes up to half of it away', () => {
  const whole = Array.from({ length: 10 }, (_, n) => pauseAfter(n + 1, 1, RETRIES));
  expect(whole.slice(0, 4)).toEqual([5 * SECOND, 20 * SECOND, 80 * SECOND, 320 * SECOND]);
  expect(whole.slice(8)).toEqual([8 * HOUR, 8 * HOUR]);
  expect(pauseAfter(1, 0, RETRIES)).toBe(2.5 * SECOND);
  expect(pauseAfter(2, 0.5, RETRIES)).toBe(15 * SECOND);
  expect(pauseAfter(10_000, 1, RETRIES)).toBe(8 * HOUR);
});
