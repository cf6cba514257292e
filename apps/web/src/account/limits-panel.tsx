import { Button } from 'antd';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountView } from '@app/contracts/credit-limit';
import { moneyText } from '../figures/money-text';
import { useAct } from '../dialogs/acting';
import { Badge, type Tone } from '../parts/badge';
import { Panel } from '../parts/panel';
import { ApprovalList } from './approval-list';
import { Entry, Group } from './entry';
import { Then } from './then';

type Of = Readonly<{ account: AccountView }>;

const Agreement = ({ account: { agreement } }: Of) => {
  const { t } = useTranslation();
  if (agreement === undefined) return <p className="bad">{t('account.noAgreement')}</p>;
  const {
    agreementId: id,
    grade,
    termDays: days,
    validFrom: from,
    validTo: to,
    isSecured,
    reward,
    onTimeReward,
    inForce,
  } = agreement;
  return (
    <p className="agreement">
      <b>{t('account.agreement', { id, grade, days })}</b>
      <span className="num quiet">{t('account.agreementUntil', { from, to })}</span>
      {isSecured ? <span className="quiet">{t('account.secured')}</span> : null}
      {reward === undefined ? null : (
        <span className="quiet">{t('account.reward', { percent: reward.percent, days: reward.withinDays })}</span>
      )}
      {onTimeReward === undefined ? null : (
        <span className="quiet">{t('account.onTimeReward', { percent: onTimeReward.percent })}</span>
      )}
      <Badge tone={inForce ? 'good' : 'bad'}>{inForce ? t('account.inForce') : t('account.ended')}</Badge>
    </p>
  );
};

const useSpan = () => {
  const { t } = useTranslation();
  return (from: string, to: string | undefined): string =>
    to === undefined ? t('account.fromOn', { from }) : t('account.fromTo', { from, to });
};

const Limits = ({ account: { limits } }: Of) => {
  const { t } = useTranslation();
  const span = useSpan();
  const newestFirst = limits.toSorted((a, b) => b.from.localeCompare(a.from));
  return (
    <Group title={t('account.limits')} none={t('account.limitsNone')}>
      {newestFirst.map(({ changeId, limit, from, to, inForce }) => (
        <Entry
          key={changeId}
          isOver={!inForce}
          head={limit.kind === 'unlimited' ? t('account.unlimited') : moneyText(limit.amount)}
          badge={
            inForce ? (
              <Badge tone="good">{t('account.inForce')}</Badge>
            ) : (
              <Badge tone="neutral">{t('account.notInForce')}</Badge>
            )
          }
          facts={[span(from, to), changeId]}
        />
      ))}
    </Group>
  );
};

const RAISE_TONE: Record<AccountView['temporaries'][number]['state'], Tone> = {
  'to-come': 'brand',
  'in-force': 'good',
  over: 'neutral',
  withdrawn: 'neutral',
};

const Temporaries = ({ account: { temporaries, knownAt } }: Of) => {
  const { t } = useTranslation();
  const act = useAct();
  const span = useSpan();
  return (
    <Group title={t('account.temporaries')} none={t('account.temporariesNone')}>
      {temporaries.toReversed().map(({ raiseId, amount, from, to, state }) => {
        const isOver = state === 'over' || state === 'withdrawn';
        const path = ['temporary-limits', raiseId, 'withdrawal'];
        return (
          <Entry
            key={raiseId}
            isOver={isOver}
            head={`+ ${moneyText(amount)}`}
            badge={<Badge tone={RAISE_TONE[state]}>{t(`account.raiseState.${state}`)}</Badge>}
            facts={[span(from, to), raiseId]}
            acts={
              isOver || knownAt !== undefined ? null : (
                <Button size="small" onClick={() => act({ kind: 'withdrawal', what: raiseId, path })}>
                  {t('account.withdraw')}
                </Button>
              )
            }
          />
        );
      })}
    </Group>
  );
};

const Allowances = ({ account: { allowances } }: Of) => {
  const { t } = useTranslation();
  if (allowances.length === 0) return null;
  return (
    <Group title={t('account.allowances')} none="" isWide>
      {allowances.map(({ allowanceId, amount, expiresOn, live }) => (
        <Entry
          key={allowanceId}
          isOver={!live}
          head={`+ ${moneyText(amount)}`}
          badge={<Badge tone={live ? 'good' : 'neutral'}>{live ? t('account.live') : t('account.ended')}</Badge>}
          facts={[t('account.allowanceOwes', { date: expiresOn }), allowanceId]}
        />
      ))}
    </Group>
  );
};

const Acts = (): ReactNode => {
  const { t } = useTranslation();
  const act = useAct();
  return (
    <div className="limit-acts">
      <Button size="small" onClick={() => act({ kind: 'limit' })}>
        {t('account.change')}
      </Button>
      <Button size="small" onClick={() => act({ kind: 'raise' })}>
        {t('account.raise')}
      </Button>
      <Button size="small" onClick={() => act({ kind: 'approval' })}>
        {t('account.grant')}
      </Button>
    </div>
  );
};

/** What may be owed and by whose word: the agreement, dated limits, what was put on top, and what may go beyond. */
export const LimitsPanel = ({ account, askWith }: Of & Readonly<{ askWith: (approvalId: string) => void }>) => {
  const { t } = useTranslation();
  return (
    <Panel
      title={t('account.limitsTitle')}
      aside={account.knownAt === undefined ? <Acts /> : <Then at={account.knownAt} />}
      className={account.knownAt === undefined ? '' : 'is-past'}
    >
      <Agreement account={account} />
      <div className="limit-groups">
        <Limits account={account} />
        <Temporaries account={account} />
        <ApprovalList account={account} askWith={askWith} />
        <Allowances account={account} />
      </div>
    </Panel>
  );
};
