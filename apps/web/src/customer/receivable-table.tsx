import { useTranslation } from 'react-i18next';
import { type CustomerFile, type ReceivableRow } from '@app/contracts/customer';
import { isNil } from '@app/kernel/yuan';
import { moneyText } from '../figures/money-text';
import { StandingBadges } from '../parts/badge';
import { type Column, DataTable } from '../parts/data-table';
import { DueWords } from '../parts/due-words';
import { Money } from '../parts/money';
import { Nothing } from '../parts/nothing';
import { Panel } from '../parts/panel';

const Open = ({ row }: Readonly<{ row: ReceivableRow }>) => {
  const { t } = useTranslation();
  const partPaid = row.open !== row.amount;
  return (
    <>
      <Money value={row.open} />
      {partPaid ? <span className="cell-sub">{`${t('customer.original')} ${moneyText(row.amount)}`}</span> : null}
      {isNil(row.disputed) ? null : (
        <span className="cell-sub warn">{`${t('words.disputed')} ${moneyText(row.disputed)}`}</span>
      )}
    </>
  );
};

export const ReceivableTable = ({ file }: Readonly<{ file: CustomerFile }>) => {
  const { t } = useTranslation();
  const columns: readonly Column<ReceivableRow>[] = [
    {
      key: 'id',
      title: t('customer.receivable'),
      wide: true,
      unlabelled: true,
      cell: (row) => (
        <span className="name-line">
          <span className="num">{row.receivableId}</span>
          <StandingBadges held={row.held} blacklisted={false} />
        </span>
      ),
    },
    { key: 'invoiced', title: t('words.invoiceDate'), cell: (row) => <span className="num">{row.invoiceDate}</span> },
    {
      key: 'due',
      title: t('words.dueDate'),
      cell: (row) => (
        <>
          <span className="num">{row.dueDate}</span>
          <span className="cell-sub">
            <DueWords dueDate={row.dueDate} daysOverdue={row.daysOverdue} today={file.asOf} />
          </span>
        </>
      ),
    },
    { key: 'open', title: t('words.openAmount'), right: true, wide: true, cell: (row) => <Open row={row} /> },
  ];
  const overdue = isNil(file.overdue) ? null : (
    <span className="bad num">{`${t('words.overdue')} ${moneyText(file.overdue)} ${t('words.yuan')}`}</span>
  );
  return (
    <Panel title={t('customer.receivablesTitle')} flush aside={overdue}>
      {file.receivables.length === 0 ? (
        <Nothing title={t('customer.receivablesNone')} />
      ) : (
        <DataTable
          caption={t('customer.receivablesTitle')}
          columns={columns}
          rows={file.receivables}
          rowKey={({ receivableId }) => receivableId}
        />
      )}
    </Panel>
  );
};
