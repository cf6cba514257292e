import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { applicationPage, applicationStage } from '@app/contracts/credit-application';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { Nothing } from '../parts/nothing';
import { Pager } from '../parts/pager';
import { useSearchState } from '../parts/search-state';
import { useTitle } from '../parts/title';
import { reading } from '../server/client';
import { ApplicationTable } from './application-table';

const SIZE = 20;

const Filters = ({ filters }: Readonly<{ filters: ReturnType<typeof useSearchState> }>) => {
  const { t } = useTranslation();
  const { value, set } = filters;
  const stage = applicationStage.safeParse(value('stage')).data;
  const chosen = stage === undefined ? (value('show') ?? 'waiting') : 'all';
  return (
    <div className="controls">
      <Segmented
        value={chosen}
        aria-label={t('applications.title')}
        options={[
          { value: 'waiting', label: t('applications.waiting') },
          { value: 'late', label: t('applications.lateOnly') },
          { value: 'all', label: t('applications.all') },
        ]}
        onChange={(show) => set({ show: show === 'waiting' ? undefined : show, stage: undefined })}
      />
      <Select
        allowClear
        value={stage ?? null}
        placeholder={t('applications.allStages')}
        aria-label={t('words.stage')}
        popupMatchSelectWidth={false}
        style={{ minWidth: 170 }}
        options={applicationStage.options.map((option) => ({ value: option, label: t(`stage.${option}`) }))}
        onChange={(next: string | null | undefined) => set({ stage: next ?? undefined, show: 'all' })}
      />
    </div>
  );
};

/** Begins with those that wait for somebody; `?show=all` and `?stage=…` show the rest. */
export const ApplicationsPage = () => {
  const { t } = useTranslation();
  useTitle(t('applications.title'));
  const filters = useSearchState();
  const { value, page, set } = filters;
  const stage = applicationStage.safeParse(value('stage')).data;
  const show = value('show');
  const late = stage === undefined && show === 'late' ? 'true' : undefined;
  const waiting = stage === undefined && show !== 'all' && late === undefined ? 'true' : undefined;
  const query = useQuery(
    reading(useLanguage(), applicationPage, ['applications'], { waiting, late, stage, page, size: SIZE }),
  );
  return (
    <>
      <header className="page-head">
        <h1>{t('applications.title')}</h1>
      </header>
      <Filters filters={filters} />
      <section className="panel" aria-label={t('applications.title')}>
        <Loaded query={query} rows={10}>
          {({ rows, size, total }) =>
            rows.length === 0 ? (
              <Nothing title={t('applications.none')} hint={t('applications.noneHint')} />
            ) : (
              <>
                <ApplicationTable rows={rows} />
                <Pager page={page} size={size} total={total} go={(to) => set({ page: String(to) })} />
              </>
            )
          }
        </Loaded>
      </section>
    </>
  );
};
