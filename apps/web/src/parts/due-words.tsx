import { useTranslation } from 'react-i18next';
import { type BusinessDate, daysBetween } from '@app/kernel/business-date';

type Props = Readonly<{ dueDate: BusinessDate; daysOverdue: number; today: BusinessDate }>;

/** How a receivable stands to its due date, in words; red only repeats what the words say. */
export const DueWords = ({ dueDate, daysOverdue, today }: Props) => {
  const { t } = useTranslation();
  if (daysOverdue > 0) return <span className="bad num">{t('desk.overdueDays', { n: daysOverdue })}</span>;
  const ahead = daysBetween(today, dueDate);
  return <span className="num">{ahead > 0 ? t('desk.dueIn', { n: ahead }) : t('desk.dueToday')}</span>;
};
