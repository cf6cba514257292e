// What this session wrote last, as a position in the log. Every reading brings it along and is answered when it contains the
// write, so that nobody ever misses what they have just done.
let newest: string | undefined;

export const newestWrite = (): string | undefined => newest;

/** Answers overtake each other: of two positions the newer one sorts later as text. */
export const noteWrite = (position: string | null): void => {
  if (position !== null && (newest === undefined || position > newest)) newest = position;
};
