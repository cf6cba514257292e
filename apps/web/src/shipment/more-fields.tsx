import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccount } from '../account/use-account';
import { moneyText } from '../figures/money-text';
import { useDayLocale } from '../parts/day-locale';
import { isPast, isTerm, type Asking, type Draft } from './question';

const EMPTY = { deliverOn: '', termDays: '', goods: '', approvalId: '', at: '' } as const satisfies Partial<Draft>;
const hasMore = (draft: Draft): boolean =>
  Object.keys(EMPTY).some((field) => draft[field as keyof typeof EMPTY] !== '');

type LineProps = Readonly<{ id: string; label: string; note?: string | undefined; bad?: boolean; children: ReactNode }>;
const Line = ({ id, label, note, bad = false, children }: LineProps) => (
  <div className="more-line">
    <label htmlFor={id}>{label}</label>
    {children}
    {note === undefined ? null : (
      <p className={bad ? 'small bad' : 'small quiet'} role={bad ? 'alert' : undefined}>
        {note}
      </p>
    )}
  </div>
);

type Props = Readonly<{ customerId: string; asking: Asking }>;

const ApprovalSelect = ({ customerId, asking, id }: Props & Readonly<{ id: string }>) => {
  const { t } = useTranslation();
  const { data } = useAccount(customerId, '');
  const named = asking.draft.approvalId;
  const live = data?.approvals.filter(({ state }) => state === 'live') ?? [];
  const known = live.map(({ approvalId, left, expiresOn: until }) => ({
    value: approvalId,
    label: t('shipment.approvalLeft', { id: approvalId, left: moneyText(left), until }),
  }));
  const isKnown = named === '' || known.some(({ value }) => value === named);
  const options = [
    { value: '', label: t('shipment.approvalNone') },
    ...known,
    ...(isKnown ? [] : [{ value: named, label: named }]),
  ];
  return (
    <Select
      id={id}
      value={named}
      options={options}
      aria-label={t('shipment.approvalId')}
      onChange={(approvalId: string) => asking.type({ approvalId })}
    />
  );
};

const PastPicker = ({ id, asking }: Readonly<{ id: string; asking: Asking }>) => {
  const { at } = asking.draft;
  return (
    <DatePicker
      id={id}
      value={at === '' ? null : dayjs(at)}
      showTime
      format="YYYY-MM-DD HH:mm:ss"
      disabledDate={(day) => day.isAfter(dayjs(), 'day')}
      onChange={(moment: dayjs.Dayjs | null) => asking.type({ at: moment === null ? '' : moment.toISOString() })}
    />
  );
};

const Fields = ({ customerId, asking }: Props) => {
  const { t } = useTranslation();
  const id = useId();
  useDayLocale();
  const { draft, type } = asking;
  const isWrongTerm = !isTerm(draft.termDays.trim());
  const isToCome = !isPast(draft.at, Date.now());
  return (
    <div className="more-fields">
      <Line id={`${id}-on`} label={t('shipment.deliverOn')}>
        <DatePicker
          id={`${id}-on`}
          value={draft.deliverOn === '' ? null : dayjs(draft.deliverOn)}
          format="YYYY-MM-DD"
          onChange={(day: dayjs.Dayjs | null) => type({ deliverOn: day === null ? '' : day.format('YYYY-MM-DD') })}
        />
      </Line>
      <Line
        id={`${id}-term`}
        label={t('shipment.termDays')}
        bad={isWrongTerm}
        note={isWrongTerm ? t('shipment.termWrong') : undefined}
      >
        <Input
          id={`${id}-term`}
          inputMode="numeric"
          autoComplete="off"
          status={isWrongTerm ? 'error' : ''}
          value={draft.termDays}
          onChange={({ target }) => type({ termDays: target.value })}
        />
      </Line>
      <Line id={`${id}-goods`} label={t('shipment.goods')}>
        <Input
          id={`${id}-goods`}
          maxLength={140}
          value={draft.goods}
          onChange={({ target }) => type({ goods: target.value })}
        />
      </Line>
      <Line id={`${id}-approval`} label={t('shipment.approvalId')}>
        <ApprovalSelect id={`${id}-approval`} customerId={customerId} asking={asking} />
      </Line>
      <Line
        id={`${id}-at`}
        label={t('shipment.at')}
        bad={isToCome}
        note={isToCome ? t('shipment.atFuture') : t('shipment.atHint')}
      >
        <PastPicker id={`${id}-at`} asking={asking} />
      </Line>
      <Button type="link" className="more-clear" disabled={!hasMore(draft)} onClick={() => type(EMPTY)}>
        {t('shipment.clear')}
      </Button>
    </div>
  );
};

/** What an order may say of itself beside its amount, and the instant of the past that is asked about. */
export const MoreFields = (props: Props) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(hasMore(props.asking.draft));
  return (
    <div className="more">
      <button type="button" className="toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('shipment.more')}
      </button>
      {isOpen ? <Fields {...props} /> : null}
    </div>
  );
};
