/** A town that dealers sit in; `area` is its six-digit division code, as it stands in a credit code. */
export type Town = Readonly<{ name: string; area: string }>;

/** A selling unit 主销单位 with its people, who sign with role and name. */
export type Unit = Readonly<{
  name: string;
  /** Reviews what sales files. */
  head: string;
  sales: string;
  collector: string;
  towns: readonly Town[];
}>;

const town = (area: string, name: string): Town => ({ area, name });

export const units: readonly Unit[] = [
  {
    name: '鲁南主销单位',
    head: 'sales-lu',
    sales: 'sales-sun',
    collector: 'collector-bai',
    towns: [
      town('371302', '临沂市兰山区'),
      town('371321', '沂南县'),
      town('370481', '滕州市'),
      town('370829', '嘉祥县'),
      town('371722', '单县'),
    ],
  },
  {
    name: '鲁北主销单位',
    head: 'sales-pan',
    sales: 'sales-geng',
    collector: 'collector-ma',
    towns: [
      town('370783', '寿光市'),
      town('371422', '宁津县'),
      town('371523', '茌平区'),
      town('371621', '惠民县'),
      town('370125', '济阳区'),
    ],
  },
  {
    name: '豫东主销单位',
    head: 'sales-wei',
    sales: 'sales-niu',
    collector: 'collector-dong',
    towns: [
      town('411403', '商丘市睢阳区'),
      town('411624', '沈丘县'),
      town('410221', '杞县'),
      town('411725', '确山县'),
      town('411481', '永城市'),
    ],
  },
  {
    name: '苏北主销单位',
    head: 'sales-tao',
    sales: 'sales-xia',
    collector: 'collector-kong',
    towns: [
      town('320324', '睢宁县'),
      town('320722', '东海县'),
      town('321322', '沭阳县'),
      town('320826', '涟水县'),
      town('320382', '邳州市'),
    ],
  },
  {
    name: '皖北主销单位',
    head: 'sales-jin',
    sales: 'sales-cui',
    collector: 'collector-hao',
    towns: [
      town('341221', '临泉县'),
      town('341324', '泗县'),
      town('341621', '涡阳县'),
      town('340323', '固镇县'),
      town('340621', '濉溪县'),
    ],
  },
  {
    name: '冀中主销单位',
    head: 'sales-yan',
    sales: 'sales-shi',
    collector: 'collector-fan',
    towns: [
      town('130982', '任丘市'),
      town('130682', '定州市'),
      town('130123', '正定县'),
      town('131123', '武强县'),
      town('130531', '广宗县'),
    ],
  },
];

/** Head office, likewise by role and name. */
export const office = {
  analysts: ['analyst-chen', 'analyst-gao', 'analyst-luo'],
  approvers: ['approver-qin', 'approver-zhao'],
  director: 'director-shen',
  otherDirector: 'director-fan',
  finance: ['finance-tang', 'finance-yu'],
} as const;
