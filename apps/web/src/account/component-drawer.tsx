import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { componentPage, type ComponentItem, type ExposureComponent } from '@app/contracts/credit-limit';
import { moneyText } from '../figures/money-text';
import { useLanguage } from '../language/use-language';
import { type Column, DataTable } from '../parts/data-table';
import { Loaded } from '../parts/loaded';
import { Money } from '../parts/money';
import { Nothing } from '../parts/nothing';
import { Pager } from '../parts/pager';
import { reading } from '../server/client';

const SIZE = 20;
const DRAWER_WIDTH = 'min(620px, 100vw)';

type Props = Readonly<{ customerId: string; component: ExposureComponent; at: string }>;

const useItems = ({ customerId, component, at }: Props, page: number) =>
  useQuery({
    ...reading(useLanguage(), componentPage, ['customers', customerId, 'exposure', component], {
      page,
      size: SIZE,
      at,
    }),
    staleTime: 0,
  });

const useNote = () => {
  const { t } = useTranslation();
  return (component: ExposureComponent, { note }: ComponentItem): string | undefined =>
    component === 'bills' && (note === 'bank' || note === 'commercial') ? t(`account.billKind.${note}`) : note;
};

const useColumns = (component: ExposureComponent): readonly Column<ComponentItem>[] => {
  const { t } = useTranslation();
  const noteOf = useNote();
  return [
    {
      key: 'id',
      title: t('account.document'),
      wide: true,
      unlabelled: true,
      cell: (item) => (
        <>
          <span className="num">{item.id}</span>
          {item.shipmentId === undefined ? null : (
            <span className="cell-sub">{t('account.shipmentOf', { id: item.shipmentId })}</span>
          )}
          {noteOf(component, item) === undefined ? null : <span className="cell-sub">{noteOf(component, item)}</span>}
        </>
      ),
    },
    {
      key: 'date',
      title: t(`account.dateOf.${component}`),
      cell: ({ date }) => <span className="num">{date ?? '–'}</span>,
    },
    { key: 'amount', title: t('words.amount'), right: true, cell: ({ amount }) => <Money value={amount} /> },
  ];
};

/** What a component is made of, page by page, with its sum. */
export const ComponentDrawer = ({ close, ...props }: Props & Readonly<{ close: () => void }>) => {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const query = useItems(props, page);
  const columns = useColumns(props.component);
  const name = t('account.componentItems', { name: t(`account.component.${props.component}`) });
  return (
    <Drawer open title={name} onClose={close} size={DRAWER_WIDTH} className="items-drawer">
      <Loaded query={query} rows={6}>
        {({ rows, sum, total, size }) => (
          <>
            <p className="items-sum">
              <span>
                {t('account.sum')} <b className="num">{moneyText(sum)}</b> {t('words.yuan')}
              </span>
              <span className="quiet small">{t('account.items', { n: total })}</span>
            </p>
            {total === 0 ? (
              <Nothing title={t('account.itemsNone')} />
            ) : (
              <DataTable caption={name} columns={columns} rows={rows} rowKey={({ id }) => id} cards={false} />
            )}
            <Pager page={page} size={size} total={total} go={setPage} />
          </>
        )}
      </Loaded>
    </Drawer>
  );
};
