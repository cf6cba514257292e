import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type CustomerRow } from '@app/contracts/customer';
import { isNil, percentOf } from '@app/kernel/yuan';
import { Grade, StandingBadges } from '../parts/badge';
import { type Column, DataTable } from '../parts/data-table';
import { Money } from '../parts/money';

const FULL = 100;
const HIGH = 85;

const toneOfUse = (share: number): string => {
  if (share > FULL) return 'over';
  return share > HIGH ? 'high' : '';
};

const Use = ({ row }: Readonly<{ row: CustomerRow }>) => {
  const share = percentOf(row.exposure, row.limit);
  if (share === undefined) return <span className="quiet">–</span>;
  const drawn = Number(share);
  return (
    <span className="use">
      <span className={`use-bar ${toneOfUse(drawn)}`} aria-hidden="true">
        <i style={{ width: `${Math.min(FULL, Math.max(0, drawn))}%` }} />
      </span>
      <span className={drawn > FULL ? 'num bad' : 'num'}>{share}%</span>
    </span>
  );
};

const Name = ({ row }: Readonly<{ row: CustomerRow }>) => (
  <>
    <span className="name-line">
      <Link className="row-link" to={`/customers/${row.customerId}`}>
        {row.name}
      </Link>
      <StandingBadges held={row.held} blacklisted={row.blacklisted} />
    </span>
    <span className="cell-sub">
      {row.customerId} · {row.sellingUnit}
    </span>
  </>
);

export const CustomerTable = ({ rows }: Readonly<{ rows: readonly CustomerRow[] }>) => {
  const { t } = useTranslation();
  const columns: readonly Column<CustomerRow>[] = [
    { key: 'name', title: t('words.customer'), wide: true, unlabelled: true, cell: (row) => <Name row={row} /> },
    { key: 'grade', title: t('words.grade'), cell: (row) => <Grade grade={row.grade} /> },
    { key: 'limit', title: t('words.limit'), right: true, cell: (row) => <Money value={row.limit} /> },
    { key: 'exposure', title: t('words.exposure'), right: true, cell: (row) => <Money value={row.exposure} /> },
    { key: 'use', title: t('customers.use'), cell: (row) => <Use row={row} /> },
    { key: 'available', title: t('words.available'), right: true, cell: (row) => <Money value={row.available} /> },
    {
      key: 'overdue',
      title: t('words.overdue'),
      right: true,
      cell: (row) =>
        isNil(row.overdue) ? (
          <span className="quiet">–</span>
        ) : (
          <span className="bad">
            <Money value={row.overdue} />
          </span>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('customers.title')}
      columns={columns}
      rows={rows}
      rowKey={({ customerId }) => customerId}
      linked
    />
  );
};
