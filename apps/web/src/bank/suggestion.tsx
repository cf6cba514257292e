import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type BankSuggestionView } from '@app/contracts/bank-line';
import { isNil } from '@app/kernel/yuan';
import { moneyText } from '../figures/money-text';
import { Badge } from '../parts/badge';

type Props = Readonly<{ suggestion: BankSuggestionView; isWaiting: boolean; canSign: boolean; accept: () => void }>;

/** Who it may be from, how sure that is and why, what it would pay; and the one click that takes it. */
export const Suggestion = ({ suggestion, isWaiting, canSign, accept }: Props) => {
  const { t } = useTranslation();
  const { customerId, customerName, confidence, isSure, reasons, allocate, unallocated } = suggestion;
  return (
    <div className="bank-suggestion">
      <div className="bank-who">
        <Link to={`/customers/${customerId}`}>{customerName}</Link>
        <Badge tone={isSure ? 'good' : 'warning'}>{t('bank.confidence', { n: confidence })}</Badge>
        <Button type={isSure ? 'primary' : 'default'} loading={isWaiting} disabled={!canSign} onClick={accept}>
          {t('bank.accept')}
        </Button>
      </div>
      <ul className="bank-reasons">
        {reasons.map(({ rule, text, points }) => (
          <li key={rule}>
            {text} <span className="quiet num">+{points}</span>
          </li>
        ))}
      </ul>
      <p className="small quiet">
        {allocate.length === 0
          ? t('bank.paysNothing')
          : allocate.map(({ receivableId, amount }) => `${receivableId} ${moneyText(amount)}`).join(' · ')}
        {isNil(unallocated) ? '' : ` · ${t('bank.left', { amount: moneyText(unallocated) })}`}
      </p>
    </div>
  );
};
