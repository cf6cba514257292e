import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { type BusinessDate } from '@app/kernel/business-date';
import { useDayLocale } from '../parts/day-locale';

const FORMAT = 'YYYY-MM-DD';

type Props = Readonly<{ day: BusinessDate | undefined; choose: (day: string | undefined) => void }>;

/** A business day; cleared, it is today's again. */
export const DayPicker = ({ day, choose }: Props) => {
  const { t } = useTranslation();
  useDayLocale();
  return (
    <label className="day-picker">
      <span>{t('aging.asOf')}</span>
      <DatePicker
        value={day === undefined ? null : dayjs(day, FORMAT)}
        format={FORMAT}
        aria-label={t('aging.asOf')}
        inputReadOnly={false}
        onChange={(date: dayjs.Dayjs | null) => choose(date === null ? undefined : date.format(FORMAT))}
      />
    </label>
  );
};
