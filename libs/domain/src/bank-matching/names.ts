import { provinceOf, regionAt } from './regions';

/** A name taken apart, so that two ways of writing one name come out the same and two companies do not. */
export type NameParts = Readonly<{
  /** Letters and figures alone, one width, one case: 临沂鑫旺农机有限公司. */
  full: string;
  /** Without region, legal form and branch: 鑫旺农机. */
  core: string;
  /** Provinces and cities that it names, e.g. 山东, 临沂. */
  regions: readonly string[];
  /** A branch is no company of its own, and still not the company. */
  branch: string;
}>;

/** At the end of a name, the longest first; each of them may be cut short to the next. */
const CHINESE_FORMS: readonly string[] = [
  '股份有限责任公司',
  '有限责任公司',
  '股份有限公司',
  '股份公司',
  '有限公司',
  '责任公司',
  '公司',
  '农民专业合作社联合社',
  '农民专业合作社',
  '专业合作社',
  '个体工商户',
  '个人独资企业',
  '普通合伙',
  '有限合伙',
];
const BRANCH = /(?:分公司|办事处|营业部|分厂|分店|分部)$/u;
/** What many a company calls itself by: a core of nothing else tells nobody from nobody. */
const TRADES =
  /农机|农业|农资|机械|机电|装备|设备|汽车|车业|三轮|贸易|商贸|经贸|工贸|商行|商店|经营部|销售|实业|科技|集团|工程|建筑|建材|物流|运输|五金|配件|服务|发展|投资|电器|电子|材料|制造|有限|合作社/gu;
const ENGLISH_FORMS: ReadonlySet<string> = new Set(
  'inc incorporated ltd limited co company corp corporation llc llp plc gmbh ag sa srl bv nv pte pty kk pvt'.split(' '),
);
const ENGLISH_SMALL: ReadonlySet<string> = new Set(['the', 'and', 'of']);
const DIVISION_MARK = /^(?:壮族自治区|回族自治区|维吾尔自治区|特别行政区|自治区|自治州|地区|省|市|盟)/u;
/** A county or district behind the city: 兰山区, 沂水县. Taken only with its mark, for many names begin alike. */
const COUNTY = /^[\p{Script=Han}]{1,4}?(?:区|县)/u;
/** So much of a name has to be left that it still means somebody. */
const CORE_MIN = 2;

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
const oneWidth = (text: string): string => text.normalize('NFKC').toLowerCase();
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

type Taken = Readonly<{ rest: string; regions: string[] }>;

/** Province, city and county in front; 中国 tells nobody apart from nobody. */
const withoutRegions = (text: string): Taken => {
  const regions: string[] = [];
  let rest = text;
  for (;;) {
    const region = regionAt(rest);
    // 北京朝阳 is a district of Beijing and not the city in Liaoning.
    const isElsewhere = regions.length > 0 && provinceOf.get(region ?? '') !== provinceOf.get(regions[0] ?? '');
    if (region === undefined || isElsewhere) break;
    const behind = rest.slice(region.length).replace(DIVISION_MARK, '');
    if (behind.length < CORE_MIN) break;
    regions.push(region);
    rest = behind;
  }
  if (regions.length > 0) {
    const behind = rest.replace(COUNTY, '');
    if (behind.length >= CORE_MIN && behind.length < rest.length) rest = behind;
  }
  return { rest, regions };
};

const withoutForm = (text: string): string => {
  const form = CHINESE_FORMS.find((each) => text.endsWith(each) && text.length - each.length >= CORE_MIN);
  return form === undefined ? text : text.slice(0, -form.length);
};

/** What stands in brackets is the name's own: a region, a branch, or 集团; 个体工商户 says a legal form. */
const bracketed = (text: string): Readonly<{ outside: string; inside: string[] }> => {
  const inside: string[] = [];
  const outside = text.replace(/[([{【〔「『《<]([^)\]}】〕」』》>]{0,30})[)\]}】〕」』》>]?/gu, (_, held: string) => {
    inside.push(bare(held));
    return '';
  });
  return { outside: bare(outside), inside };
};

/** A branch stands behind the company's own form: 鑫旺农机有限公司沂水分公司. */
const branchOf = (text: string): string => {
  const found = BRANCH.exec(text);
  if (found === null) return '';
  const company = text.lastIndexOf('公司', found.index - 1);
  return text.slice(company < 0 ? found.index : company + 2);
};

const chineseParts = (text: string): NameParts => {
  const { outside, inside } = bracketed(text);
  const full = bare(text).replaceAll('有限责任公司', '有限公司');
  const held = inside.filter((each) => each !== '' && !CHINESE_FORMS.includes(each));
  const inRegions = held.flatMap((each) => {
    const region = regionAt(each);
    return region !== undefined && each.slice(region.length).replace(DIVISION_MARK, '') === '' ? [region] : [];
  });
  const kept = held.filter((each) => regionAt(each) === undefined && each !== '中国');
  const branch = branchOf(outside);
  const { rest, regions } = withoutRegions(withoutForm(outside.slice(0, outside.length - branch.length)));
  const core = `${rest.replace(/^中国/u, '')}${kept.join('')}`;
  return { full, core: core === '' ? full : core, regions: [...regions, ...inRegions], branch };
};

const englishParts = (text: string): NameParts => {
  const words = text
    .replaceAll('&', ' and ')
    .replace(/['’.]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const isForm = (word: string) => ENGLISH_FORMS.has(word);
  let end = words.length;
  while (end > 1 && isForm(words[end - 1] ?? '')) end -= 1;
  const core = words.slice(0, end).filter((word) => !ENGLISH_SMALL.has(word));
  return { full: words.join(''), core: (core.length === 0 ? words : core).join(''), regions: [], branch: '' };
};

export const partsOf = (name: string): NameParts => {
  const text = oneWidth(name);
  return isHan(text) ? chineseParts(text) : englishParts(text);
};

/** Two names may be of one company only when no region of one contradicts the other: 长春 is in 吉林, and not in 山东. */
export const regionsAgree = (a: readonly string[], b: readonly string[]): boolean =>
  a.every((one) =>
    b.every((other) => {
      if (one === other) return true;
      const [provinceA, provinceB] = [provinceOf.get(one), provinceOf.get(other)];
      // Two cities of one province are two places; a city and its province are not.
      return provinceA === provinceB && (one === provinceA || other === provinceB);
    }),
  );

/** Whether two names say the same once regions and legal forms are taken off, and nothing that they do say contradicts. */
export const sameCompany = (a: NameParts, b: NameParts): boolean => {
  if (a.core !== b.core || a.branch !== b.branch) return false;
  // 长春农机 and 吉林农机: where only a trade is left, it is the place that tells them apart.
  if (a.core.replace(TRADES, '').length < CORE_MIN && isHan(a.core))
    return a.regions.length > 0 && a.regions.at(-1) === b.regions.at(-1);
  return regionsAgree(a.regions, b.regions);
};

export const pairsOf = (text: string): string[] =>
  text.length < 2 ? [text] : Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));

/** How alike two texts are, in percent: twice the pairs of characters in common over all pairs (Dice). */
export const likeness = (a: string, b: string): number => {
  const left = new Map<string, number>();
  for (const pair of pairsOf(a)) left.set(pair, (left.get(pair) ?? 0) + 1);
  let common = 0;
  const others = pairsOf(b);
  for (const pair of others) {
    const still = left.get(pair) ?? 0;
    if (still === 0) continue;
    common += 1;
    left.set(pair, still - 1);
  }
  return Math.floor((200 * common) / (pairsOf(a).length + others.length));
};
