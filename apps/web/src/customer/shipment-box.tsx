import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { shipmentCheck } from '@app/contracts/shipment';
import { type Yuan } from '@app/kernel/yuan';
import { type AmountInput, readAmount } from '../figures/amount-input';
import { useLanguage } from '../language/use-language';
import { Panel } from '../parts/panel';
import { Loaded } from '../parts/loaded';
import { reading } from '../server/client';
import { useSearchState } from '../parts/search-state';
import { ShipmentAnswer } from './shipment-answer';

const useComplaint = (input: AmountInput, asked: boolean): string | undefined => {
  const { t } = useTranslation();
  if (input.kind === 'wrong') return t(`customer.amountWrong.${input.why}`);
  return asked && input.kind === 'empty' ? t('customer.amountMissing') : undefined;
};

type FormProps = Readonly<{ initial: string; ask: (amount: Yuan) => void }>;

/** Keeps what was typed, and says beside the field what would be right. */
const AmountForm = ({ initial, ask }: FormProps) => {
  const { t } = useTranslation();
  const fieldId = useId();
  const [typed, setTyped] = useState(initial);
  const [asked, setAsked] = useState(false);
  const input = readAmount(typed);
  const complaint = useComplaint(input, asked);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (input.kind === 'amount') ask(input.amount);
  };
  return (
    <form onSubmit={submit} className="ask" noValidate>
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
          onChange={({ target }) => setTyped(target.value)}
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
    </form>
  );
};

/** The answer is never taken from memory: somebody else may have used the limit a moment ago. */
const Answer = ({ customerId, amount }: Readonly<{ customerId: string; amount: Yuan }>) => {
  const query = useQuery({
    ...reading(useLanguage(), shipmentCheck, ['customers', customerId, 'shipment-check'], { amount }),
    placeholderData: undefined,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Loaded query={query} rows={3}>
      {(check) => <ShipmentAnswer check={check} />}
    </Loaded>
  );
};

/** One field, one answer. The amount stands in the address: the question can be sent to a colleague. */
export const ShipmentBox = ({ customerId }: Readonly<{ customerId: string }>) => {
  const { t } = useTranslation();
  const { value, set } = useSearchState();
  const queries = useQueryClient();
  const asked = readAmount(value('amount') ?? '');
  const ask = (amount: Yuan) => {
    set({ amount }, { replace: true });
    // The same amount asked again is a new question.
    void queries.invalidateQueries({ queryKey: ['customers', customerId, 'shipment-check'] });
  };
  return (
    <Panel title={t('customer.checkTitle')}>
      <AmountForm initial={value('amount') ?? ''} ask={ask} />
      {asked.kind === 'amount' ? <Answer customerId={customerId} amount={asked.amount} /> : null}
    </Panel>
  );
};
