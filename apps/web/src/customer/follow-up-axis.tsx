import { useTranslation } from 'react-i18next';
import { type ReceivableRow } from '@app/contracts/customer';
import { type FollowUpStep } from '@app/contracts/follow-up';
import { addDays, addMonths, type BusinessDate, daysBetween } from '@app/kernel/business-date';
import { DueWords } from '../parts/due-words';
import { Money } from '../parts/money';

type Props = Readonly<{ receivable: ReceivableRow; steps: readonly FollowUpStep[]; today: BusinessDate }>;
type Place = (date: BusinessDate) => string;

const AIR_DAYS = 4;
const latest = (dates: readonly BusinessDate[]): BusinessDate => dates.reduce((a, b) => (a > b ? a : b));
const dayOf = (step: FollowUpStep): BusinessDate => step.doneOn ?? step.ruleDate;

/** From dispatch to a month past due, or today when that is later; both ends with a little air. */
const scale = ({ receivable, steps, today }: Props): Place => {
  const days = steps.map(dayOf);
  const start = addDays(
    [receivable.invoiceDate, ...days].reduce((a, b) => (a < b ? a : b)),
    -AIR_DAYS,
  );
  const end = addDays(latest([addMonths(receivable.dueDate, 1), today, ...days]), AIR_DAYS);
  const span = Math.max(1, daysBetween(start, end));
  return (date) => `${((daysBetween(start, date) / span) * 100).toFixed(2)}%`;
};

const Mark = ({ at, name, className }: Readonly<{ at: string; name: string; className: string }>) => (
  <span className={`axis-mark ${className}`} style={{ left: at }}>
    <small>{name}</small>
  </span>
);

const useSentence = () => {
  const { t } = useTranslation();
  return (step: FollowUpStep): string => {
    const late =
      step.daysLate === undefined || step.daysLate === 0 ? '' : ` (${t('customer.lateBy', { n: step.daysLate })})`;
    const outcome = step.outcome === undefined ? '' : `: ${step.outcome}`;
    return `${dayOf(step)} ${t(`step.${step.step}`)} · ${t(`stepState.${step.state}`)}${late}${outcome}`;
  };
};

/** One receivable on its time axis: dispatch, due date, today, and each step where it was done or is planned. */
export const FollowUpAxis = (props: Props) => {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { receivable, steps, today } = props;
  const place = scale(props);
  const ordered = steps.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)));
  return (
    <article className="axis">
      <h3>
        <span className="num">{receivable.receivableId}</span>
        <span className="axis-amount">
          <Money value={receivable.open} />
          {' · '}
          <DueWords dueDate={receivable.dueDate} daysOverdue={receivable.daysOverdue} today={today} />
        </span>
      </h3>
      <div className="axis-line">
        <i
          className="axis-term"
          style={{ left: place(receivable.invoiceDate), right: `calc(100% - ${place(receivable.dueDate)})` }}
        />
        {receivable.daysOverdue > 0 ? (
          <i className="axis-late" style={{ left: place(receivable.dueDate), right: `calc(100% - ${place(today)})` }} />
        ) : null}
        <Mark at={place(receivable.invoiceDate)} name={t('customer.dispatch')} className="dispatch" />
        <Mark at={place(receivable.dueDate)} name={t('customer.due')} className="due" />
        <Mark at={place(today)} name={t('customer.today')} className="today" />
        <ol>
          {ordered.map((step) => (
            <li key={`${step.step}/${step.nth}`} style={{ left: place(dayOf(step)) }} title={sentence(step)}>
              <i className={`dot ${step.state} ${step.step}`} aria-hidden="true" />
              <span className="unseen">{sentence(step)}</span>
            </li>
          ))}
        </ol>
      </div>
    </article>
  );
};
