import { invalid } from '../store-errors';

/** Where an event lies in the transaction file; both numbers can be as long as 2^64. */
export type LogPosition = Readonly<{ commit: bigint; prepare: bigint }>;

const POSITION = /^\d{20}-\d{20}$/;
const padded = (part: bigint): string => String(part).padStart(20, '0');

/** Of one length, so that it sorts as a text like the positions of every store. */
export const positionText = ({ commit, prepare }: LogPosition): string => `${padded(commit)}-${padded(prepare)}`;

export const checkedPosition = (position: string): string => {
  if (typeof position !== 'string' || !POSITION.test(position)) throw invalid(`${position} is not a position`);
  return position;
};

export const logPosition = (position: string): LogPosition => {
  const checked = checkedPosition(position);
  return { commit: BigInt(checked.slice(0, 20)), prepare: BigInt(checked.slice(21)) };
};

export const comparePositions = (a: string, b: string): number => {
  const [one, other] = [checkedPosition(a), checkedPosition(b)];
  return one < other ? -1 : one > other ? 1 : 0;
};
