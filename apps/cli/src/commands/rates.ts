import { currencyPath, ratePath, rateQuery, setRate, type RateView } from '@app/contracts/rates';
import { parsedInput } from '../parsed-input';
import { signature } from '../signature';
import { table } from '../table';
import type { ExitCode, Terminal } from '../terminal';
import { withDesk } from '../with-desk';

const tableOf = (rates: readonly RateView[], { words }: Terminal): string =>
  table(
    [
      words({ zh: '币种', en: 'Currency' }),
      words({ zh: '日期', en: 'Day' }),
      words({ zh: '汇率', en: 'Rate' }),
      words({ zh: '来源', en: 'Source' }),
      words({ zh: '登记人', en: 'Set by' }),
    ],
    rates.map(({ currency, on, rate, source, setBy }) => [currency, on, rate, source, setBy]),
  );

export const setRateOf = async (
  { currency, day, rate }: Readonly<{ currency: string; day: string; rate: string }>,
  { source, replaces, by }: Readonly<{ source: string; replaces?: string; by: string }>,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(ratePath, { currency, day }, out);
  const body = parsedInput(setRate, { rate, source, replaces }, out);
  const metadata = { by: signature(by) };
  const set = await withDesk(out, ({ rates }) => rates.set(path, body, metadata));
  out.show(tableOf([set], out), set);
  return 0;
};

export const listRates = async (
  currency: string,
  { page, size }: Readonly<{ page: number; size: number }>,
  out: Terminal,
): Promise<ExitCode> => {
  const path = parsedInput(currencyPath, { currency }, out);
  const wish = parsedInput(rateQuery, { page, size }, out);
  const found = await withDesk(out, ({ rates }) => rates.list(path, wish));
  const title = out.words(
    { zh: '{currency}：共 {total} 个汇率', en: '{currency}: {total} rates in all' },
    { currency, total: found.total },
  );
  out.show(found.rows.length === 0 ? title : `${title}\n\n${tableOf(found.rows, out)}`, found);
  return 0;
};
