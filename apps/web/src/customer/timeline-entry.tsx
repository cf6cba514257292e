import { useTranslation } from 'react-i18next';
import { type TimelineEntry } from '@app/contracts/customer';

/** One event as people read it: what, when, by whom. */
export const TimelineEntryLine = ({ entry }: Readonly<{ entry: TimelineEntry }>) => {
  const { t } = useTranslation();
  return (
    <li className={`entry ${entry.tone}`}>
      <span>{entry.text}</span>
      <small className="quiet num" title={`${entry.type} · ${entry.recordedAt}`}>
        {entry.on} · {t('customer.by', { who: entry.by })}
      </small>
    </li>
  );
};
