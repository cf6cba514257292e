import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../parts/failure-notice';
import { type Demo } from './demo';

const IMPORT = 'npm run -s xay -- import invoices FILE.csv --mapping MAPPING.json --date-format YYYY-MM-DD';
const REGISTER = 'PUT /api/customers/{customerId}';

export const EmptyDesk = ({ demo: { state, load } }: Readonly<{ demo: Demo }>) => {
  const { t } = useTranslation();
  const offered = state?.state === 'offered';
  return (
    <section className="panel empty-desk">
      <h2>{t('desk.empty')}</h2>
      {offered ? (
        <>
          <p>{t('desk.emptyHint')}</p>
          <Button type="primary" size="large" loading={load.isPending} onClick={() => load.mutate()}>
            {t('desk.loadDemo')}
          </Button>
        </>
      ) : null}
      {load.isError ? <FailureNotice error={load.error} retry={() => load.mutate()} /> : null}
      <p className="quiet">{t('desk.emptyOwn')}</p>
      <code>{IMPORT}</code>
      <code>{REGISTER}</code>
    </section>
  );
};
