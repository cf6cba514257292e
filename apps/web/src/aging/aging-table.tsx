import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type AgingReport, type AgingRow } from '@app/contracts/aging';
import { isNil, nil, type Yuan } from '@app/kernel/yuan';
import { useBucketName } from '../parts/bucket-name';
import { Money } from '../parts/money';
import { ItemsDrawer, type Cell } from './items-drawer';

const Amount = ({ value }: Readonly<{ value: Yuan }>) =>
  isNil(value) ? <span className="quiet">–</span> : <Money value={value} />;

const Name = ({ row, by }: Readonly<{ row: AgingRow; by: AgingReport['by'] }>) => {
  const { t } = useTranslation();
  if (row.name === '')
    return <span className="quiet">{t(by === 'currency' ? 'aging.baseCurrency' : 'aging.nobodys')}</span>;
  if (by !== 'customer' && by !== 'unit') return <span>{row.name}</span>;
  return by === 'customer' ? (
    <>
      <Link className="row-link" to={`/customers/${row.key}`}>
        {row.name}
      </Link>
      {row.name === row.key ? null : <span className="cell-sub">{row.key}</span>}
    </>
  ) : (
    <Link className="row-link" to={`/customers?unit=${encodeURIComponent(row.key)}`}>
      {row.name}
    </Link>
  );
};

const Totals = ({ report }: Readonly<{ report: AgingReport }>) => {
  const { t } = useTranslation();
  return (
    <tr className="totals">
      <th scope="row">{t('aging.total')}</th>
      {report.buckets.map(({ bucket, amount }) => (
        <td key={bucket} className="right num">
          <Amount value={amount} />
        </td>
      ))}
      <td className="right num">
        <Amount value={report.receivables} />
      </td>
      <td className="right num">
        <Amount value={report.disputed} />
      </td>
      <td className="right num">
        <Amount value={report.unallocatedCash} />
      </td>
      <td className="right num">
        <Amount value={report.creditNotes} />
      </td>
    </tr>
  );
};

/** A column per bucket; the totals are those of the whole report, not of the page, and stand at the top where they are seen. */
export const AgingTable = ({ report }: Readonly<{ report: AgingReport }>) => {
  const { t } = useTranslation();
  const nameOf = useBucketName();
  const [cell, setCell] = useState<Cell>();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('aging.title')}>
      <table className="data aging">
        <caption className="unseen">{t('aging.rows', { shown: report.rows.length, total: report.total })}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`aging.keys.${report.by}`)}</th>
            {report.buckets.map(({ bucket }) => (
              <th key={bucket} scope="col" className="right">
                {nameOf(bucket)}
              </th>
            ))}
            <th scope="col" className="right">
              {t('words.receivables')}
            </th>
            <th scope="col" className="right">
              {t('words.disputed')}
            </th>
            <th scope="col" className="right">
              {t('words.unallocatedCash')}
            </th>
            <th scope="col" className="right">
              {t('words.creditNotes')}
            </th>
          </tr>
        </thead>
        <tbody>
          <Totals report={report} />
          {report.rows.map((row) => (
            <tr key={row.key}>
              <td>
                <Name row={row} by={report.by} />
              </td>
              {report.buckets.map(({ bucket }, index) => (
                <td key={bucket} className="right num">
                  {isNil(row.buckets[index] ?? nil) ? (
                    <Amount value={nil} />
                  ) : (
                    <button
                      type="button"
                      className="cell-button"
                      aria-label={t('aging.documentsOf', { name: row.name, bucket: nameOf(bucket) })}
                      onClick={() => setCell({ key: row.key, name: row.name, bucket, bucketName: nameOf(bucket) })}
                    >
                      <Amount value={row.buckets[index] ?? nil} />
                    </button>
                  )}
                </td>
              ))}
              <td className="right num">
                <b>
                  <Amount value={row.receivables} />
                </b>
              </td>
              <td className="right num">
                <Amount value={row.disputed} />
              </td>
              <td className="right num">
                <Amount value={row.unallocatedCash} />
              </td>
              <td className="right num">
                <Amount value={row.creditNotes} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {cell === undefined ? null : <ItemsDrawer report={report} cell={cell} close={() => setCell(undefined)} />}
    </div>
  );
};
