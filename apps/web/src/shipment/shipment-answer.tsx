import { Button } from 'antd';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ShipmentCheck } from '@app/contracts/shipment';
import { ExposureBar } from '../account/exposure-bar';
import { instantText } from '../figures/instant-text';
import { moneyText } from '../figures/money-text';
import { Mark } from '../parts/mark';
import { type Asking } from './question';
import { Rules, SumRule } from './rules';
import { WaysOut } from './ways-out';

const useSummary = ({ rules }: ShipmentCheck): string => {
  const { t } = useTranslation();
  const blocked = rules.filter(({ outcome }) => outcome === 'block').length;
  const warned = rules.filter(({ outcome }) => outcome === 'warn').length;
  if (blocked > 0) return t('customer.blockers', { n: blocked });
  return warned > 0 ? t('customer.passedWithWarnings', { n: warned }) : t('customer.allPassed');
};

const Word = ({ check }: Readonly<{ check: ShipmentCheck }>) => {
  const { t } = useTranslation();
  const summary = useSummary(check);
  return (
    <p className={`answer-word ${check.decision}`}>
      <b>
        <Mark sign={check.decision === 'yes' ? 'check' : 'cross'} size={24} />
      </b>
      <span>
        {t(`customer.${check.decision}`)}
        <small>
          {t('customer.checkedFor', { amount: moneyText(check.amount), date: check.asOf })} · {summary}
        </small>
      </span>
    </p>
  );
};

const Note = ({ children }: Readonly<{ children: ReactNode }>) => <p className="answer-note small">{children}</p>;

/** What goes with a yes or a no: that it is of the past, only planned, or let through by somebody. */
const Notes = ({ check }: Readonly<{ check: ShipmentCheck }>) => {
  const { t } = useTranslation();
  const { approval, isPlanned } = check;
  return (
    <>
      {isPlanned ? <Note>{t('shipment.planned')}</Note> : null}
      {approval === undefined ? null : (
        <Note>{t('shipment.throughApproval', { id: approval.approvalId, amount: moneyText(approval.amount) })}</Note>
      )}
    </>
  );
};

const PastBand = ({ check, asking }: Readonly<{ check: ShipmentCheck; asking: Asking }>) => {
  const { t } = useTranslation();
  const { knownAt, revision } = check;
  if (knownAt === undefined) return null;
  return (
    <p className="past-band small">
      <span>{t('shipment.past', { at: instantText(knownAt), revision })}</span>
      <Button size="small" onClick={() => asking.ask({ at: '' })}>
        {t('shipment.backToNow')}
      </Button>
    </p>
  );
};

type Props = Readonly<{ check: ShipmentCheck; askedAt: string; isOld: boolean; asking: Asking }>;

/** Yes or no, large and plain; the sum behind it; what would help; then every rule with its figures. */
export const ShipmentAnswer = ({ check, askedAt, isOld, asking }: Props) => {
  const { t } = useTranslation();
  const { policy, revision } = check;
  const isPast = check.knownAt !== undefined;
  return (
    <div className={`answer ${isOld ? 'is-old' : ''} ${isPast ? 'is-past' : ''}`} role="status" aria-disabled={isOld}>
      <PastBand check={check} asking={asking} />
      <Word check={check} />
      <SumRule rules={check.rules} />
      <Notes check={check} />
      <ExposureBar exposure={check.exposure} shipment={check.amount} />
      <WaysOut check={check} asking={asking} isOffered={!isOld && !isPast} />
      <Rules rules={check.rules} />
      <p className="answer-foot small quiet num">
        {t('shipment.askedAt', { time: askedAt })} ·{' '}
        {t('shipment.ruledBy', { policy: `${policy.id} v${policy.version}`, revision })}
      </p>
    </div>
  );
};
