import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Desk } from '@app/contracts/desk';
import { BucketBars } from '../parts/bucket-bars';
import { Money } from '../parts/money';
import { Panel } from '../parts/panel';

export const AgingPanel = ({ desk }: Readonly<{ desk: Desk }>) => {
  const { t } = useTranslation();
  return (
    <Panel
      title={t('desk.agingTitle')}
      hint={t('desk.agingSummary')}
      aside={<Link to="/aging">{t('desk.agingReport')} →</Link>}
    >
      <BucketBars buckets={desk.buckets} title={t('desk.agingTitle')} />
      <p className="small quiet aging-foot">
        {t('words.unallocatedCash')} <Money value={desk.unallocatedCash} /> {t('words.yuan')}
      </p>
    </Panel>
  );
};
