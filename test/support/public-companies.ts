import type { Statement } from '@app/credit-model/statement';

// Typed in from what these companies have published, in millions of US dollars. A ratio knows no currency; the unit is the
// model's larger one, so that no figure is too small for it.
const sheet = (year: number, balance: Statement['balance'], income: NonNullable<Statement['income']>): Statement => ({
  year,
  unit: 'wan',
  balance,
  income,
});

type PublicCompany = Readonly<{ name: string; source: string; statements: readonly [Statement, Statement] }>;

/** Newest year first. */
export const publicCompanies: readonly PublicCompany[] = [
  {
    name: 'Apple Inc.',
    source:
      'Form 10-K for the fiscal year ended September 30, 2023: consolidated balance sheets, statements of operations',
    statements: [
      sheet(
        2023,
        {
          ...{ cash: '29965', tradingSecurities: '31590', receivables: '29508', inventory: '6331' },
          ...{ otherCurrentAssets: '46172', currentAssets: '143566', fixedAssets: '43715', totalAssets: '352583' },
          ...{ currentLiabilities: '145308', totalLiabilities: '290437', equity: '62146' },
        },
        {
          ...{ revenue: '383285', costOfSales: '214137', expenses: '54847' },
          ...{ operatingProfit: '114301', totalProfit: '113736', netProfit: '96995' },
        },
      ),
      sheet(
        2022,
        {
          ...{ cash: '23646', tradingSecurities: '24658', receivables: '28184', inventory: '4946' },
          ...{ otherCurrentAssets: '53971', currentAssets: '135405', fixedAssets: '42117', totalAssets: '352755' },
          ...{ currentLiabilities: '153982', totalLiabilities: '302083', equity: '50672' },
        },
        {
          ...{ revenue: '394328', costOfSales: '223546', expenses: '51345' },
          ...{ operatingProfit: '119437', totalProfit: '119103', netProfit: '99803' },
        },
      ),
    ],
  },
  {
    name: 'Microsoft Corporation',
    source: 'Form 10-K for the fiscal year ended June 30, 2023: balance sheets, income statements',
    statements: [
      sheet(
        2023,
        {
          ...{ cash: '34704', tradingSecurities: '76558', receivables: '48688', inventory: '2500' },
          ...{ otherCurrentAssets: '21807', currentAssets: '184257', totalAssets: '411976' },
          ...{ currentLiabilities: '104149', totalLiabilities: '205753', equity: '206223' },
        },
        {
          ...{ revenue: '211915', costOfSales: '65863', expenses: '57529' },
          ...{ operatingProfit: '88523', totalProfit: '89311', netProfit: '72361' },
        },
      ),
      sheet(
        2022,
        {
          ...{ cash: '13931', tradingSecurities: '90826', receivables: '44261', inventory: '3742' },
          ...{ otherCurrentAssets: '16924', currentAssets: '169684', totalAssets: '364840' },
          ...{ currentLiabilities: '95082', totalLiabilities: '198298', equity: '166542' },
        },
        {
          ...{ revenue: '198270', costOfSales: '62650', expenses: '52237' },
          ...{ operatingProfit: '83383', totalProfit: '83716', netProfit: '72738' },
        },
      ),
    ],
  },
];
