import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AgingReport } from '@app/contracts/aging';
import { agingItemPage, movementPage, type AgingItem } from '@app/contracts/aging-items';
import { moneyText } from '../figures/money-text';
import { useLanguage } from '../language/use-language';
import { type Column, DataTable } from '../parts/data-table';
import { Loaded } from '../parts/loaded';
import { Money } from '../parts/money';
import { Pager } from '../parts/pager';
import { reading } from '../server/client';

const SIZE = 20;
const DRAWER_WIDTH = 'min(720px, 100vw)';

/** A figure of a report: of one row and one bucket. */
export type Cell = Readonly<{ key: string; name: string; bucket: string; bucketName: string }>;
type Props = Readonly<{ report: AgingReport; cell: Cell; close: () => void }>;

/** The events that made a document what it is, as known for the report. */
const Movements = ({ item, knownAt }: Readonly<{ item: AgingItem; knownAt: string }>) => {
  const { t } = useTranslation();
  const parts = ['customers', item.customerId, 'receivables', item.receivableId, 'movements'];
  const query = useQuery(reading(useLanguage(), movementPage, parts, { knownAt, page: 1, size: SIZE }));
  return (
    <Loaded query={query} rows={3}>
      {({ rows, total }) => (
        <ol className="aging-movements">
          {rows.map(({ position, type, by, businessDate, paymentId, amount, open }) => (
            <li key={position}>
              <span className="num">{businessDate}</span> <b>{t(`aging.moved.${type}`, { defaultValue: type })}</b>{' '}
              {paymentId === undefined ? null : <span className="num">{paymentId}</span>}{' '}
              <span className="num">{moneyText(amount)}</span> →{' '}
              <span className="num">{t('aging.openBy', { amount: moneyText(open) })}</span>{' '}
              <span className="quiet small">
                {by} · {position}
              </span>
            </li>
          ))}
          {total > rows.length ? (
            <li className="quiet">{t('aging.moreMovements', { n: total - rows.length })}</li>
          ) : null}
        </ol>
      )}
    </Loaded>
  );
};

const useColumns = (opened: string | undefined, open: (item: AgingItem) => void): readonly Column<AgingItem>[] => {
  const { t } = useTranslation();
  return [
    {
      key: 'document',
      title: t('account.document'),
      wide: true,
      unlabelled: true,
      cell: (item) => (
        <>
          <Button
            type="link"
            className="aging-document"
            aria-expanded={opened === item.receivableId}
            onClick={() => open(item)}
          >
            {item.receivableId}
          </Button>
          <span className="cell-sub">{item.customerName}</span>
        </>
      ),
    },
    {
      key: 'invoice',
      title: t('aging.invoiceDate'),
      cell: ({ invoiceDate }) => <span className="num">{invoiceDate}</span>,
    },
    { key: 'due', title: t('aging.dueDate'), cell: ({ dueDate }) => <span className="num">{dueDate}</span> },
    {
      key: 'late',
      title: t('aging.daysOverdue'),
      right: true,
      cell: ({ daysOverdue }) => <span className="num">{daysOverdue}</span>,
    },
    { key: 'open', title: t('words.amount'), right: true, cell: ({ open: amount }) => <Money value={amount} /> },
  ];
};

/** From a figure to its documents, and from a document to its events; all of it as known for the report. */
export const ItemsDrawer = ({ report, cell, close }: Props) => {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const [shown, setShown] = useState<AgingItem>();
  const { asOf, basis, by, knownAt } = report;
  const wish = { asOf, basis, by, knownAt: knownAt.position, key: cell.key, bucket: cell.bucket, page, size: SIZE };
  const query = useQuery(reading(useLanguage(), agingItemPage, ['aging', 'items'], wish));
  const columns = useColumns(shown?.receivableId, (item) =>
    setShown(item.receivableId === shown?.receivableId ? undefined : item),
  );
  return (
    <Drawer
      open
      title={`${cell.name} · ${cell.bucketName}`}
      onClose={close}
      size={DRAWER_WIDTH}
      className="items-drawer"
    >
      <Loaded query={query} rows={6}>
        {({ rows, open, total, size }) => (
          <>
            <p className="items-sum">
              <span>
                {t('account.sum')} <b className="num">{moneyText(open)}</b> {t('words.yuan')}
              </span>
              <span className="quiet small">{t('account.items', { n: total })}</span>
            </p>
            <DataTable
              caption={cell.name}
              columns={columns}
              rows={rows}
              rowKey={({ customerId, receivableId }) => `${customerId} ${receivableId}`}
              cards={false}
            />
            {shown === undefined ? null : <Movements item={shown} knownAt={knownAt.position} />}
            <Pager page={page} size={size} total={total} go={setPage} />
          </>
        )}
      </Loaded>
    </Drawer>
  );
};
