import { newestWrite, noteWrite } from './newest-write';

describe('the newest write of a session', () => {
  test('is kept, in whatever order the answers come, and answers without a position change nothing', () => {
    expect(newestWrite()).toBeUndefined();
    noteWrite(null);
    expect(newestWrite()).toBeUndefined();
    noteWrite('0000000000000032');
    noteWrite('0000000000000016');
    noteWrite(null);
    expect(newestWrite()).toBe('0000000000000032');
    noteWrite('0000000000000100');
    expect(newestWrite()).toBe('0000000000000100');
  });
});
