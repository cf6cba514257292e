import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AccountView } from '@app/contracts/credit-limit';
import { ruleName } from '@app/kernel/rule-outcome';
import { moneyText } from '../figures/money-text';
import { useAct } from '../dialogs/acting';
import { Badge, type Tone } from '../parts/badge';
import { Entry, Group } from './entry';

type Approval = AccountView['approvals'][number];
type Props = Readonly<{ account: AccountView; askWith: (approvalId: string) => void }>;

const TONE: Record<Approval['state'], Tone> = {
  live: 'good',
  'used-up': 'neutral',
  lapsed: 'neutral',
  withdrawn: 'neutral',
};

const useFacts = () => {
  const { t } = useTranslation();
  const named = (rule: string): string => {
    const known = ruleName.safeParse(rule);
    return known.success ? t(`ruleName.${known.data}`) : rule;
  };
  return ({ left, amount, uses, usesLeft: n, expiresOn, excuses, goods, shipmentId, grantedBy }: Approval) => [
    t('account.approvalUse', { left: moneyText(left), amount: moneyText(amount), n, uses }),
    t('account.until', { date: expiresOn }),
    t('account.excuses', { list: excuses.map(named).join(' · ') }),
    ...(goods === undefined ? [] : [t('account.onlyGoods', { goods })]),
    ...(shipmentId === undefined ? [] : [t('account.onlyShipment', { id: shipmentId })]),
    t('account.grantedBy', { who: grantedBy }),
  ];
};

/** Special approvals, those that may still be used first, each with the way to use it and the way to take it back. */
export const ApprovalList = ({ account: { approvals, knownAt }, askWith }: Props) => {
  const { t } = useTranslation();
  const act = useAct();
  const factsOf = useFacts();
  const [live, over] = [true, false].map((is) => approvals.filter(({ state }) => (state === 'live') === is));
  return (
    <Group title={t('account.approvals')} none={t('account.approvalsNone')} isWide>
      {[...(live ?? []).toReversed(), ...(over ?? []).toReversed()].map((approval) => {
        const { approvalId, state } = approval;
        const path = ['special-approvals', approvalId, 'withdrawal'];
        return (
          <Entry
            key={approvalId}
            isOver={state !== 'live'}
            head={approvalId}
            badge={<Badge tone={TONE[state]}>{t(`account.approvalState.${state}`)}</Badge>}
            facts={factsOf(approval)}
            acts={
              state !== 'live' || knownAt !== undefined ? null : (
                <>
                  <Button size="small" onClick={() => askWith(approvalId)}>
                    {t('account.useIt')}
                  </Button>
                  <Button size="small" onClick={() => act({ kind: 'withdrawal', what: approvalId, path })}>
                    {t('account.withdraw')}
                  </Button>
                </>
              )
            }
          />
        );
      })}
    </Group>
  );
};
