import type { Apart, Part, Stopped } from './checkpoints';

/** One follower in one part: what moves. */
export type Unit = Readonly<{ part: number; name: string; position: string | null; stopped?: Stopped }>;

const placeIn = ({ position, members, apart }: Part, name: string): Apart =>
  members.includes(name) ? { position } : (apart[name] ?? { position: null });

export const unitsIn = (parts: readonly Part[], names: readonly string[]): Unit[] =>
  parts.flatMap((part) => names.map((name) => ({ part: part.part, name, ...placeIn(part, name) })));

/** Positions sort as texts, in every store; who has not begun stands before all. */
export const byPosition = (a: string | null, b: string | null): number => {
  if (a === b) return 0;
  return a === null || (b !== null && a < b) ? -1 : 1;
};

export type Group = Readonly<{
  position: string | null;
  units: readonly Unit[];
  /** Where others stand in front of it: there they join. */
  next: string | undefined;
}>;

/** Units at one place share a page; the ones furthest behind come first. */
export const groupsOf = (units: readonly Unit[]): Group[] => {
  const places = [...new Set(units.map(({ position }) => position))].sort(byPosition);
  return places.map((position, index) => ({
    position,
    units: units.filter((unit) => unit.position === position),
    next: places[index + 1] ?? undefined,
  }));
};

const isGoing = ({ stopped }: Apart): boolean => stopped === undefined;

/** Those at the part's place are its members; where it has none left, the foremost that still goes is its place. */
const gathered = (part: Part): Part => {
  const entries = Object.entries(part.apart);
  const going = entries.map(([, place]) => place).filter(isGoing);
  const foremost = going
    .map(({ position }) => position)
    .sort(byPosition)
    .at(-1);
  const position = part.members.length > 0 || foremost === undefined ? part.position : foremost;
  const joins = (place: Apart): boolean => isGoing(place) && place.position === position;
  const joined = entries.filter(([, place]) => joins(place)).map(([name]) => name);
  const apart = Object.fromEntries(entries.filter(([, place]) => !joins(place)));
  return { ...part, position, members: [...part.members, ...joined].sort(), apart };
};

/** Each of these goes to a place of its own. */
const takenOut = (part: Part, places: Readonly<Record<string, Apart>>): Part => ({
  ...part,
  members: part.members.filter((name) => !(name in places)),
  apart: { ...part.apart, ...places },
});

/** All members of the part, and nobody else: its row needs nothing but the new position. */
export const areTheMembers = ({ members }: Part, names: readonly string[]): boolean =>
  members.length === names.length && members.every((name) => names.includes(name));

/** Members that another process knows and this one does not stay where they are; those that it moves go on. */
export const leftBehind = (part: Part, names: readonly string[]): Part =>
  takenOut(part, Object.fromEntries(names.map((name) => [name, { position: part.position }])));

/** After some of its followers have come to a position. */
export const movedTo = (part: Part, names: readonly string[], position: string): Part =>
  gathered(takenOut(part, Object.fromEntries(names.map((name) => [name, { position }]))));

/** After a follower has met an event that it cannot apply: it stays before it, the others go on. */
export const stoppedAt = (part: Part, name: string, stopped: Stopped, before = placeIn(part, name).position): Part =>
  gathered(takenOut(part, { [name]: { position: before, stopped } }));

export const restarted = (part: Part, names: readonly string[]): Part => {
  const stopped = names.filter((name) => part.apart[name]?.stopped !== undefined);
  const places = stopped.map((name) => [name, { position: placeIn(part, name).position }]);
  return gathered(takenOut(part, Object.fromEntries(places) as Part['apart']));
};
