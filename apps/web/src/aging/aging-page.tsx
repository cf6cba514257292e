import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { agingGrouping, agingQuery, agingReport, type AgingReport } from '@app/contracts/aging';
import { businessDate } from '@app/kernel/business-date';
import { useLanguage } from '../language/use-language';
import { BucketBars } from '../parts/bucket-bars';
import { Loaded } from '../parts/loaded';
import { Nothing } from '../parts/nothing';
import { Pager } from '../parts/pager';
import { Panel } from '../parts/panel';
import { useSearchState } from '../parts/search-state';
import { useTitle } from '../parts/title';
import { reading } from '../server/client';
import { AgingTable } from './aging-table';
import { DayPicker } from './day-picker';
import { KnownAtPicker } from './known-at-picker';
import { ProofLine } from './proof-line';
import './aging.css';

const SIZE = 50;

type Props = Readonly<{ report: AgingReport; go: (page: number) => void }>;

const Report = ({ report, go }: Props) => {
  const { t } = useTranslation();
  if (report.total === 0) {
    return (
      <section className="panel">
        <Nothing title={t('aging.none')} hint={t('aging.noneHint')} />
      </section>
    );
  }
  return (
    <>
      <Panel title={t('aging.chart')} hint={t('aging.invoices', { n: report.invoices })} className="aging-chart">
        <BucketBars buckets={report.buckets} title={t('aging.chart')} />
        <ProofLine report={report} />
      </Panel>
      <section className="panel" aria-label={t('aging.title')}>
        <AgingTable report={report} />
        <Pager page={report.page} size={report.size} total={report.total} go={go} />
      </section>
    </>
  );
};

export const AgingPage = () => {
  const { t } = useTranslation();
  useTitle(t('aging.title'));
  const { value, page, set } = useSearchState();
  const by = agingQuery.shape.by.safeParse(value('by') ?? 'customer').data ?? 'customer';
  const basis = agingQuery.shape.basis.safeParse(value('basis') ?? 'due').data ?? 'due';
  const knownAt = agingQuery.shape.knownAt.safeParse(value('knownAt')).data;
  const asOf = businessDate.safeParse(value('asOf')).data;
  const query = useQuery(
    reading(useLanguage(), agingReport, ['aging'], { asOf, knownAt, by, basis, page, size: SIZE }),
  );
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{t('aging.title')}</h1>
          <p className="quiet">{t('aging.lead')}</p>
        </div>
      </header>
      <div className="controls">
        <DayPicker day={asOf ?? query.data?.asOf} choose={(day) => set({ asOf: day })} />
        <KnownAtPicker at={knownAt} choose={(at) => set({ knownAt: at })} />
        <Select
          value={by}
          aria-label={t('aging.by')}
          options={agingGrouping.options.map((each) => ({ value: each, label: t(`aging.groupings.${each}`) }))}
          onChange={(next) => set({ by: next === 'customer' ? undefined : next })}
        />
        <Segmented
          value={basis}
          aria-label={t('aging.basis')}
          options={[
            { value: 'due', label: t('aging.byDue') },
            { value: 'invoice', label: t('aging.byInvoice') },
          ]}
          onChange={(next) => set({ basis: next === 'due' ? undefined : next })}
        />
      </div>
      <Loaded query={query} rows={12}>
        {(report) => <Report report={report} go={(to) => set({ page: String(to) })} />}
      </Loaded>
    </>
  );
};
