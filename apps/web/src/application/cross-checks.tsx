import { useTranslation } from 'react-i18next';
import { decimal } from '../figures/decimal-text';
import { Badge, type Tone } from '../parts/badge';
import { Panel } from '../parts/panel';
import { type CrossCheck } from './result';

const TONE: Record<NonNullable<CrossCheck['zone']>, Tone> = {
  distress: 'bad',
  grey: 'warning',
  safe: 'good',
  'no-distress': 'good',
};

export const CrossChecks = ({ checks }: Readonly<{ checks: readonly CrossCheck[] }>) => {
  const { t } = useTranslation();
  if (checks.length === 0) return null;
  return (
    <Panel title={t('application.crossTitle')}>
      <ul className="crosses">
        {checks.map(({ code, value, zone, unavailable }) => (
          <li key={code}>
            <span>{t(`application.cross.${code}`)}</span>
            <b className="num">{value === undefined ? '–' : decimal(value, 2)}</b>
            {zone === undefined ? null : <Badge tone={TONE[zone]}>{t(`application.zone.${zone}`)}</Badge>}
            {unavailable === undefined ? null : (
              <span className="small quiet">{t(`application.unavailable.${unavailable.reason}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
};
