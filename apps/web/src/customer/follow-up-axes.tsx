import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CustomerFile } from '@app/contracts/customer';
import { followUpStep, followUpSteps, type FollowUpStep } from '@app/contracts/follow-up';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { Panel } from '../parts/panel';
import { reading } from '../server/client';
import { FollowUpAxis } from './follow-up-axis';

const FIRST = 5;

const Legend = () => {
  const { t } = useTranslation();
  return (
    <ul className="axis-legend small quiet">
      {followUpStep.shape.state.options.map((state) => (
        <li key={state}>
          <i className={`dot ${state}`} aria-hidden="true" /> {t(`stepState.${state}`)}
        </li>
      ))}
    </ul>
  );
};

const Axes = ({ file, steps }: Readonly<{ file: CustomerFile; steps: readonly FollowUpStep[] }>) => {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const followed = file.receivables
    .map((receivable) => ({
      receivable,
      steps: steps.filter(({ receivableId }) => receivableId === receivable.receivableId),
    }))
    .filter((followUp) => followUp.steps.length > 0);
  if (followed.length === 0) return <p className="quiet">{t('customer.followUpNone')}</p>;
  return (
    <>
      <Legend />
      {followed.slice(0, all ? followed.length : FIRST).map((followUp) => (
        <FollowUpAxis key={followUp.receivable.receivableId} {...followUp} today={file.asOf} />
      ))}
      {followed.length <= FIRST ? null : (
        <Button type="text" block onClick={() => setAll(!all)}>
          {all ? t('customer.followUpFewer') : t('customer.followUpAll', { n: followed.length })}
        </Button>
      )}
    </>
  );
};

export const FollowUpAxes = ({ file }: Readonly<{ file: CustomerFile }>) => {
  const { t } = useTranslation();
  const query = useQuery({
    ...reading(useLanguage(), followUpSteps, ['customers', file.customerId, 'follow-up']),
    placeholderData: undefined,
  });
  return (
    <Panel title={t('customer.followUpTitle')}>
      <Loaded query={query} rows={4}>
        {({ steps }) => <Axes file={file} steps={steps} />}
      </Loaded>
    </Panel>
  );
};
