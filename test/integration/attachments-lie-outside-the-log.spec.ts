import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ATTACHMENT_SCHEMA, attachmentMigrations } from '@app/cqrs/attachments/attachment-schema';
import { AttachmentStore } from '@app/cqrs/attachments/attachment-store';
import { migrate } from '@app/postgres/migrate';
import { readBed, type ReadBed } from '@test/support/read-bed';

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** The bytes in chunks of an odd size, as they come over a line. */
const arriving = (bytes: Buffer, size = 70_001): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, nth) => bytes.subarray(nth * size, (nth + 1) * size)),
  );
const pdf = (length: number): Buffer => {
  const bytes = Buffer.alloc(length, 'scan ');
  bytes.write('%PDF-1.7');
  return bytes;
};
const zip = (part: string): Buffer =>
  Buffer.concat([
    Buffer.from('PK\u0003\u0004', 'latin1'),
    Buffer.alloc(300_000, 'z'),
    Buffer.from(part),
    Buffer.alloc(9),
  ]);

describe('the bytes of a paper', () => {
  let bed: ReadBed;
  let store: AttachmentStore;
  beforeAll(async () => {
    bed = await readBed();
    await migrate(bed.sql, ATTACHMENT_SCHEMA, attachmentMigrations);
    store = new AttachmentStore(bed.sql);
  });
  afterAll(() => bed.close());

  const put = (bytes: Buffer, under = hashOf(bytes)) => store.put(under, arriving(bytes));
  const rows = async (): Promise<{ contents: number; pieces: number }> => {
    const [counted] = await bed.sql<{ contents: number; pieces: number }[]>`
      select (select count(*)::int from attachment.content) as contents, count(*)::int as pieces from attachment.piece`;
    return counted ?? { contents: -1, pieces: -1 };
  };
  const read = async (sha256: string): Promise<Buffer> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of store.read(sha256)) pieces.push(piece);
    return Buffer.concat(pieces);
  };

  test.each([9, 262_143, 262_144, 262_145, 700_000])('%d of them come back as they went in', async (length) => {
    const bytes = pdf(length);
    expect(await put(bytes)).toEqual({ bytes: length, mediaType: 'application/pdf' });
    expect((await read(hashOf(bytes))).equals(bytes)).toBe(true);
    expect(await store.find(hashOf(bytes))).toEqual({ bytes: length, mediaType: 'application/pdf' });
  });

  test('lie there once, also when two send them at once', async () => {
    const bytes = pdf(500_000);
    const before = await rows();
    await Promise.all([put(bytes), put(bytes)]);
    await put(bytes);
    expect(await rows()).toEqual({ contents: before.contents + 1, pieces: before.pieces + 2 });
    expect((await read(hashOf(bytes))).equals(bytes)).toBe(true);
  });

  test('leave nothing behind when they are others than their name says, too many, or cut off', async () => {
    const before = await rows();
    const bytes = pdf(600_000);
    await expect(put(bytes, 'ab'.repeat(32))).rejects.toMatchObject({
      code: 'attachment-hash-differs',
      facts: { named: 'ab'.repeat(32), found: hashOf(bytes) },
    });
    await expect(put(pdf(20 * 1_048_576 + 1))).rejects.toMatchObject({
      code: 'attachment-too-large',
      facts: { max: 20 },
    });
    const cut = Readable.from(
      (function* () {
        yield bytes.subarray(0, 400_000);
        // As it comes from the socket: the database's own lost connection has the same name.
        throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      })(),
    );
    await expect(store.put(hashOf(bytes), cut)).rejects.toMatchObject({ code: 'attachment-cut-off' });
    expect(await rows()).toEqual(before);
    expect(await store.find(hashOf(bytes))).toBeUndefined();
  });

  test('may be exactly twenty megabytes', async () =>
    expect(await put(pdf(20 * 1_048_576))).toMatchObject({ bytes: 20 * 1_048_576 }));

  test.each([
    ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ])('with the part %s are %s, wherever in the file that stands', async (part, mediaType) =>
    expect(await put(zip(part))).toMatchObject({ mediaType }),
  );

  test('of a zip that is neither are not kept', () =>
    expect(put(zip('META-INF/MANIFEST.MF'))).rejects.toMatchObject({ code: 'attachment-type' }));

  test('are taken from so many at a time, and the next is told to wait', async () => {
    const slow = () =>
      Readable.from(
        (async function* () {
          yield pdf(9);
          await sleep(200);
          yield Buffer.from('!');
        })(),
      );
    const four = Array.from({ length: 4 }, () => store.put('ab'.repeat(32), slow()).catch((error: unknown) => error));
    await expect(put(pdf(9))).rejects.toMatchObject({ code: 'busy' });
    expect(await Promise.all(four)).toMatchObject(
      Array.from({ length: 4 }, () => ({ code: 'attachment-hash-differs' })),
    );
    await expect(put(pdf(9))).resolves.toBeDefined();
  });

  test('that a file names and nobody has are found', async () => {
    const [there, gone] = [hashOf(pdf(9)), 'cd'.repeat(32)];
    const added = (sha256: string, name: string) => ({
      type: 'AttachmentAdded',
      data: {
        customerId: 'C-1',
        ...{ sha256, name, kind: 'photo', bytes: 9, mediaType: 'application/pdf', addedBy: 'li', on: '2026-03-02' },
      },
    });
    const registered = { customerId: 'C-1', name: '鑫旺农机', sellingUnit: '鲁南', on: '2026-03-02' };
    await bed.record('customer-C-1', { type: 'CustomerRegistered', data: registered });
    await bed.record('customer-C-1', added(there, '门店.pdf'), added(gone, '仓库.pdf'));
    await bed.followers.settle();
    expect(await store.lost()).toEqual([{ customerId: 'C-1', sha256: gone, name: '仓库.pdf' }]);
  });
});
