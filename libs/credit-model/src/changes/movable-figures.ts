import { ofYuan } from '@app/kernel/yuan';
import type { AssessmentInput } from '../assessment-input';
import type { Assessment } from '../assessment-result';
import type { Statement } from '../statement';
import { changedStatement, lineOf } from './changed-statement';

/** A figure of an input that can be moved: where it stands, what it is in whole steps, and the input with another one. */
export type MovableFigure = Readonly<{
  /** As `whatIf` takes it, e.g. `statements.2025.balance.inventory`. */
  path: string;
  from: bigint;
  least: bigint;
  most: bigint;
  /** As the input writes it. */
  written: (value: bigint) => string;
  /** Undefined where no such input is possible. */
  moved: (value: bigint) => AssessmentInput | undefined;
}>;

const FEN_MOST = 10n ** 15n - 1n;
const STEPS_DECIMALS = { yuan: 2, wan: 6 } as const;

const inSteps = (text: string, decimals: number): bigint => {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.padEnd(decimals, '0').slice(0, decimals)}`);
};
const asText = (steps: bigint, decimals: number): string => {
  const digits = String(steps < 0n ? -steps : steps).padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return `${steps < 0n ? '-' : ''}${digits.slice(0, -decimals)}${fraction === '' ? '' : `.${fraction}`}`;
};
const asYuan = (fen: bigint) => ofYuan(asText(fen, 2));

const yuanFigure = (
  path: string,
  from: string,
  least: bigint,
  moved: (amount: ReturnType<typeof asYuan>) => AssessmentInput,
): MovableFigure => ({
  path,
  from: inSteps(from, 2),
  least,
  most: FEN_MOST,
  written: asYuan,
  moved: (fen) => moved(asYuan(fen)),
});

const SIGNED = /^(balance\.(equity|retainedEarnings)|income\.\w*Profit|cashFlow\.\w+)$/;
const isPossible = ({ balance, income }: Statement): boolean =>
  Object.entries({ balance, income }).every(([part, lines]) =>
    Object.entries<string | undefined>(lines ?? {}).every(
      ([line, text = '']) => !text.startsWith('-') || SIGNED.test(`${part}.${line}`),
    ),
  );

const lineFigure = (input: AssessmentInput, index: number, path: string): MovableFigure[] => {
  const statement = input.statements[index];
  const text = statement === undefined ? undefined : lineOf(statement, path);
  if (statement === undefined || text === undefined) return [];
  const decimals = STEPS_DECIMALS[statement.unit];
  return [
    {
      path: `statements.${statement.year}.${path}`,
      from: inSteps(text, decimals),
      least: SIGNED.test(path) ? -FEN_MOST : 0n,
      most: FEN_MOST,
      written: (steps) => asText(steps, decimals),
      moved: (steps) => {
        const changed = changedStatement(statement, new Map([[path, asText(steps, decimals)]]));
        if (!isPossible(changed)) return undefined;
        return { ...input, statements: input.statements.map((one, at) => (at === index ? changed : one)) };
      },
    },
  ];
};

const SHEET = ['inventory', 'currentAssets', 'totalAssets', 'currentLiabilities', 'totalLiabilities'];
const MEASURED = [
  ...['cash', 'tradingSecurities', 'receivables', 'intangibles', 'paidInCapital'].map((line) => `balance.${line}`),
  ...['revenue', 'costOfSales', 'expenses', 'interest', 'operatingProfit', 'totalProfit'].map(
    (line) => `income.${line}`,
  ),
  'cashFlow.operating',
];

/** The latest statement's lines; those beyond the sheet's totals only where aspects are answered from them. */
const lineFigures = (input: AssessmentInput, found: Assessment): MovableFigure[] => {
  const index = input.statements.findIndex(({ year }) => year === found.workingAssets.year);
  const paths = [...SHEET.map((line) => `balance.${line}`), ...(input.answeredFromFigures === true ? MEASURED : [])];
  return paths.flatMap((path) => lineFigure(input, index, path));
};

const securityFigures = (input: AssessmentInput, found: Assessment): MovableFigure[] => {
  if (!found.combination.candidates.some(({ code }) => code === 'security')) return [];
  const { securities, flags } = input;
  if (securities === undefined) {
    const security = { kind: 'declared', ...flags?.security };
    const from = flags?.security?.coverage ?? '0.00';
    return [
      yuanFigure('flags.security.coverage', from, 0n, (coverage) => ({
        ...input,
        flags: { ...flags, security: { ...security, coverage } },
      })),
    ];
  }
  return securities.map((security, index) =>
    yuanFigure(`securities.${security.securityId}.liquidationValue`, security.liquidationValue, 0n, (value) => ({
      ...input,
      securities: securities.map((one, at) => (at === index ? { ...one, liquidationValue: value } : one)),
    })),
  );
};

const TERM_DAYS_MAX = 720n;

/** Every figure of the input that the search for the smallest change moves. */
export const movableFigures = (input: AssessmentInput, found: Assessment): readonly MovableFigure[] => [
  ...lineFigures(input, found),
  yuanFigure('asked', input.asked, 1n, (asked) => ({ ...input, asked })),
  {
    path: 'termDays',
    from: BigInt(input.termDays),
    least: 1n,
    most: TERM_DAYS_MAX,
    written: String,
    moved: (days) => ({ ...input, termDays: Number(days) }),
  },
  ...(input.expectedMonthlySales === undefined
    ? []
    : [
        yuanFigure('expectedMonthlySales', input.expectedMonthlySales, 0n, (sales) => ({
          ...input,
          expectedMonthlySales: sales,
        })),
      ]),
  ...securityFigures(input, found),
];
