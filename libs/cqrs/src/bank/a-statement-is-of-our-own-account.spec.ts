import { Problem } from '@app/kernel/problem';
import { loadPolicies } from '../policies';
import { policiesFolder } from '../home';
import { masked, ownAccountOf } from './own-accounts';

const { policy } = loadPolicies(policiesFolder).bankMatching;
const found = (given: string | undefined, asked?: string): string => {
  try {
    return ownAccountOf(given, asked, policy).id;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

test.each([
  ['1610020309022013388', undefined, 'main'],
  ['1610 0203 0902 2013 388', undefined, 'main'],
  ['１６１００２０３０９０２２０１３３８８', undefined, 'main'],
  ['1610****3388', undefined, 'main'],
  ['************9921', undefined, 'second'],
  ['1611****3388', undefined, 'bank-account-not-ours'],
  ['1610****88', undefined, 'bank-account-not-ours'],
  ['161002030902201338', undefined, 'bank-account-not-ours'],
  ['1610020309022013388', 'main', 'main'],
  ['1610020309022013388', 'second', 'bank-account-not-ours'],
  [undefined, 'second', 'second'],
  [undefined, 'third', 'bank-account-not-ours'],
  [undefined, undefined, 'bank-account-missing'],
])('a statement of %s, asked for %s, is of: %s', (given, asked, expected) =>
  expect(found(given, asked)).toBe(expected),
);

test('nobody is shown more than the last four digits', () =>
  expect(masked('1610 0203 0902 2013 388')).toBe('•••• 3388'));
