import { publicCompanies } from '@test/support/public-companies';
import { exampleFile, standardPolicy } from '@test/support/scoring-policy';
import { assess } from './assess';
import { contradictionDetails } from './contradictions';
import { statement } from './statement';

// The figures were divided by hand (Python's decimals, half up to the sixth place), and those that the companies publish
// themselves, such as Apple's gross margin of 44.1 per cent, are among them.
const figures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Apple Inc.': {
    currentRatio: '0.988012',
    quickRatio: '0.944442',
    cashRatio: '0.423617',
    debtRatio: '82.374079',
    inventoryTurnover: '37.977654',
    receivableTurnover: '13.287284',
    totalAssetTurnover: '1.086812',
    currentAssetTurnover: '2.747848',
    salesMargin: '29.674002',
    grossMargin: '44.13113',
    operatingMargin: '29.821412',
    costProfitMargin: '42.283556',
    salesGrowth: '-2.800461',
    capitalPreservation: '122.643669',
  },
  'Microsoft Corporation': {
    currentRatio: '1.769167',
    quickRatio: '1.745163',
    cashRatio: '1.068296',
    debtRatio: '49.942958',
    inventoryTurnover: '21.103172',
    receivableTurnover: '4.559812',
    totalAssetTurnover: '0.545599',
    currentAssetTurnover: '1.197459',
    salesMargin: '42.144728',
    grossMargin: '68.920086',
    operatingMargin: '41.772881',
    costProfitMargin: '72.379895',
    salesGrowth: '6.88203',
    capitalPreservation: '123.826422',
  },
};

describe.each(publicCompanies)('the statements of $name', ({ name, statements }) => {
  const file = { ...exampleFile('assess-worked-example'), statements: [...statements] };

  test('are statements, and do not contradict themselves', () => {
    for (const one of statements) expect(statement.parse(one)).toEqual(one);
    expect(contradictionDetails(statements)).toEqual([]);
  });

  test('have the ratios that they were divided to by hand', () => {
    const ratios = assess(standardPolicy, file).ratios;
    const values = Object.fromEntries(
      Object.keys(figures[name]!).map((id) => [id, ratios.find((found) => found.id === id)?.value]),
    );
    expect(values).toEqual(figures[name]);
  });
});
