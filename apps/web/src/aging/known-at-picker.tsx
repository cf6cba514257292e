import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useDayLocale } from '../parts/day-locale';

const SHOWN = 'YYYY-MM-DD HH:mm';

type Props = Readonly<{ at: string | undefined; choose: (at: string | undefined) => void }>;

/** The second clock: what was known at a time. Cleared, it is all that is known now; a place in the log is left as it is. */
export const KnownAtPicker = ({ at, choose }: Props) => {
  const { t } = useTranslation();
  useDayLocale();
  const instant = at === undefined || !at.includes('T') ? null : dayjs(at);
  return (
    <label className="day-picker">
      <span>{t('aging.knownAt')}</span>
      <DatePicker
        value={instant}
        format={SHOWN}
        showTime={{ format: 'HH:mm' }}
        placeholder={at === undefined ? t('aging.knownNow') : at}
        aria-label={t('aging.knownAt')}
        disabledDate={(day) => day.isAfter(dayjs(), 'day')}
        onChange={(date: dayjs.Dayjs | null) => choose(date?.toISOString())}
      />
    </label>
  );
};
