import { NameIndex } from './name-index';
import { likeness, partsOf, sameCompany } from './names';

const same = (a: string, b: string): boolean => {
  const [left, right] = [partsOf(a), partsOf(b)];
  return left.full === right.full || sameCompany(left, right);
};

describe('two names are of one company', () => {
  test.each([
    ['临沂鑫旺农机有限公司', '临沂鑫旺农机有限公司'],
    ['临沂鑫旺农机有限公司', '临沂鑫旺农机有限责任公司'],
    ['临沂鑫旺农机有限公司', '临沂鑫旺农机公司'],
    ['临沂鑫旺农机有限公司', '临沂鑫旺农机'],
    ['山东省临沂市鑫旺农机有限公司', '临沂鑫旺农机有限公司'],
    ['山东鑫旺农机有限公司', '临沂市鑫旺农机有限责任公司'],
    ['临沂市兰山区鑫旺农机有限公司', '临沂鑫旺农机有限公司'],
    ['鑫旺农机（临沂）有限公司', '鑫旺农机(临沂)有限公司'],
    ['鑫旺农机（临沂）有限公司', '临沂鑫旺农机有限公司'],
    ['长春农机（集团）有限公司', '长春农机集团有限公司'],
    ['长春 农机 有限公司', '长春农机有限公司'],
    ['长春农机有限公司', '吉林省长春农机有限责任公司'],
    ['北京市朝阳区鑫旺农机有限公司', '北京鑫旺农机有限公司'],
    ['鑫旺农机股份有限公司', '鑫旺农机股份公司'],
    ['鑫旺农机经营部（个体工商户）', '鑫旺农机经营部'],
    ['沂水县鑫旺农机农民专业合作社', '沂水县鑫旺农机专业合作社'],
    ['ＡＢＣ机械（上海）有限公司', 'ABC机械(上海)有限公司'],
    ['内蒙古自治区赤峰市鑫旺农机有限公司', '赤峰鑫旺农机有限公司'],
    ['广西壮族自治区南宁市鑫旺农机有限公司', '广西鑫旺农机有限公司'],
    ['鑫旺农机有限公司沂水分公司', '鑫旺农机有限责任公司沂水分公司'],
    ['Acme Trading Co., Ltd.', 'ACME TRADING COMPANY LIMITED'],
    ['Acme Inc.', 'ACME, Incorporated'],
    ['Smith & Sons Ltd', 'SMITH AND SONS LIMITED'],
    ['The Farm Machinery Corp.', 'Farm Machinery Corporation'],
    ['O’Neill Tractors LLC', "O'Neill Tractors, L.L.C."],
    ['王建国', '王建国'],
  ])('%s · %s', (a, b) => expect([same(a, b), same(b, a)]).toEqual([true, true]));
});

describe('two names are of two companies', () => {
  test.each([
    ['长春兴达农机有限公司', '长春兴达机械有限公司'],
    ['长春农机有限公司', '吉林农机有限公司'],
    ['长春农机有限公司', '四平农机有限公司'],
    ['长春农机有限公司', '农机有限公司'],
    ['山东鑫旺农机有限公司', '河南鑫旺农机有限公司'],
    ['临沂鑫旺农机有限公司', '济南鑫旺农机有限公司'],
    ['临沂鑫旺农机有限公司', '临沂鑫旺农业有限公司'],
    ['临沂鑫旺农机有限公司', '临沂鑫望农机有限公司'],
    ['鑫旺农机有限公司', '鑫旺农机有限公司沂水分公司'],
    ['鑫旺农机有限公司沂南分公司', '鑫旺农机有限公司沂水分公司'],
    ['长春农机有限公司', '长春农机集团有限公司'],
    ['鑫旺农机有限公司', '鑫旺农机销售有限公司'],
    ['百胜（深圳）有限公司', '百胜（上海）有限公司'],
    ['Acme Trading Ltd', 'Acme Trading Partners Ltd'],
    ['Acme Ltd', 'Acne Ltd'],
    ['王建国', '王建军'],
    ['安康商贸有限公司', '汉中商贸有限公司'],
  ])('%s · %s', (a, b) => expect([same(a, b), same(b, a)]).toEqual([false, false]));
});

describe('the index of names', () => {
  const index = new NameIndex([
    { customerId: 'C-1', name: '临沂鑫旺农机有限公司' },
    { customerId: 'C-2', name: '济南鑫旺农机有限公司' },
    { customerId: 'C-3', name: '丰收车业' },
    { customerId: 'C-4', name: '长春兴达农机有限公司' },
    { customerId: 'C-5', name: 'Acme Trading Co., Ltd.' },
    { customerId: 'C-6', name: '长春农机有限公司' },
  ]);
  const found = (payer: string) => index.named(payer, 62).map(({ customerId, rule }) => `${customerId} ${rule}`);

  test.each([
    ['临沂鑫旺农机有限责任公司', ['C-1 name-equal']],
    ['山东临沂鑫旺农机', ['C-1 name-core']],
    ['鑫旺农机', ['C-1 name-core', 'C-2 name-core']],
    ['河南鑫旺农机有限公司', []],
    ['山东丰收车业（集团）有限责任公司', ['C-3 name-similar']],
    ['长春兴达农机销售有限公司', ['C-4 name-similar']],
    ['acme trading limited', ['C-5 name-core']],
    ['', []],
    ['（）', []],
  ])('finds for %s: %s', (payer, expected) => expect(found(payer)).toEqual(expected));

  test('finds a name in the midst of a text, and not where only its trade stands', () => {
    const inText = (text: string) => index.inText(text).map(({ customerId }) => customerId);
    expect(inText('代丰收车业付货款')).toEqual(['C-3']);
    expect(inText('购农机款')).toEqual([]);
    expect(inText('付ACME TRADING货款')).toEqual(['C-5']);
  });
});

test('likeness is the share of common pairs, whichever is asked first', () => {
  expect(likeness('鑫旺农机', '鑫旺农业')).toBe(66);
  expect(likeness('鑫旺农业', '鑫旺农机')).toBe(66);
  expect(likeness('鑫旺', '鑫旺')).toBe(100);
  expect(likeness('鑫', '旺')).toBe(0);
});
