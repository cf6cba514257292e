/** Numbers are printed in groups, with blanks or strokes between them. */
export const plainAccount = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();

export const lastFour = (number: string): string => plainAccount(number).slice(-4);
