import { exact, type Exact } from '@app/kernel/exact';
import { contradictionsOf } from '../contradictions';
import { contradictionsBetween } from './between-years';
import type { FileContents } from './file-contents';
import type { FileContradiction } from './file-contradiction';

type Rule = (file: FileContents) => readonly FileContradiction[];

const figures = (left: readonly [string, Exact], right: readonly [string, Exact]) => ({
  left: { name: left[0], value: left[1].toFixed() },
  right: { name: right[0], value: right[1].toFixed() },
  difference: left[1].minus(right[1]).toFixed(),
});

const withinStatements: Rule = ({ statements }) =>
  statements.flatMap((statement) =>
    contradictionsOf(statement).map(({ line, left, right, ...found }) => ({
      ...found,
      ...figures([left.name, exact(left.value)], [right.name, exact(right.value)]),
      where: `statements.${statement.year}.${line}`,
    })),
  );

const paidInAboveRegistered: Rule = ({ statements, identity: { registeredCapital } }) => {
  if (registeredCapital === undefined) return [];
  return statements.flatMap(({ year, unit, balance: { paidInCapital } }) => {
    if (paidInCapital === undefined) return [];
    const paidIn = exact(paidInCapital).times(unit === 'wan' ? 10_000 : 1);
    if (paidIn.lte(registeredCapital)) return [];
    const both = figures(['paidInCapital', paidIn], ['registeredCapital', exact(registeredCapital)]);
    const where = `statements.${year}.balance.paidInCapital`;
    return [{ code: 'paid-in-above-registered', year, ...both, where } as const];
  });
};

/** Brackets and spaces are typed one way or the other; a name is the same with either. */
const plainName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

const licenceNameDiffers: Rule = ({ name, identity: { licenceName } }) =>
  licenceName === undefined || plainName(licenceName) === plainName(name)
    ? []
    : [
        {
          code: 'licence-name-differs',
          left: { name: 'name', value: name },
          right: { name: 'licenceName', value: licenceName },
          where: 'identity.licenceName',
        },
      ];

const ownersAboveHundred: Rule = ({ facts }) => {
  const shares = facts.filter((fact) => fact.kind === 'owner').map(({ sharePercent }) => sharePercent);
  const sum = shares.reduce<Exact>((total, share) => total.plus(share), exact(0));
  return sum.lte(100)
    ? []
    : [{ code: 'owners-above-hundred', ...figures(['owners', sum], ['whole', exact(100)]), where: 'facts' }];
};

const facilityOverused: Rule = ({ facts }) =>
  facts.flatMap((fact) =>
    fact.kind !== 'bank-relation' || exact(fact.used).lte(fact.facility)
      ? []
      : [
          {
            code: 'facility-overused' as const,
            ...figures(['used', exact(fact.used)], ['facility', exact(fact.facility)]),
            where: `facts.${fact.factId}`,
          },
        ],
  );

const beforeFounding: Rule = ({ statements, identity: { foundedOn, customerSince } }) => {
  if (foundedOn === undefined) return [];
  const founded = { name: 'foundedOn', value: foundedOn };
  const asCustomer: FileContradiction[] =
    customerSince === undefined || customerSince >= foundedOn
      ? []
      : [
          {
            code: 'customer-before-founding',
            left: { name: 'customerSince', value: customerSince },
            right: founded,
            where: 'identity.customerSince',
          },
        ];
  const inYears = statements
    .filter(({ year }) => year < Number(foundedOn.slice(0, 4)))
    .map(({ year }) => ({
      code: 'statement-before-founding' as const,
      year,
      left: { name: 'year', value: String(year) },
      right: founded,
      where: `statements.${year}`,
    }));
  return [...asCustomer, ...inYears];
};

const rules: readonly Rule[] = [
  withinStatements,
  ({ statements }) => contradictionsBetween(statements),
  paidInAboveRegistered,
  licenceNameDiffers,
  ownersAboveHundred,
  facilityOverused,
  beforeFounding,
];

/** Everything in which a file contradicts itself, each with both sides. */
export const fileContradictions = (file: FileContents): readonly FileContradiction[] =>
  rules.flatMap((rule) => rule(file));
