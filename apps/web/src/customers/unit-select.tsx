import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { agingReport } from '@app/contracts/aging';
import { useLanguage } from '../language/use-language';
import { reading } from '../server/client';

const UNITS_MAX = 200;

/** The selling units are those that somebody owes money to: the aging report by unit names them. */
export const UnitSelect = ({
  value,
  choose,
}: Readonly<{ value: string | undefined; choose: (unit: string | undefined) => void }>) => {
  const { t } = useTranslation();
  const query = useQuery(reading(useLanguage(), agingReport, ['aging'], { by: 'unit', size: UNITS_MAX }));
  const units = new Set(query.data?.rows.map(({ name }) => name));
  if (value !== undefined) units.add(value);
  return (
    <Select
      allowClear
      value={value ?? null}
      placeholder={t('customers.allUnits')}
      aria-label={t('words.sellingUnit')}
      popupMatchSelectWidth={false}
      className="unit-select"
      options={[...units].sort().map((unit) => ({ value: unit, label: unit }))}
      onChange={(unit: string | null | undefined) => choose(unit ?? undefined)}
    />
  );
};
