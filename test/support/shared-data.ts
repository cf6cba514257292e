import { existsSync } from 'node:fs';
import { join } from 'node:path';

const places = [
  process.env['XAY_SHARED_DATA'],
  join(__dirname, '..', '..', '..', 'shared', 'data'),
  '/work/shared/data',
];

/** The real invoices lie beside the project, not in it; a test that needs them says so when they are not there. */
export const sharedData = (file: string): string | undefined => {
  const found = places.map((place) => (place === undefined ? '' : join(place, file))).find(existsSync);
  if (found === undefined) console.warn(`${file} is not beside the project: what needs it is left out`);
  return found;
};
