import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountView, type ExposureComponent } from '@app/contracts/credit-limit';
import { type ExposureView } from '@app/contracts/customer';
import { isNil } from '@app/kernel/yuan';
import { instantText } from '../figures/instant-text';
import { isNegative, moneyText } from '../figures/money-text';
import { Money } from '../parts/money';
import { Panel } from '../parts/panel';
import { ComponentDrawer } from './component-drawer';
import { ComponentList } from './component-list';
import { ceilingOf, ExposureBar } from './exposure-bar';

const Figure = ({ name, note, children }: Readonly<{ name: string; note?: ReactNode; children: ReactNode }>) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
    {note === undefined ? null : <dd className="small quiet num">{note}</dd>}
  </div>
);

/** The ceiling as a figure with what it is the sum of, or in words where there is none. */
const Ceiling = ({ exposure }: Readonly<{ exposure: ExposureView }>) => {
  const { t } = useTranslation();
  const { limitKind, limit, temporary, greenChannel } = exposure;
  const ceiling = ceilingOf(exposure);
  const isSum = !isNil(temporary) || !isNil(greenChannel);
  const sum = {
    limit: moneyText(limit),
    temporary: moneyText(temporary),
    greenChannel: moneyText(greenChannel),
  };
  const note = isSum ? t('account.ceilingSum', sum) : undefined;
  if (limitKind === 'unlimited') return <Figure name={t('words.limit')}>{t('account.unlimited')}</Figure>;
  if (isNil(ceiling)) {
    return (
      <Figure name={t('words.limit')}>
        <span className="bad ceiling-words">
          {limitKind === 'none' ? t('account.noAgreement') : t('account.zeroLimit')}
        </span>
      </Figure>
    );
  }
  return (
    <Figure name={isSum ? t('account.ceiling') : t('words.limit')} note={note}>
      <Money value={ceiling} />
    </Figure>
  );
};

const Figures = ({ exposure }: Readonly<{ exposure: ExposureView }>) => {
  const { t } = useTranslation();
  const { limitKind, available } = exposure;
  return (
    <dl className="account-figures">
      <Ceiling exposure={exposure} />
      <Figure name={t('words.exposure')}>
        <Money value={exposure.exposure} />
      </Figure>
      <Figure name={t('words.available')}>
        {limitKind === 'unlimited' ? (
          t('account.unlimited')
        ) : (
          <strong className={isNegative(available) ? '' : 'good'}>
            <Money value={available} />
          </strong>
        )}
      </Figure>
    </dl>
  );
};

const PastBand = ({ account, backToNow }: Readonly<{ account: AccountView; backToNow: () => void }>) => {
  const { t } = useTranslation();
  const { knownAt, revision } = account;
  if (knownAt === undefined) return null;
  return (
    <p className="past-band small">
      <span>{t('account.pastTitle', { at: instantText(knownAt), revision })}</span>
      <Button size="small" onClick={backToNow}>
        {t('shipment.backToNow')}
      </Button>
    </p>
  );
};

type Props = Readonly<{ account: AccountView; at: string; backToNow: () => void }>;

/** What is owed against what may be owed, drawn, and each component with what it is made of a click away. */
export const AccountPanel = ({ account, at, backToNow }: Props) => {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<ExposureComponent>();
  const { exposure, asOf, customerId } = account;
  return (
    <Panel
      title={t('customer.limitTitle')}
      aside={<span className="quiet num">{t('shell.asOf', { date: asOf })}</span>}
      className={account.knownAt === undefined ? '' : 'is-past'}
    >
      <PastBand account={account} backToNow={backToNow} />
      <Figures exposure={exposure} />
      <ExposureBar exposure={exposure} />
      <ComponentList exposure={exposure} open={setOpened} />
      {opened === undefined ? null : (
        <ComponentDrawer
          key={opened}
          customerId={customerId}
          component={opened}
          at={at}
          close={() => setOpened(undefined)}
        />
      )}
    </Panel>
  );
};
