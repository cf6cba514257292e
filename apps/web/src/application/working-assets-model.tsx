import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Yuan } from '@app/kernel/yuan';
import { decimal } from '../figures/decimal-text';
import { moneyText } from '../figures/money-text';
import { Money } from '../parts/money';
import { Panel } from '../parts/panel';
import { type Result } from './result';

const Line = ({
  name,
  how,
  strong = false,
  children,
}: Readonly<{ name: string; how?: string; strong?: boolean; children: ReactNode }>) => (
  <div className={strong ? 'line strong' : 'line'}>
    <dt>
      {name}
      {how === undefined ? null : <small className="quiet"> {how}</small>}
    </dt>
    <dd className="num">{children}</dd>
  </div>
);

const Statement = ({ assets }: Readonly<{ assets: Result['workingAssets'] }>) => {
  const { t } = useTranslation();
  const figures: readonly [string, Yuan][] = [
    [t('application.currentAssets'), assets.currentAssets],
    [t('application.inventory'), assets.inventory],
    [t('application.currentLiabilities'), assets.currentLiabilities],
    [t('application.totalAssets'), assets.totalAssets],
    [t('application.totalLiabilities'), assets.totalLiabilities],
  ];
  return (
    <>
      <h3>{t('application.statementYear', { year: assets.year })}</h3>
      <dl className="lines small">
        {figures.map(([name, amount]) => (
          <Line key={name} name={name}>
            <Money value={amount} />
          </Line>
        ))}
        <Line name={t('application.workingCapital')} how="CA − CL">
          <Money value={assets.workingCapital} />
        </Line>
        <Line name={t('application.netWorth')} how="TA − TL">
          <Money value={assets.netWorth} />
        </Line>
        <Line name={t('application.workingAssets')} how="(WC + NW) / 2" strong>
          {decimal(assets.workingAssets, 2)}
        </Line>
        <Line name={t('application.evaluationValue')}>
          {assets.evaluationValue === undefined ? '–' : decimal(assets.evaluationValue, 4)}
        </Line>
        <Line name={t('application.percentOfAssets')}>
          {assets.percent === undefined ? '–' : `${decimal(assets.percent, 2)}%`}
        </Line>
        <Line name={t('application.baseLimit')} strong>
          {decimal(assets.baseLimit, 2)}
        </Line>
      </dl>
    </>
  );
};

const Combined = ({ combination, limit }: Readonly<{ combination: Result['combination']; limit: Yuan }>) => {
  const { t } = useTranslation();
  return (
    <>
      <h3>
        {t('application.combinedTitle')}
        <span className="quiet num">
          {t('application.factor')} ×{decimal(combination.factor, 4)}
        </span>
      </h3>
      <dl className="lines small">
        {combination.candidates.map(({ code, amount }) => (
          <Line
            key={code}
            name={t(`application.candidates.${code}`)}
            strong={code === combination.smallest}
            {...(code === combination.smallest ? { how: `← ${t('application.smallest')}` } : {})}
          >
            {moneyText(amount)}
          </Line>
        ))}
        <Line
          name={t('application.suggested')}
          how={t('application.roundedTo', { step: decimal(combination.step, 0) })}
          strong
        >
          {moneyText(limit)}
        </Line>
      </dl>
    </>
  );
};

/** From the balance sheet to the base limit, and from there to the limit suggested. */
export const WorkingAssetsModel = ({ result }: Readonly<{ result: Result }>) => {
  const { t } = useTranslation();
  return (
    <Panel title={t('application.workingAssetsTitle')}>
      <Statement assets={result.workingAssets} />
      <Combined combination={result.combination} limit={result.limit} />
    </Panel>
  );
};
