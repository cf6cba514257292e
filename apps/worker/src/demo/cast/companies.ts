import { checkCharacter } from '@app/kernel/credit-code';
import type { Dice } from '../seeded';
import type { Town } from './places';

const FIRST = '沭耘穗垄犁陇禾坡畦稷麦穰岱沂淮漳'.split('');
const SECOND = '恒昌顺远泰润丰盛达通捷瑞祺茂鼎安'.split('');
const TRADE = ['农机', '农用车', '三轮车', '机电', '农机装备', '车业'];
const FORM = ['销售有限公司', '有限公司', '商贸有限公司', '销售服务有限公司'];
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'.split('');
const GIVEN = '建国志强桂兰秀英海涛永军红梅玉成文斌德胜春生立新金凤'.split('');

/** Every draw is a different name: the pool is larger than any cast, and what was taken is not taken again. */
export const companyName = (dice: Dice, { name }: Town, taken: Set<string>): string => {
  for (;;) {
    const brand = `${dice.pick(FIRST)}${dice.pick(SECOND)}`;
    if (taken.has(brand)) continue;
    taken.add(brand);
    return `${name}${brand}${dice.pick(TRADE)}${dice.pick(FORM)}`;
  }
};

const BODY = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('');
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
/** As GB 11714 values them: A is 10. */
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The check character of an organisation code (GB 11714), which stands inside the credit code. */
const organisationCheck = (first8: string): string => {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + weight * ORGANISATION_ALPHABET.indexOf(first8.charAt(at)),
    0,
  );
  const rest = 11 - (sum % 11);
  if (rest === 10) return 'X';
  return rest === 11 ? '0' : String(rest);
};

/** A code that passes every check, of a company that does not exist. */
export const companyCode = (dice: Dice, { area }: Town): string => {
  const first8 = `MA${Array.from({ length: 6 }, () => dice.pick(BODY)).join('')}`;
  const first17 = `91${area}${first8}${organisationCheck(first8)}`;
  return first17 + checkCharacter(first17);
};

/** No mobile number in China begins with 100: nobody is rung up from the demo. */
export const companyContact = (dice: Dice): Readonly<{ name: string; phone: string }> => ({
  name: `${dice.pick(SURNAMES)}${dice.pick(GIVEN)}${dice.chance(70) ? dice.pick(GIVEN) : ''}`,
  phone: `1000000${String(dice.between(0, 9999)).padStart(4, '0')}`,
});
