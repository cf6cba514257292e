/** Node reads GBK and does not write it, so its table is turned round. */
const bytesOf = new Map<string, readonly [number, number]>();
const decoder = new TextDecoder('gbk');
for (let lead = 0x81; lead <= 0xfe; lead++)
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    if (trail === 0x7f) continue;
    const character = decoder.decode(Uint8Array.of(lead, trail));
    if (character.length === 1 && !bytesOf.has(character)) bytesOf.set(character, [lead, trail]);
  }

/** A text as Chinese programs save it; throws for what GBK does not have. */
export const inGbk = (text: string): Buffer =>
  Buffer.from(
    Array.from(text).flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x80) return [code];
      const bytes = bytesOf.get(character);
      if (bytes === undefined) throw new RangeError(`GBK has no ${character}`);
      return [...bytes];
    }),
  );
