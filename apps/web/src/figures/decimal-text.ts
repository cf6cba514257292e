/** A decimal text for reading: at most `places` decimals, half up, digits grouped; exact by BigInt, no floats. */
export const decimal = (text: string, places: number): string => {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const digits = BigInt(whole + fraction.padEnd(places + 1, '0').slice(0, places));
  const rounded = fraction.charAt(places) >= '5' ? digits + 1n : digits;
  const padded = rounded.toString().padStart(places + 1, '0');
  const head = (places === 0 ? padded : padded.slice(0, -places)).replace(/\B(?=(\d{3})+$)/g, ',');
  const tail = places === 0 ? '' : padded.slice(-places).replace(/0+$/, '');
  return `${negative && rounded !== 0n ? '\u2212' : ''}${head}${tail === '' ? '' : `.${tail}`}`;
};

/** Thousands separators for every long number inside a text; years and short figures stay as they are. */
export const grouped = (text: string): string =>
  text.replace(/(?<![\w.])\d{5,}/g, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ','));
