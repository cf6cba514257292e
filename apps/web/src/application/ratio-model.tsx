import { useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { decimal } from '../figures/decimal-text';
import { forDrawing } from '../figures/money-text';
import { Panel } from '../parts/panel';
import { type Ratio, type Result } from './result';

const figure = (value: string | undefined, unit: Ratio['unit']): string => {
  if (value === undefined) return '–';
  return unit === 'percent' ? `${decimal(value, 1)}%` : decimal(value, 2);
};

const RatioRow = ({ ratio }: Readonly<{ ratio: Ratio }>) => {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">
        {t(`ratioName.${ratio.id}`)}
        {ratio.basis === 'closing-only' ? <small className="quiet"> {t('application.closingOnly')}</small> : null}
        {ratio.unavailable === undefined ? null : (
          <small className="warn"> {t(`application.unavailable.${ratio.unavailable.reason}`)}</small>
        )}
      </th>
      <td>
        <b>{figure(ratio.value, ratio.unit)}</b>
        {ratio.lastYear === undefined ? null : <small className="quiet">{figure(ratio.lastYear, ratio.unit)}</small>}
      </td>
      <td>{figure(ratio.standard?.value, ratio.unit)}</td>
      <td>
        {ratio.levelScore === undefined ? '–' : decimal(ratio.levelScore, 0)}
        {forDrawing(ratio.weight) === 0 ? null : <small className="quiet">×{decimal(ratio.weight, 0)}</small>}
      </td>
    </tr>
  );
};

/** Each ratio beside last year and the standard of the industry; those without weight are folded away. */
export const RatioModel = ({ result }: Readonly<{ result: Result }>) => {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const main = result.ratios.filter(({ weight }) => forDrawing(weight) > 0);
  const others = result.ratios.length - main.length;
  return (
    <Panel
      title={t('application.ratiosTitle')}
      aside={
        result.ratioScore === undefined ? null : (
          <span>
            {t('application.ratioScore')} <b className="num">{decimal(result.ratioScore, 1)}</b>
          </span>
        )
      }
    >
      <p className="small quiet">{t(`application.ratioTerm.${result.term}`)}</p>
      <table className="ratios small">
        <thead>
          <tr>
            <th scope="col">{t('application.ratio')}</th>
            <th scope="col">
              {t('application.value')}
              <small className="quiet">{t('application.lastYear')}</small>
            </th>
            <th scope="col">{t('application.standard')}</th>
            <th scope="col">
              {t('application.score')}
              <small className="quiet">{t('application.weight')}</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {(all ? result.ratios : main).map((ratio) => (
            <RatioRow key={ratio.id} ratio={ratio} />
          ))}
        </tbody>
      </table>
      {others === 0 ? null : (
        <Button type="text" size="small" block aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('customer.followUpFewer') : t('application.ratioOthers', { n: others })}
        </Button>
      )}
    </Panel>
  );
};
