import { useTranslation } from 'react-i18next';
import { type ApplicationRow } from '@app/contracts/credit-application';
import { Badge } from './badge';

/** By when an application's stage is to be done, and how late it is. */
export const Due = ({ row: { dueOn, lateDays } }: Readonly<{ row: Pick<ApplicationRow, 'dueOn' | 'lateDays'> }>) => {
  const { t } = useTranslation();
  if (dueOn === undefined) return null;
  if (lateDays !== undefined && lateDays > 0)
    return <Badge tone="bad">{t('applications.late', { n: lateDays, date: dueOn })}</Badge>;
  return <span className="small quiet">{t('applications.due', { date: dueOn })}</span>;
};
