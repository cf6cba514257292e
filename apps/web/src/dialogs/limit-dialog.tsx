import { Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nil } from '@app/kernel/yuan';
import { readAmount } from '../figures/amount-input';
import { type Where } from './act';
import { AmountField, DayField } from './fields';
import { newId } from './new-id';
import { WriteDialog } from './write-dialog';

const KINDS = ['amount', 'zero', 'unlimited'] as const;
type Kind = (typeof KINDS)[number];

/** The limit as the contract has it: no credit is zero, and no limit is said in a word of its own. */
const limitOf = (kind: Kind, typed: string) => {
  if (kind === 'unlimited') return { kind };
  if (kind === 'zero') return { kind: 'amount', amount: nil };
  const input = readAmount(typed);
  return input.kind === 'amount' ? { kind, amount: input.amount } : undefined;
};

export const LimitDialog = ({ customerId, today, close }: Where & Readonly<{ close: () => void }>) => {
  const { t } = useTranslation();
  const kindId = useId();
  const [changeId] = useState(() => newId('LC', today));
  const [kind, setKind] = useState<Kind>('amount');
  const [amount, setAmount] = useState('');
  const [from, setFrom] = useState<string>(today);
  const [to, setTo] = useState('');
  const limit = limitOf(kind, amount);
  const body = limit === undefined || from === '' ? undefined : { limit, from, ...(to === '' ? {} : { to }) };
  const words = {
    title: t('act.limit.title'),
    lead: t('act.limit.lead'),
    go: t('act.limit.go'),
    done: t('act.limit.done'),
  };
  return (
    <WriteDialog {...words} customerId={customerId} path={['limit-changes', changeId]} body={body} close={close}>
      <div className="dialog-field" role="group" aria-labelledby={kindId}>
        <span id={kindId} className="dialog-label">
          {t('act.limit.kind')}
        </span>
        <Radio.Group
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`act.limit.kinds.${value}`) }))}
          onChange={(event) => setKind(event.target.value as Kind)}
        />
      </div>
      {kind === 'amount' ? (
        <AmountField name="limit" label={t('act.amount')} typed={amount} type={setAmount} isNeeded />
      ) : null}
      <div className="dialog-pair">
        <DayField name="from" label={t('act.from')} typed={from} type={setFrom} isNeeded />
        <DayField name="to" label={t('act.to')} hint={t('act.toHint')} typed={to} type={setTo} />
      </div>
    </WriteDialog>
  );
};
