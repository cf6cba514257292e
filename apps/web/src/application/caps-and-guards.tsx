import { useTranslation } from 'react-i18next';
import { decimal } from '../figures/decimal-text';
import { Badge } from '../parts/badge';
import { Mark } from '../parts/mark';
import { Panel } from '../parts/panel';
import { type Result } from './result';

type Cap = Result['characteristic']['caps'][number];

const CapLine = ({ cap }: Readonly<{ cap: Cap }>) => {
  const { t } = useTranslation();
  const { figure, edge } = cap;
  return (
    <li>
      <b>{t(`application.capCode.${cap.code}`)}</b>{' '}
      <Badge tone={cap.lowered ? 'bad' : 'neutral'}>{t('application.capAtMost', { grade: cap.atMost })}</Badge>
      <span className="small quiet">
        {figure === undefined || edge === undefined
          ? ''
          : `${t('application.capFigure', { figure: decimal(figure, 1), edge: decimal(edge, 1) })} · `}
        {t(cap.lowered ? 'application.capLowered' : 'application.capNotLowered')}
      </span>
    </li>
  );
};

/** What bent the result: caps on the grade, guards on the formula, and why there is no grade where there is none. */
export const CapsAndGuards = ({ result }: Readonly<{ result: Result }>) => {
  const { t } = useTranslation();
  const { caps } = result.characteristic;
  const { guards } = result.workingAssets;
  const nothing = caps.length + guards.length + result.noGradeReasons.length === 0;
  return (
    <Panel title={t('application.capsTitle')}>
      {nothing ? (
        <p className="quiet">
          <Mark sign="check" /> {t('application.capsNone')}
        </p>
      ) : null}
      <ul className="caps">
        {result.noGradeReasons.map((reason) => (
          <li key={reason}>
            <b className="bad">
              <Mark sign="cross" size={12} /> {t(`application.noGrade.${reason}`)}
            </b>
          </li>
        ))}
        {guards.map((guard) => (
          <li key={guard}>
            <b>{t(`application.guards.${guard}`)}</b>
          </li>
        ))}
        {caps.map((cap) => (
          <CapLine key={cap.code} cap={cap} />
        ))}
      </ul>
    </Panel>
  );
};
