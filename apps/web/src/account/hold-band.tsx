import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountView, type HoldCauseView } from '@app/contracts/credit-limit';
import { useAct } from '../dialogs/acting';
import { Badge } from '../parts/badge';
import { Mark } from '../parts/mark';
import { HoldHistory } from './hold-history';
import { Then } from './then';

/** Where a person lifts a cause; those that come and go with the account and the day nobody lifts. */
const liftingOf = ({ cause, id }: HoldCauseView): readonly string[] | undefined => {
  switch (cause) {
    case 'manual':
    case 'agreement-suspended':
      return ['holds', id, 'removal'];
    case 'overdue':
      return ['receivables', id, 'hold', 'lifting'];
    case 'blacklist':
      return ['blacklist', 'lifting'];
    case 'over-limit':
    case 'agreement-lapsed':
    case 'security-lapsed':
      return undefined;
  }
};

const Cause = ({ cause, isNow }: Readonly<{ cause: HoldCauseView; isNow: boolean }>) => {
  const { t } = useTranslation();
  const act = useAct();
  const path = liftingOf(cause);
  return (
    <li>
      <span className="cause-text">{cause.text}</span>
      <span className="cause-facts">
        {cause.since === undefined ? null : (
          <span className="small num">{t('account.since', { date: cause.since })}</span>
        )}
        <Badge tone={cause.byItself ? 'neutral' : 'bad'}>
          {cause.byItself ? t('account.byItself') : t('account.byPerson')}
        </Badge>
      </span>
      {path === undefined || !isNow ? null : (
        <Button size="small" onClick={() => act({ kind: 'removal', what: cause.text, path })}>
          {t('account.remove')}
        </Button>
      )}
    </li>
  );
};

/** Everything for which nothing ships now, one line each; while there is anything, nobody can overlook it. */
export const HoldBand = ({ account }: Readonly<{ account: AccountView }>) => {
  const { t } = useTranslation();
  const act = useAct();
  const [isHistory, setHistory] = useState(false);
  const { causes, customerId, knownAt, agreement } = account;
  const isNow = knownAt === undefined;
  const isHeld = causes.length > 0;
  return (
    <section
      className={`hold-band ${isHeld ? 'held' : ''} ${isNow ? '' : 'is-past'}`}
      aria-label={t('account.holdsTitle')}
    >
      <div className="hold-head">
        <h2>
          <Mark sign={isHeld ? 'stop' : 'check'} size={16} />{' '}
          {isHeld ? t('account.holdsSome', { n: causes.length }) : t('account.holdsNone')}
        </h2>
        {knownAt === undefined ? null : <Then at={knownAt} />}
        <div className="hold-acts">
          <Button size="small" type="text" onClick={() => setHistory(true)}>
            {t('account.history')}
          </Button>
          {isNow ? (
            <Button size="small" onClick={() => act({ kind: 'hold' })}>
              {t('account.place')}
            </Button>
          ) : null}
          {isNow && agreement !== undefined ? (
            <Button size="small" onClick={() => act({ kind: 'suspend' })}>
              {t('account.suspend')}
            </Button>
          ) : null}
        </div>
      </div>
      {isHeld ? (
        <ul>
          {causes.map((cause) => (
            <Cause key={`${cause.cause}/${cause.id}`} cause={cause} isNow={isNow} />
          ))}
        </ul>
      ) : null}
      {isHistory ? <HoldHistory customerId={customerId} close={() => setHistory(false)} /> : null}
    </section>
  );
};
