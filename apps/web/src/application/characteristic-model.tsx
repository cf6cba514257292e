import { useTranslation } from 'react-i18next';
import { decimal } from '../figures/decimal-text';
import { forDrawing } from '../figures/money-text';
import { Panel } from '../parts/panel';
import { useItemName } from './item-name';
import { type Characteristic, type Item } from './result';

const STANCES = ['balanced', 'sales', 'conservative'] as const;

const Bar = ({ percent }: Readonly<{ percent: number }>) => (
  <span className="model-bar" aria-hidden="true">
    <i style={{ width: `${Math.min(100, Math.max(0, percent))}%` }} />
  </span>
);

const ItemLine = ({ item }: Readonly<{ item: Item }>) => {
  const nameOf = useItemName();
  const capped = item.score !== item.uncappedScore;
  return (
    <li>
      <span className="item-name">
        {item.code} {nameOf(item.code)}
      </span>
      <Bar percent={forDrawing(item.score) * 10} />
      <span className={capped ? 'num warn' : 'num'}>{decimal(item.score, 1)}</span>
      <span className="num quiet">×{decimal(item.weight, 1)}</span>
    </li>
  );
};

const Group = ({ group, items }: Readonly<{ group: Characteristic['groups'][number]; items: readonly Item[] }>) => {
  const { t } = useTranslation();
  return (
    <div className="group">
      <h3>
        {group.code} {t(`application.groups.${group.code}`)}
        <span className="num">
          {group.percent === undefined ? t('application.noWeight') : `${decimal(group.percent, 1)}%`}
        </span>
      </h3>
      <ul className="items small">
        {items.map((item) => (
          <ItemLine key={item.code} item={item} />
        ))}
      </ul>
    </div>
  );
};

/** The 18 items in their three groups, each with its score of ten and its weight; the percent under every stance. */
export const CharacteristicModel = ({
  characteristic,
  grade,
}: Readonly<{ characteristic: Characteristic; grade: string }>) => {
  const { t } = useTranslation();
  const { classCap } = characteristic;
  const nameOf = useItemName();
  return (
    <Panel title={t('application.characteristicTitle')} aside={<b>{grade}</b>}>
      <ul className="stances">
        {STANCES.map((stance) => (
          <li
            key={stance}
            className={stance === characteristic.stance ? 'chosen' : ''}
            aria-current={stance === characteristic.stance}
          >
            <strong className="num">{decimal(characteristic.percents[stance], 1)}%</strong>
            <span className="small">{t(`application.stances.${stance}`)}</span>
          </li>
        ))}
      </ul>
      {characteristic.groups.map((group) => (
        <Group
          key={group.code}
          group={group}
          items={characteristic.items.filter(({ group: code }) => code === group.code)}
        />
      ))}
      {classCap === undefined ? null : (
        <p className="small warn">{t('application.classCap', { ...classCap, item: nameOf(classCap.item) })}</p>
      )}
    </Panel>
  );
};
