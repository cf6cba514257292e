import type { CharacteristicAnswers } from '@app/credit-model/assessment-input';
import type { CharacteristicGrade } from '@app/credit-model/policy/policy-shape';
import type { Dice } from '../seeded';

const ITEMS = ['A', 'B', 'C'].flatMap((group) => [1, 2, 3, 4, 5, 6].map((item) => `${group}${item}`));

/** How often an aspect of such a customer is good, fair, poor or unknown; the grade itself is the model's to find. */
const LEANING: Readonly<Record<CharacteristicGrade, readonly (readonly [number, string])[]>> = {
  CA1: [
    [84, '5'],
    [14, '3'],
    [1, '1'],
    [1, '0'],
  ],
  CA2: [
    [46, '5'],
    [38, '3'],
    [11, '1'],
    [5, '0'],
  ],
  CA3: [
    [20, '5'],
    [48, '3'],
    [23, '1'],
    [9, '0'],
  ],
  CA4: [
    [8, '5'],
    [38, '3'],
    [38, '1'],
    [16, '0'],
  ],
  CA5: [
    [2, '5'],
    [19, '3'],
    [50, '1'],
    [29, '0'],
  ],
  CA6: [
    [4, '3'],
    [32, '1'],
    [64, '0'],
  ],
};

/** The 72 aspects of one customer, as the paper card has them: four digits an item. */
export const answersLike = (grade: CharacteristicGrade, dice: Dice): CharacteristicAnswers =>
  Object.fromEntries(
    ITEMS.map((item) => [item, Array.from({ length: 4 }, () => dice.weighted(LEANING[grade])).join('')]),
  );
