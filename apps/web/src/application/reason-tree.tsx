import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assessmentExplanation, type AssessmentExplanation } from '@app/contracts/credit-application';
import { grouped } from '../figures/decimal-text';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { Panel } from '../parts/panel';
import { reading } from '../server/client';

type Node = AssessmentExplanation['explanation'];
type Spread = 'some' | 'all' | 'none';

const OPEN_LEVELS = 2;
// A long list, such as that of the ratios, is opened by whoever wants it.
const LONG = 12;

const isOpen = ({ children = [] }: Node, spread: Spread, level: number): boolean =>
  spread === 'all' || (spread === 'some' && level < OPEN_LEVELS && children.length < LONG);

const Line = ({ node }: Readonly<{ node: Node }>) => {
  const language = useLanguage();
  const { label, value, formula, rule, sum, note, source } = node;
  const how = [formula === undefined ? '' : `= ${formula}`, sum === true ? '= Σ' : '', rule ?? ''].filter(
    (part) => part !== '',
  );
  return (
    <span className="reason-line" title={source}>
      <span>{label[language]}</span>
      {value === undefined ? null : <b>{grouped(value)}</b>}
      {how.length === 0 ? null : <span className="quiet small">{grouped(how.join(' · '))}</span>}
      {note === undefined ? null : <span className="quiet small">{note[language]}</span>}
    </span>
  );
};

const Branch = ({ node, level, spread }: Readonly<{ node: Node; level: number; spread: Spread }>) => {
  const { children = [] } = node;
  if (children.length === 0) {
    return (
      <li className="leaf">
        <Line node={node} />
      </li>
    );
  }
  return (
    <li>
      <details open={isOpen(node, spread, level)}>
        <summary>
          <Line node={node} />
        </summary>
        <ul>
          {children.map((child, index) => (
            <Branch key={`${child.code}/${index}`} node={child} level={level + 1} spread={spread} />
          ))}
        </ul>
      </details>
    </li>
  );
};

/** Every figure from the statements to the grade. Folds with the browser's own disclosure, which keyboard and screen reader know. */
export const ReasonTree = ({ applicationId }: Readonly<{ applicationId: string }>) => {
  const { t } = useTranslation();
  const [spread, setSpread] = useState<Spread>('some');
  const next: Spread = spread === 'all' ? 'none' : 'all';
  const query = useQuery({
    ...reading(useLanguage(), assessmentExplanation, ['applications', applicationId, 'explanation']),
    placeholderData: undefined,
  });
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
      <Loaded query={query} rows={8}>
        {({ explanation }) => (
          <ul className="reasons" key={spread}>
            <Branch node={explanation} level={0} spread={spread} />
          </ul>
        )}
      </Loaded>
    </Panel>
  );
};
