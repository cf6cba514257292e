import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '@app/kernel/business-date';
import { readAmount } from '../figures/amount-input';
import { type Where } from './act';
import { AmountField, DayField } from './fields';
import { newId } from './new-id';
import { WriteDialog } from './write-dialog';

const USUAL_DAYS = 30;

export const RaiseDialog = ({ customerId, today, close }: Where & Readonly<{ close: () => void }>) => {
  const { t } = useTranslation();
  const [raiseId] = useState(() => newId('TL', today));
  const [typed, setTyped] = useState('');
  const [from, setFrom] = useState<string>(today);
  const [to, setTo] = useState<string>(addDays(today, USUAL_DAYS));
  const input = readAmount(typed);
  const body = input.kind === 'amount' && from !== '' && to !== '' ? { amount: input.amount, from, to } : undefined;
  const words = {
    title: t('act.raise.title'),
    lead: t('act.raise.lead'),
    go: t('act.raise.go'),
    done: t('act.raise.done'),
  };
  return (
    <WriteDialog {...words} customerId={customerId} path={['temporary-limits', raiseId]} body={body} close={close}>
      <AmountField name="amount" label={t('act.amount')} typed={typed} type={setTyped} isNeeded />
      <div className="dialog-pair">
        <DayField name="from" label={t('act.from')} typed={from} type={setFrom} isNeeded />
        <DayField name="to" label={t('act.to')} typed={to} type={setTo} isNeeded />
      </div>
    </WriteDialog>
  );
};
