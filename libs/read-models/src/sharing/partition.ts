/**
 * Into so many parts every lane is divided; more processes than this find nothing to do. The number is stored with
 * the checkpoints: another one needs a migration that throws these away.
 */
export const PARTITIONS = 8;

export const everyPart: readonly number[] = Array.from({ length: PARTITIONS }, (_, part) => part);

const FNV_OFFSET = 2_166_136_261;
const FNV_PRIME = 16_777_619;

/** FNV-1a over the code units: the same in every process and for ever. */
const hashOf = (text: string): number => {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  return hash >>> 0;
};

/**
 * What belongs together is kept in order: `customer-C` and `creditAccount-C` share the customer's part, and so does
 * `followUp-C:R` with its receivable cut off. `creditApplication-A` does not know its customer by name and goes by its
 * own id; that costs nothing, because no row is made from two streams.
 */
const keyOf = (stream: string): string => {
  const id = stream.slice(stream.indexOf('-') + 1);
  const end = id.indexOf(':');
  return end < 0 ? id : id.slice(0, end);
};

export const partOf = (stream: string): number => hashOf(keyOf(stream)) % PARTITIONS;
