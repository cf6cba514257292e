import { useTranslation } from 'react-i18next';
import { type Desk } from '@app/contracts/desk';
import { Nothing } from '../parts/nothing';
import { Panel } from '../parts/panel';

const TIERS = ['5A', '4A', '3A', '2A', '1A'] as const;
const DIGITS = ['1', '2', '3', '4', '5'] as const;
// No darker than what dark figures can be read on.
const FAINTEST = 0.07;
const STRONGEST = 0.45;

/** How many customers stand at each pair of limit tier and characteristic grade: darker is more. */
export const GradeMatrix = ({ grades }: Readonly<{ grades: Desk['grades'] }>) => {
  const { t } = useTranslation();
  const counts = new Map(grades.map(({ grade, customers }) => [grade, customers]));
  const most = Math.max(1, ...counts.values());
  const inMatrix = new Set(TIERS.flatMap((tier) => DIGITS.map((digit) => tier + digit)));
  const others = grades.filter(({ grade }) => !inMatrix.has(grade));
  return (
    <Panel title={t('desk.gradesTitle')} hint={t('desk.gradesHint')}>
      {grades.length === 0 ? (
        <Nothing title={t('desk.gradesNone')} />
      ) : (
        <table className="matrix">
          <caption className="unseen">{t('desk.gradesHint')}</caption>
          <thead>
            <tr>
              <td />
              {DIGITS.map((digit) => (
                <th key={digit} scope="col">{`CA${digit}`}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {TIERS.map((tier) => (
              <tr key={tier}>
                <th scope="row">{tier}</th>
                {DIGITS.map((digit) => {
                  const n = counts.get(tier + digit) ?? 0;
                  const share = n === 0 ? 0 : FAINTEST + (n / most) * (STRONGEST - FAINTEST);
                  return (
                    <td key={digit} style={{ background: n === 0 ? undefined : `rgb(9 88 217 / ${share})` }}>
                      {n === 0 ? <span aria-label="0">·</span> : n}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {others.length === 0 ? null : (
        <p className="small quiet">
          {t('desk.gradesOther')}: {others.map(({ grade, customers }) => `${grade} ${customers}`).join(' · ')}
        </p>
      )}
    </Panel>
  );
};
