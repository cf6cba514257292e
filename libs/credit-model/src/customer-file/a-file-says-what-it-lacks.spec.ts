import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dateOf } from '@app/kernel/business-date';
import { ofYuan } from '@app/kernel/yuan';
import { lastYear } from '@test/support/credit-files';
import { completenessOf, completenessPolicy } from './completeness';
import type { FileContents } from './file-contents';
import { fileContradictions } from './file-contradictions';
import type { FileFact } from './file-facts';

const document = JSON.parse(
  readFileSync(join(__dirname, '../../../../config/policies/customer-file/standard.json'), 'utf8'),
) as { items: { item: string; weight: number }[] };
const policy = completenessPolicy.parse(document);
const empty: FileContents = {
  name: '鑫旺农机',
  identity: {},
  statements: [],
  facts: [],
  securities: [],
  attachments: [],
};
const complete: FileContents = {
  ...empty,
  identity: {
    creditCode: '91350100M000100Y43',
    legalRepresentative: '王芳',
    foundedOn: dateOf('2015-06-01'),
    registeredCapital: ofYuan(5_000_000),
    address: '兰山路 1 号',
    contact: { name: '王芳', phone: '100' },
  },
  statements: [lastYear, { ...lastYear, year: 2024 }].map((each) => ({
    ...each,
    income: { revenue: '9', costOfSales: '7', operatingProfit: '1', totalProfit: '1', netProfit: '1' },
    cashFlow: { operating: '1', investing: '-1', financing: '1', net: '1' },
  })),
  facts: [
    { factId: 'F-1', kind: 'owner', name: '王芳', sharePercent: '100' },
    { factId: 'F-2', kind: 'bank-account', bank: '农行', accountLast4: '1234' },
    {
      factId: 'F-3',
      kind: 'bank-relation',
      bank: '农行',
      facility: ofYuan(100),
      used: ofYuan(100),
      standing: 'good',
      asOf: dateOf('2026-01-01'),
    },
    ...['F-4', 'F-5'].map((factId): FileFact & { factId: string } => ({
      factId,
      kind: 'trade-reference',
      supplier: '潍柴',
      paysOnTime: 'always',
      askedOn: dateOf('2026-01-01'),
    })),
  ],
  attachments: ['licence', 'audit'],
};
const missing = (file: FileContents) => completenessOf(policy, file).missing.map(({ item }) => item);

describe('the completeness of a file', () => {
  test('is nothing for an empty file, the weightiest gap first, and all for a full one', () => {
    const nothing = completenessOf(policy, empty);
    expect(nothing.percent).toBe(0);
    expect(nothing.missing[0]).toMatchObject({ item: 'statements', have: 0, wanted: 2, weight: 16 });
    expect(nothing.missing).toHaveLength(policy.items.length - 1);
    expect(completenessOf(policy, complete)).toEqual({ percent: 100, missing: [] });
  });

  test('asks for security where the grade takes it, and nowhere else', () => {
    expect(missing({ ...complete, grade: 'CA5' })).toEqual(['security']);
    expect(missing({ ...complete, grade: 'CA4' })).toEqual([]);
    expect(completenessOf(policy, { ...complete, grade: 'CA5' }).percent).toBe(88);
  });

  test('counts one where two are asked for as not yet there', () => {
    const one = { ...complete, facts: complete.facts.filter(({ factId }) => factId !== 'F-5') };
    expect(completenessOf(policy, one).missing).toMatchObject([{ item: 'trade-references', have: 1, wanted: 2 }]);
  });

  test('does not take what next year’s sheet tells for a statement of its own', () => {
    const [newest, before] = complete.statements;
    const statements = [newest!, { ...before!, fromComparative: true as const }];
    expect(missing({ ...complete, statements })).toEqual(['statements']);
  });

  test('is whole per cent, and never 100 while something is missing', () => {
    const rare = {
      ...policy,
      items: policy.items.map((each) => ({ ...each, weight: each.item === 'address' ? 1 : 1000 })),
    };
    const { address: _, ...identity } = complete.identity;
    expect(completenessOf(rare, { ...complete, identity }).percent).toBe(99);
  });

  test('is asked by a policy that names each part once', () => {
    const [first] = document.items;
    const twice = completenessPolicy.safeParse({ ...document, items: [...document.items, first] });
    expect(twice.error?.issues.map(({ path }) => path.join('.'))).toEqual(['items.16.item']);
  });
});

describe('the contradictions of a file', () => {
  const codes = (file: FileContents) => fileContradictions(file).map(({ code, where }) => `${code} ${where}`);

  test('are none in a sound one', () => expect(codes(complete)).toEqual([]));

  test('are found between the customer’s founding and the rest of its file', () => {
    const young = { ...complete.identity, foundedOn: dateOf('2025-03-01'), customerSince: dateOf('2025-02-28') };
    expect(codes({ ...complete, identity: young })).toEqual([
      'customer-before-founding identity.customerSince',
      'statement-before-founding statements.2024',
    ]);
    expect(codes({ ...complete, identity: { ...young, customerSince: dateOf('2025-03-01') } })).toHaveLength(1);
  });

  test('are found at the last fen of the registered capital, whatever the unit', () => {
    const paidIn = (paidInCapital: string, unit: 'wan' | 'yuan'): FileContents => ({
      ...complete,
      statements: [{ ...lastYear, unit, balance: { ...lastYear.balance, paidInCapital } }],
    });
    expect(codes(paidIn('500', 'wan'))).toEqual([]);
    expect(codes(paidIn('500.000001', 'wan'))).toEqual([
      'paid-in-above-registered statements.2025.balance.paidInCapital',
    ]);
    expect(codes(paidIn('5000000', 'yuan'))).toEqual([]);
  });

  test('take a name for the same whatever brackets and spaces it is typed with', () => {
    const licence = (licenceName: string) => ({ ...complete, name: '鑫旺（临沂）农机', identity: { licenceName } });
    expect(codes(licence('鑫旺(临沂) 农机'))).toEqual([]);
    expect(codes(licence('鑫旺临沂农机'))).toEqual(['licence-name-differs identity.licenceName']);
  });

  test('are found between years whose statements are in two units', () => {
    const [now, before] = complete.statements;
    const inYuan = { ...before!, unit: 'yuan' as const, balance: { ...before!.balance, inventory: '2600000' } };
    const told = (inventory: string): FileContents => ({
      ...complete,
      statements: [{ ...now!, comparative: { balance: { inventory } } }, inYuan],
    });
    const about = (file: FileContents) => fileContradictions(file).filter(({ code }) => code === 'comparative-differs');
    expect(about(told('260'))).toEqual([]);
    expect(about(told('260.000001'))).toMatchObject([
      { year: 2025, left: { value: '260.000001' }, right: { value: '260' }, difference: '0.000001' },
    ]);
  });

  test('are found where this year’s statement is in yuan and last year’s in ten thousand', () => {
    const [now, before] = complete.statements;
    const told = (inventory: string): FileContents => ({
      ...complete,
      statements: [{ ...now!, unit: 'yuan', comparative: { balance: { inventory } } }, before!],
    });
    const about = (file: FileContents) => fileContradictions(file).filter(({ code }) => code === 'comparative-differs');
    expect(about(told('2600000'))).toEqual([]);
    expect(about(told('2600000.01'))).toMatchObject([{ right: { value: '2600000' }, difference: '0.01' }]);
  });

  test('are found where retained earnings grow by more than the profit, to the last fen', () => {
    const [now, before] = complete.statements;
    const years = (closing: string): FileContents => ({
      ...complete,
      statements: [
        { ...now!, balance: { ...now!.balance, retainedEarnings: closing } },
        { ...before!, balance: { ...before!.balance, retainedEarnings: '40' } },
      ],
    });
    expect(codes(years('41'))).toEqual([]);
    expect(codes(years('41.000001'))).toEqual([
      'retained-earnings-roll-forward statements.2025.balance.retainedEarnings',
    ]);
  });
});
