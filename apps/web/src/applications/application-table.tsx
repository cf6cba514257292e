import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ApplicationRow } from '@app/contracts/credit-application';
import { Grade, StageBadge } from '../parts/badge';
import { type Column, DataTable } from '../parts/data-table';
import { Due } from '../parts/due';
import { Money } from '../parts/money';

export const ApplicationTable = ({ rows }: Readonly<{ rows: readonly ApplicationRow[] }>) => {
  const { t } = useTranslation();
  const columns: readonly Column<ApplicationRow>[] = [
    {
      key: 'customer',
      title: t('words.customer'),
      wide: true,
      unlabelled: true,
      cell: (row) => (
        <>
          <Link className="row-link" to={`/applications/${row.applicationId}`}>
            {row.customerName}
          </Link>
          <span className="cell-sub">
            {row.applicationId} · {row.sellingUnit}
          </span>
        </>
      ),
    },
    {
      key: 'stage',
      title: t('words.stage'),
      cell: (row) => (
        <>
          <StageBadge stage={row.stage} /> <Due row={row} />
        </>
      ),
    },
    { key: 'grade', title: t('words.grade'), cell: (row) => <Grade grade={row.grade} /> },
    { key: 'amount', title: t('applications.asked'), right: true, cell: (row) => <Money value={row.amount} /> },
    {
      key: 'suggested',
      title: t('applications.suggested'),
      right: true,
      cell: (row) =>
        row.suggestedLimit === undefined ? <span className="quiet">–</span> : <Money value={row.suggestedLimit} />,
    },
    {
      key: 'term',
      title: t('words.term'),
      right: true,
      cell: (row) => t('applications.termDays', { n: row.termDays }),
    },
    { key: 'changed', title: t('applications.changedOn'), right: true, cell: (row) => row.changedOn },
  ];
  return (
    <DataTable
      caption={t('applications.title')}
      columns={columns}
      rows={rows}
      rowKey={({ applicationId }) => applicationId}
      linked
    />
  );
};
