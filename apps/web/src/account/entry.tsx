import { Children, useId, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

const FIRST = 4;

type EntryProps = Readonly<{
  head: string;
  badge: ReactNode;
  facts: readonly string[];
  /** It no longer counts, and steps back behind those that do. */
  isOver: boolean;
  acts?: ReactNode;
}>;

/** Something that was granted: how much, whether it counts, and what there is to know of it. */
export const Entry = ({ head, badge, facts, isOver, acts }: EntryProps) => (
  <li className={isOver ? 'granted over' : 'granted'}>
    <span className="granted-head">
      <b className="num">{head}</b>
      {badge}
      {acts}
    </span>
    <span className="small quiet granted-facts">
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </span>
  </li>
);

type GroupProps = Readonly<{ title: string; none: string; isWide?: boolean; children: readonly ReactNode[] }>;

/** The first few of a kind; the rest on demand. */
export const Group = ({ title, none, isWide = false, children }: GroupProps) => {
  const { t } = useTranslation();
  const titleId = useId();
  const [isAll, setAll] = useState(false);
  const entries = Children.toArray(children);
  return (
    <section aria-labelledby={titleId} className={isWide ? 'wide' : ''}>
      <h3 id={titleId}>{title}</h3>
      {entries.length === 0 ? <p className="small quiet">{none}</p> : null}
      <ul>{isAll ? entries : entries.slice(0, FIRST)}</ul>
      {isAll || entries.length <= FIRST ? null : (
        <Button size="small" type="text" onClick={() => setAll(true)}>
          {t('customer.followUpAll', { n: entries.length })}
        </Button>
      )}
    </section>
  );
};
