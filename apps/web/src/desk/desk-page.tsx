import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { desk as deskView, type Desk } from '@app/contracts/desk';
import { useLanguage } from '../language/use-language';
import { DemoBadge } from '../parts/badge';
import { Loaded } from '../parts/loaded';
import { useTitle } from '../parts/title';
import { reading } from '../server/client';
import { AgingPanel } from './aging-panel';
import { DemoProgress, useDemo } from './demo';
import { EmptyDesk } from './empty-desk';
import { FourFigures } from './four-figures';
import { GradeMatrix } from './grade-matrix';
import { Worklist } from './worklist';
import './desk.css';

const REFRESH_MS = 30_000;

const DeskOfToday = ({ desk }: Readonly<{ desk: Desk }>) => (
  <>
    <FourFigures desk={desk} />
    <div className="desk-pictures">
      <AgingPanel desk={desk} />
      <GradeMatrix grades={desk.grades} />
    </div>
    <Worklist today={desk.asOf} />
  </>
);

export const DeskPage = () => {
  const { t } = useTranslation();
  useTitle(t('desk.title'));
  const query = useQuery({ ...reading(useLanguage(), deskView, ['desk']), refetchInterval: REFRESH_MS });
  const demo = useDemo();
  const loading = demo.state?.state === 'loading' ? demo.state : undefined;
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{t('desk.title')}</h1>
          <p className="quiet">{t('desk.lead')}</p>
        </div>
        <div className="page-aside">
          {query.data?.demo === true ? <DemoBadge /> : null}
          {query.data === undefined ? null : (
            <span className="quiet num">{t('shell.asOf', { date: query.data.asOf })}</span>
          )}
        </div>
      </header>
      {loading === undefined ? null : <DemoProgress state={loading} />}
      <Loaded query={query} rows={10}>
        {(desk) => {
          if (desk.customers > 0) return <DeskOfToday desk={desk} />;
          return loading === undefined ? <EmptyDesk demo={demo} /> : null;
        }}
      </Loaded>
    </>
  );
};
