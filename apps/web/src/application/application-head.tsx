import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type ApplicationFile } from '@app/contracts/credit-application';
import { decimal } from '../figures/decimal-text';
import { moneyText } from '../figures/money-text';
import { Badge, StageBadge } from '../parts/badge';
import { Due } from '../parts/due';
import { BigMoneyFigure } from '../parts/money';
import { type Result } from './result';

const Figure = ({ title, children, below }: Readonly<{ title: string; children: ReactNode; below?: ReactNode }>) => (
  <div className="app-figure">
    <dt>{title}</dt>
    <dd>
      <strong className="num">{children}</strong>
      {below === undefined ? null : <span className="small quiet">{below}</span>}
    </dd>
  </div>
);

const Notes = ({ result }: Readonly<{ result: Result }>) => {
  const { t } = useTranslation();
  return (
    <>
      {result.outcome === 'graded' ? null : <Badge tone="bad">{t(`application.outcome.${result.outcome}`)}</Badge>}
      {result.underCloseWatch ? <Badge tone="warning">{t('application.closeWatch')}</Badge> : null}
      {result.secondApprover ? <Badge tone="warning">{t('application.secondApprover')}</Badge> : null}
    </>
  );
};

const VERDICTS = ['approved', 'returned', 'refused'] as const;
const isVerdict = (verdict: string): verdict is (typeof VERDICTS)[number] =>
  VERDICTS.some((known) => known === verdict);

const Decision = ({ decision }: Readonly<{ decision: NonNullable<ApplicationFile['decision']> }>) => {
  const { t } = useTranslation();
  const { verdict, by: who, on: date, limit, reason } = decision;
  return (
    <p className="small">
      <b>{`${t('application.decision')}: ${isVerdict(verdict) ? t(`application.verdict.${verdict}`) : verdict}`}</b>
      {limit === undefined ? null : ` · ${t('application.limitSet')} ${moneyText(limit)} ${t('words.yuan')}`}
      {reason === undefined || reason === '' ? null : ` · ${reason}`}
      <span className="quiet"> · {t('application.decidedBy', { who, date })}</span>
    </p>
  );
};

const Figures = ({ file }: Readonly<{ file: ApplicationFile }>) => {
  const { t } = useTranslation();
  const result = file.assessment?.result;
  const nextTier = result?.distances.nextTier;
  const nextGrade = result?.distances.nextGrade;
  return (
    <dl className="app-figures">
      <Figure title={t('application.asked')} below={t('applications.termDays', { n: file.termDays })}>
        <BigMoneyFigure value={file.amount} />
      </Figure>
      {result === undefined ? null : (
        <>
          <Figure
            title={t('application.suggested')}
            below={
              nextTier === undefined
                ? undefined
                : t('application.nextTier', { tier: nextTier.tier, amount: moneyText(nextTier.amount) })
            }
          >
            <BigMoneyFigure value={result.limit} />
          </Figure>
          <Figure
            title={t('application.characteristicTitle')}
            below={
              nextGrade === undefined
                ? undefined
                : t('application.nextGrade', { grade: nextGrade.grade, points: decimal(nextGrade.points, 1) })
            }
          >
            {decimal(result.percent, 1)}%
          </Figure>
          <Figure
            title={t('application.coverage')}
            below={`${result.characteristic.answered} / ${result.characteristic.aspects}`}
          >
            {decimal(result.coverage, 1)}%
          </Figure>
        </>
      )}
    </dl>
  );
};

const GradeTile = ({ result }: Readonly<{ result: Result | undefined }>) => {
  const { t } = useTranslation();
  const declined = result !== undefined && result.grade === undefined;
  return (
    <div className={declined ? 'grade-tile declined' : 'grade-tile'}>
      <span className="small">{t('words.grade')}</span>
      <strong>{result?.grade ?? '–'}</strong>
      <span className="small">
        {result === undefined
          ? t('application.notAssessed')
          : result.grade === undefined
            ? t(`application.outcome.${result.outcome}`)
            : `${result.tier ?? ''} + ${result.characteristicGrade}`}
      </span>
    </div>
  );
};

export const ApplicationHead = ({ file }: Readonly<{ file: ApplicationFile }>) => {
  const { t } = useTranslation();
  const { assessment } = file;
  return (
    <header className="app-head panel">
      <GradeTile result={assessment?.result} />
      <div className="app-who">
        <div className="app-name">
          <h1>
            <Link to={`/customers/${file.customerId}`}>{file.customerName}</Link>
          </h1>
          <StageBadge stage={file.stage} />
          <Due row={file} />
          {assessment === undefined ? null : <Notes result={assessment.result} />}
        </div>
        <p className="small quiet">
          {[
            file.applicationId,
            file.sellingUnit,
            t('application.filedBy', { who: file.filedBy, date: file.filedOn }),
            file.products,
            file.reason,
          ]
            .filter((fact) => fact !== '')
            .join(' · ')}
        </p>
        <Figures file={file} />
        {file.decision === undefined ? null : <Decision decision={file.decision} />}
        {assessment === undefined ? null : (
          <p className="small quiet">
            {t('application.assessedBy', { who: assessment.by, date: assessment.on, policy: assessment.policy })}
            {' · '}
            <Link className="in-text" to={`/applications/${file.applicationId}/report`}>
              {t('report.open')}
            </Link>
          </p>
        )}
      </div>
    </header>
  );
};
