import type { FileFact, Identity } from '@app/credit-model/customer-file/file-facts';
import type { OfferedSecurity } from '@app/credit-model/security';
import type { Statement } from '@app/credit-model/statement';
import { addDays, addMonths, dateOf, type BusinessDate } from '@app/kernel/business-date';
import { exact } from '@app/kernel/exact';
import { ofYuan, type Yuan } from '@app/kernel/yuan';
import type { Dice } from '../seeded';
import { perMilleOf } from '../season';
import { companyContact } from './companies';
import type { Town } from './places';

/** What the analyst finds out about a dealer beside its statements. */
export type PaperFile = Readonly<{
  identity: Identity;
  facts: readonly FileFact[];
  security: OfferedSecurity | undefined;
}>;

const BANKS = ['农业银行', '农村商业银行', '邮政储蓄银行', '建设银行', '工商银行'];
const SUPPLIERS = ['齐鲁轮胎经销处', '鲁岳柴油机配件公司', '沂河蓄电池厂', '淮北车架厂', '冀东橡胶制品厂'];
const STREETS = ['农贸路', '振兴街', '通达路', '建设街', '机电大道'];
const SECURITY_YEARS = 2;
/** What a shop is appraised at, in thousandths of what it would fetch in a hurry. */
const APPRAISED = 1400;

type About = Readonly<{
  number: string;
  name: string;
  town: Town;
  firstDay: BusinessDate;
  customerSince: BusinessDate;
  statements: readonly Statement[];
  securityCoverage: Yuan | undefined;
}>;

/** Before it became a customer, and before the first year of which it has a statement. */
const foundedOn = ({ customerSince, statements }: About, dice: Dice): BusinessDate => {
  const firstYear = Math.min(...statements.map(({ year }) => year));
  const latest = [customerSince, dateOf(`${firstYear}-01-01`)].sort()[0] ?? customerSince;
  return addDays(latest, -dice.between(200, 3200));
};

const factsOf = ({ firstDay }: About, owner: string, dice: Dice): FileFact[] => {
  const bank = dice.pick(BANKS);
  const share = dice.chance(60) ? 100 : dice.between(51, 90);
  const facility = ofYuan(dice.between(2, 30) * 50_000);
  const reference = (supplier: string): FileFact => ({
    kind: 'trade-reference',
    supplier,
    paysOnTime: dice.pick(['always', 'mostly', 'mostly', 'unknown'] as const),
    termDays: dice.pick([15, 30, 60]),
    askedOn: firstDay,
  });
  const last4 = String(dice.between(0, 9999)).padStart(4, '0');
  return [
    { kind: 'owner', name: owner, sharePercent: String(share) },
    ...(share === 100
      ? []
      : [{ kind: 'owner' as const, name: companyContact(dice).name, sharePercent: String(100 - share) }]),
    { kind: 'bank-account', bank, accountLast4: last4, isMain: true },
    ...(dice.chance(55)
      ? [
          {
            kind: 'bank-relation' as const,
            bank,
            facility,
            used: perMilleOf(facility, dice.between(100, 950)),
            standing: 'good' as const,
            asOf: firstDay,
          },
        ]
      : []),
    ...dice.shuffled(SUPPLIERS).slice(0, dice.between(0, 2)).map(reference),
  ];
};

const securityOf = ({ number, firstDay, securityCoverage }: About): OfferedSecurity | undefined =>
  securityCoverage === undefined
    ? undefined
    : {
        securityId: `DB-${number}-1`,
        kind: 'mortgage',
        description: '门店房产抵押',
        appraisedValue: perMilleOf(securityCoverage, APPRAISED),
        liquidationValue: securityCoverage,
        coveragePercent: '100',
        validTo: addMonths(firstDay, 12 * SECURITY_YEARS),
      };

/** The file of one dealer, sound in itself: nothing in it contradicts its statements. */
export const fileLike = (about: About, dice: Dice): PaperFile => {
  const owner = companyContact(dice).name;
  const paidIn = about.statements.map(({ balance }) => exact(balance.paidInCapital ?? '0').times(10_000));
  const capital = paidIn.reduce((most, each) => (each.gt(most) ? each : most), exact(0));
  return {
    identity: {
      licenceName: about.name,
      legalRepresentative: owner,
      foundedOn: foundedOn(about, dice),
      registeredCapital: ofYuan(capital),
      address: `${about.town.name}${dice.pick(STREETS)} ${dice.between(1, 280)} 号`,
      scope: '农用车辆、农业机械及配件销售与维修',
    },
    facts: factsOf(about, owner, dice),
    security: securityOf(about),
  };
};
