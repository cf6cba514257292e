import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { worklistPage, type WorklistRow } from '@app/contracts/follow-up';
import { type BusinessDate } from '@app/kernel/business-date';
import { useLanguage } from '../language/use-language';
import { Badge, type Tone } from '../parts/badge';
import { type Column, DataTable } from '../parts/data-table';
import { DueWords } from '../parts/due-words';
import { Loaded } from '../parts/loaded';
import { Money } from '../parts/money';
import { Nothing } from '../parts/nothing';
import { Pager } from '../parts/pager';
import { Panel } from '../parts/panel';
import { useSearchState } from '../parts/search-state';
import { reading } from '../server/client';
import { OutcomeButton } from './outcome-button';

const SIZE = 12;

const STEP_TONE: Record<WorklistRow['step'], Tone> = {
  'confirm-shipment': 'neutral',
  'check-in': 'neutral',
  remind: 'brand',
  warn: 'warning',
  hold: 'bad',
  'special-case': 'black',
};

const keyOf = ({ customerId, receivableId, step, nth }: WorklistRow): string =>
  [customerId, receivableId, step, nth].join('/');

const Task = ({ row }: Readonly<{ row: WorklistRow }>) => {
  const { t } = useTranslation();
  return (
    <span className="task">
      <Badge tone={STEP_TONE[row.step]}>{t(`step.${row.step}`)}</Badge>
      <span className="quiet small">{t(`task.${row.task}`)}</span>
    </span>
  );
};

const useColumns = (today: BusinessDate): readonly Column<WorklistRow>[] => {
  const { t } = useTranslation();
  return [
    {
      key: 'customer',
      title: t('words.customer'),
      wide: true,
      unlabelled: true,
      cell: (row) => (
        <>
          <Link className="row-link" to={`/customers/${row.customerId}`}>
            {row.customerName}
          </Link>
          <span className="cell-sub">
            {row.sellingUnit} · {row.receivableId}
          </span>
        </>
      ),
    },
    { key: 'step', title: t('desk.stepColumn'), unlabelled: true, cell: (row) => <Task row={row} /> },
    {
      key: 'open',
      title: t('words.openAmount'),
      right: true,
      unlabelled: true,
      cell: (row) => (
        <>
          <Money value={row.openAmount} />
          <span className="cell-sub">
            <DueWords dueDate={row.dueDate} daysOverdue={row.daysOverdue} today={today} />
          </span>
        </>
      ),
    },
    {
      key: 'script',
      title: t('desk.script'),
      wide: true,
      unlabelled: true,
      cell: (row) => (
        <>
          <span className="script" title={row.script}>
            {row.script}
          </span>
          <span className={row.doBy < today ? 'cell-sub bad' : 'cell-sub'}>{t('desk.doBy', { date: row.doBy })}</span>
        </>
      ),
    },
    {
      key: 'outcome',
      title: '',
      wide: true,
      right: true,
      unlabelled: true,
      cell: (row) => <OutcomeButton row={row} />,
    },
  ];
};

/** Who is to be called, written to or visited today, the most urgent first; an outcome takes two clicks. */
export const Worklist = ({ today }: Readonly<{ today: BusinessDate }>) => {
  const { t } = useTranslation();
  const { page, set } = useSearchState();
  const query = useQuery(reading(useLanguage(), worklistPage, ['follow-up', 'worklist'], { page, size: SIZE }));
  const columns = useColumns(today);
  const count = query.data === undefined ? undefined : t('desk.worklistCount', { total: query.data.total });
  return (
    <Panel title={t('desk.worklistTitle')} flush className="worklist" {...(count === undefined ? {} : { hint: count })}>
      <Loaded query={query} rows={6}>
        {({ rows, total, size }) =>
          rows.length === 0 ? (
            <Nothing title={t('desk.worklistNone')} hint={t('desk.worklistNoneHint')} />
          ) : (
            <>
              <DataTable caption={t('desk.worklistTitle')} columns={columns} rows={rows} rowKey={keyOf} />
              <Pager page={page} size={size} total={total} go={(to) => set({ page: String(to) })} />
            </>
          )
        }
      </Loaded>
    </Panel>
  );
};
