import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../parts/panel';
import { useItemName } from './item-name';
import { type Reason, reasonsOf } from './reasons';
import { type Result } from './result';

const OPEN_LEVELS = 4;
type Spread = 'some' | 'all' | 'none';

const Line = ({ reason }: Readonly<{ reason: Reason }>) => (
  <span className="reason-line">
    <span>{reason.label}</span>
    {reason.value === undefined ? null : <b className="num">{reason.value}</b>}
    {reason.how === undefined || reason.how === '' ? null : <span className="quiet small">{reason.how}</span>}
  </span>
);

const isOpen = ({ folded }: Reason, spread: Spread, level: number): boolean =>
  spread === 'all' || (spread === 'some' && folded !== true && level < OPEN_LEVELS);

const Branch = ({ reason, level, spread }: Readonly<{ reason: Reason; level: number; spread: Spread }>) => {
  const { below = [] } = reason;
  if (below.length === 0) {
    return (
      <li className="leaf">
        <Line reason={reason} />
      </li>
    );
  }
  return (
    <li>
      <details open={isOpen(reason, spread, level)}>
        <summary>
          <Line reason={reason} />
        </summary>
        <ul>
          {below.map((child) => (
            <Branch key={child.code} reason={child} level={level + 1} spread={spread} />
          ))}
        </ul>
      </details>
    </li>
  );
};

/** Folds with the browser's own disclosure, so that keyboard and screen reader know it already. */
export const ReasonTree = ({ result }: Readonly<{ result: Result }>) => {
  const { t } = useTranslation();
  const nameOf = useItemName();
  const [spread, setSpread] = useState<Spread>('some');
  const next: Spread = spread === 'all' ? 'none' : 'all';
  return (
    <Panel
      title={t('application.reasonsTitle')}
      hint={t('application.reasonsHint')}
      aside={
        <Button size="small" onClick={() => setSpread(next)}>
          {t(next === 'all' ? 'application.expandAll' : 'application.collapseAll')}
        </Button>
      }
    >
      <ul className="reasons" key={spread}>
        <Branch reason={reasonsOf(result, { t, nameOf })} level={0} spread={spread} />
      </ul>
    </Panel>
  );
};
