import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type AmountInput, readAmount } from '../figures/amount-input';
import { Panel } from '../parts/panel';
import { Answer } from './answer';
import { MoreFields } from './more-fields';
import { isPast, isTerm, useQuestion, type Asking } from './question';
import './shipment.css';

const useComplaint = (input: AmountInput, asked: boolean): string | undefined => {
  const { t } = useTranslation();
  if (input.kind === 'wrong') return t(`customer.amountWrong.${input.why}`);
  return asked && input.kind === 'empty' ? t('customer.amountMissing') : undefined;
};

type FieldProps = Readonly<{ typed: string; tried: boolean; type: (typed: string) => void }>;

/** Keeps what was typed, and says beside the field what would be right. */
const AmountLine = ({ typed, tried, type }: FieldProps) => {
  const { t } = useTranslation();
  const fieldId = useId();
  const complaint = useComplaint(readAmount(typed), tried);
  return (
    <>
      <label htmlFor={fieldId}>{t('customer.checkLabel')}</label>
      <div className="ask-line">
        <Input
          id={fieldId}
          size="large"
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          status={complaint === undefined ? '' : 'error'}
          aria-invalid={complaint !== undefined}
          aria-describedby={`${fieldId}-hint`}
          onChange={({ target }) => type(target.value)}
        />
        <Button type="primary" size="large" htmlType="submit">
          {t('customer.check')}
        </Button>
      </div>
      <p
        id={`${fieldId}-hint`}
        className={complaint === undefined ? 'small quiet' : 'small bad'}
        role={complaint === undefined ? undefined : 'alert'}
      >
        {complaint ?? t('customer.checkHint')}
      </p>
    </>
  );
};

type FormProps = Readonly<{ customerId: string; asking: Asking; again: () => void }>;

const QuestionForm = ({ customerId, asking, again }: FormProps) => {
  const [tried, setTried] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    const { termDays, at } = asking.draft;
    if (isTerm(termDays.trim()) && isPast(at, Date.now()) && asking.ask()) again();
  };
  return (
    <form onSubmit={submit} className="ask" noValidate>
      <AmountLine typed={asking.draft.amount} tried={tried} type={(amount) => asking.type({ amount })} />
      <MoreFields customerId={customerId} asking={asking} />
    </form>
  );
};

/** One field, one answer; whoever needs more finds it behind the toggle. */
export const ShipmentBox = ({ customerId }: Readonly<{ customerId: string }>) => {
  const { t } = useTranslation();
  const asking = useQuestion();
  const queries = useQueryClient();
  // The same question asked again is a new question.
  const again = () => void queries.invalidateQueries({ queryKey: ['customers', customerId, 'shipment-check'] });
  return (
    <Panel title={t('customer.checkTitle')}>
      <QuestionForm customerId={customerId} asking={asking} again={again} />
      {asking.asked === undefined ? null : (
        <Answer customerId={customerId} asking={asking} asked={asking.asked} again={again} />
      )}
    </Panel>
  );
};
