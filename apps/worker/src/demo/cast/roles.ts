import type { CharacteristicGrade } from '@app/credit-model/policy/policy-shape';
import type { Dice } from '../seeded';
import type { Health } from './statements';

/** How far the application of a dealer has come by the end of the year, or what else becomes of it. */
export type Fate =
  | 'trades'
  | 'lapses'
  | 'green-channel'
  | 'filed'
  | 'refused-at-review'
  | 'in-assessment'
  | 'assessed'
  | 'reported'
  | 'approved'
  | 'returned'
  | 'declined';

/** How a dealer pays. Two default for good; one recovers; some are short of cash at the end of the year. */
export type Temper =
  'early' | 'prompt' | 'slow' | 'late' | 'squeezed' | 'defaults-early' | 'defaults-late' | 'recovers';

/** Something that happens to one of the dealer's receivables. */
export type Incident =
  | 'our-fault'
  | 'price-quarrel'
  | 'our-fault-open'
  | 'flood'
  | 'flood-asked-late'
  | 'flood-refused'
  | 'hold-lifted-by-hand';

export type Role = Readonly<{
  fate: Fate;
  temper: Temper;
  incident?: Incident;
  /** Of those that are declined: whether not even security would help. */
  hopeless?: boolean;
}>;

/** Out of 120 dealers so many have a fate other than trading, and at least one in a smaller cast. */
const FATES: readonly (readonly [number, Fate])[] = [
  [3, 'filed'],
  [3, 'refused-at-review'],
  [3, 'in-assessment'],
  [2, 'assessed'],
  [2, 'reported'],
  [3, 'approved'],
  [2, 'returned'],
  [5, 'declined'],
  [3, 'green-channel'],
  [2, 'lapses'],
];

const CAST_OF_FATES = 120;

/** There are exactly so many of each of these, whatever the size of the cast. */
const CHARACTERS: readonly Role[] = [
  { fate: 'trades', temper: 'defaults-early' },
  { fate: 'trades', temper: 'defaults-late' },
  { fate: 'trades', temper: 'recovers' },
  { fate: 'trades', temper: 'squeezed' },
  { fate: 'trades', temper: 'squeezed' },
  { fate: 'trades', temper: 'prompt', incident: 'flood' },
  { fate: 'trades', temper: 'slow', incident: 'flood-asked-late' },
  { fate: 'trades', temper: 'slow', incident: 'flood-refused' },
  { fate: 'trades', temper: 'prompt', incident: 'our-fault' },
  { fate: 'trades', temper: 'slow', incident: 'price-quarrel' },
  { fate: 'trades', temper: 'prompt', incident: 'our-fault-open' },
  { fate: 'trades', temper: 'late', incident: 'hold-lifted-by-hand' },
];

const TEMPERS: readonly (readonly [number, Temper])[] = [
  [18, 'early'],
  [44, 'prompt'],
  [24, 'slow'],
  [11, 'late'],
  [3, 'squeezed'],
];

const INCIDENTS: readonly (readonly [number, Incident | undefined])[] = [
  [82, undefined],
  [10, 'our-fault'],
  [4, 'price-quarrel'],
  [4, 'our-fault-open'],
];

/** One role for each dealer, in an order that the seed decides. */
export const rolesFor = (dealers: number, dice: Dice): Role[] => {
  const fated = FATES.flatMap(([count, fate]): Role[] => {
    const times = Math.max(1, Math.round((count * dealers) / CAST_OF_FATES));
    return Array.from({ length: times }, (_, nth) => ({ fate, temper: 'prompt' as const, hopeless: nth % 2 === 0 }));
  });
  const others = Math.max(0, dealers - fated.length - CHARACTERS.length);
  const trading = Array.from({ length: others }, (): Role => {
    const temper = dice.weighted(TEMPERS);
    const incident = dice.weighted(INCIDENTS);
    const isCalm = temper === 'squeezed' || incident === undefined;
    return { fate: 'trades', temper, ...(!isCalm && { incident }) };
  });
  return dice.shuffled([...fated, ...CHARACTERS, ...trading]);
};

/** What kind of customer the analyst will meet, and the limit in 万元 that its books are cut for. */
export type Quality = Readonly<{ like: CharacteristicGrade; health: Health; limitWan: number }>;

type Sort = Readonly<{ like: CharacteristicGrade; health: readonly Health[]; limitsWan: readonly [number, number] }>;

const SORTS: readonly (readonly [number, Sort])[] = [
  [16, { like: 'CA1', health: ['strong'], limitsWan: [60, 210] }],
  [50, { like: 'CA2', health: ['strong', 'sound', 'sound'], limitsWan: [28, 165] }],
  [26, { like: 'CA3', health: ['sound', 'fair'], limitsWan: [16, 75] }],
  [8, { like: 'CA4', health: ['sound', 'fair'], limitsWan: [12, 42] }],
];

/** Some that trade on security alone; those that are declined are weak or sick. */
export const qualityFor = ({ fate, temper, hopeless }: Role, dice: Dice): Quality => {
  if (fate === 'declined')
    return { like: hopeless === true ? 'CA6' : 'CA5', health: hopeless === true ? 'sick' : 'weak', limitWan: 20 };
  if (temper.startsWith('defaults')) return { like: 'CA3', health: 'fair', limitWan: dice.between(26, 40) };
  if (fate === 'trades' && temper === 'late' && dice.chance(25)) return { like: 'CA5', health: 'fair', limitWan: 15 };
  const { like, health, limitsWan } = dice.weighted(SORTS);
  return { like, health: dice.pick(health), limitWan: dice.between(...limitsWan) };
};
