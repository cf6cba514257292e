import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { customerPage, customerQuery } from '@app/contracts/customer';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { Nothing } from '../parts/nothing';
import { Pager } from '../parts/pager';
import { useSearchState } from '../parts/search-state';
import { useTitle } from '../parts/title';
import { reading } from '../server/client';
import { CustomerTable } from './customer-table';
import { UnitSelect } from './unit-select';
import './customers.css';

const SIZE = 20;
const stateFilter = customerQuery.shape.state;

const Filters = ({ filters }: Readonly<{ filters: ReturnType<typeof useSearchState> }>) => {
  const { t } = useTranslation();
  const { value, set } = filters;
  return (
    <div className="controls">
      <Input.Search
        className="search"
        allowClear
        defaultValue={value('search')}
        placeholder={t('customers.search')}
        aria-label={t('customers.search')}
        maxLength={80}
        onSearch={(search) => set({ search: search.trim() })}
      />
      <UnitSelect value={value('unit')} choose={(unit) => set({ unit })} />
      <Segmented
        value={stateFilter.safeParse(value('state')).data ?? ''}
        onChange={(state) => set({ state })}
        aria-label={t('customers.allStates')}
        options={[
          { value: '', label: t('customers.allStates') },
          { value: 'overdue', label: t('words.overdue') },
          { value: 'held', label: t('words.held') },
          { value: 'blacklisted', label: t('words.blacklisted') },
        ]}
      />
    </div>
  );
};

export const CustomersPage = () => {
  const { t } = useTranslation();
  useTitle(t('customers.title'));
  const filters = useSearchState();
  const { value, page, set } = filters;
  const chosen = { search: value('search'), unit: value('unit'), state: stateFilter.safeParse(value('state')).data };
  const query = useQuery(reading(useLanguage(), customerPage, ['customers'], { ...chosen, page, size: SIZE }));
  const clear = () => set({ search: undefined, unit: undefined, state: undefined });
  return (
    <>
      <header className="page-head">
        <h1>{t('customers.title')}</h1>
        {query.data === undefined ? null : (
          <span className="quiet num">{t('customers.count', { n: query.data.total })}</span>
        )}
      </header>
      <Filters key={value('search') ?? ''} filters={filters} />
      <section className="panel" aria-label={t('customers.title')}>
        <Loaded query={query} rows={10}>
          {({ rows, size, total }) =>
            rows.length === 0 ? (
              <Nothing
                title={t('customers.none')}
                hint={t('customers.noneHint')}
                actions={<Button onClick={clear}>{t('paging.clear')}</Button>}
              />
            ) : (
              <>
                <CustomerTable rows={rows} />
                <Pager page={page} size={size} total={total} go={(to) => set({ page: String(to) })} />
              </>
            )
          }
        </Loaded>
      </section>
    </>
  );
};
