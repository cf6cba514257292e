import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Desk } from '@app/contracts/desk';
import { percentOf } from '@app/kernel/yuan';
import { bigMoney } from '../figures/money-text';
import { useLanguage } from '../language/use-language';
import { BigMoneyFigure } from '../parts/money';

type FigureProps = Readonly<{ title: string; to: string; figure: ReactNode; below: ReactNode; tone?: 'bad' | 'warn' }>;

const Figure = ({ title, to, figure, below, tone }: FigureProps) => (
  <li className={`figure ${tone ?? ''}`}>
    <Link to={to}>{title}</Link>
    <strong className="num">{figure}</strong>
    <span className="small">{below}</span>
  </li>
);

const Count = ({ n, unit }: Readonly<{ n: number; unit: string }>) => (
  <>
    {n}
    {unit === '' ? null : <small className="figure-unit">{unit}</small>}
  </>
);

const Meter = ({ share }: Readonly<{ share: string | undefined }>) => (
  <span className="meter" aria-hidden="true">
    <i style={{ width: `${Math.min(100, Math.max(0, Number(share ?? 0)))}%` }} />
  </span>
);

/** The four figures that matter; each leads to the list behind it. */
export const FourFigures = ({ desk }: Readonly<{ desk: Desk }>) => {
  const { t } = useTranslation();
  const limits = bigMoney(desk.limits, useLanguage());
  const share = percentOf(desk.exposure, desk.limits);
  const limitsText = `${limits.figure} ${limits.unit === '' ? t('words.yuan') : t(`words.unit.${limits.unit}`)}`;
  return (
    <ul className="panel figures">
      <Figure
        title={t('words.exposure')}
        to="/customers"
        figure={<BigMoneyFigure value={desk.exposure} />}
        below={
          <>
            <Meter share={share} />
            {share === undefined
              ? t('desk.limitsNone')
              : `${t('desk.limitsUsed', { share })} · ${t('desk.ofLimits', { limits: limitsText })}`}
          </>
        }
      />
      <Figure
        title={t('words.overdue')}
        to="/aging"
        tone="warn"
        figure={<BigMoneyFigure value={desk.overdue} />}
        below={
          <>
            <Meter share={desk.overdueShare} />
            {t('desk.overdueShare', { share: desk.overdueShare })}
          </>
        }
      />
      <Figure
        title={t('desk.heldTitle')}
        to="/customers?state=held"
        tone="bad"
        figure={<Count n={desk.held} unit={t('desk.customersUnit')} />}
        below={
          <>
            <Link to="/customers?state=blacklisted">{t('desk.blacklistedToo', { n: desk.blacklisted })}</Link>
            {` · ${t('desk.ofCustomers', { n: desk.customers })}`}
          </>
        }
      />
      <Figure
        title={t('desk.waiting')}
        to="/applications"
        figure={<Count n={desk.applicationsWaiting} unit={t('desk.applicationsUnit')} />}
        below={t('desk.waitingHint')}
      />
    </ul>
  );
};
