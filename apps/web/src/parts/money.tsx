import { useTranslation } from 'react-i18next';
import { type Yuan } from '@app/kernel/yuan';
import { bigMoney, isNegative, moneyText } from '../figures/money-text';
import { useLanguage } from '../language/use-language';

/** An amount to the fen; a negative one is red and carries its sign. */
export const Money = ({ value }: Readonly<{ value: Yuan }>) => (
  <span className={isNegative(value) ? 'num negative' : 'num'}>{moneyText(value)}</span>
);

/** A large amount at a glance, in 万元 or M; hovering tells it to the fen. */
export const BigMoneyFigure = ({ value }: Readonly<{ value: Yuan }>) => {
  const { t } = useTranslation();
  const { figure, unit } = bigMoney(value, useLanguage());
  return (
    <span className={isNegative(value) ? 'num negative' : 'num'} title={`${moneyText(value)} ${t('words.yuan')}`}>
      {figure}
      <small className="figure-unit">{unit === '' ? t('words.yuan') : t(`words.unit.${unit}`)}</small>
    </span>
  );
};
