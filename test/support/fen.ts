/** Fen of an amount with two decimals. */
export const fenOf = (amount: string): number => Number(amount.replace('.', ''));

export const sumOf = (amounts: ReadonlyMap<string, number>): number =>
  [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
