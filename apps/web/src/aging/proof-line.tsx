import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { type AgingReport } from '@app/contracts/aging';
import { minus } from '@app/kernel/yuan';
import { moneyText } from '../figures/money-text';
import { Badge } from '../parts/badge';
import { Mark } from '../parts/mark';

/** The report's own proof, computed again here from the three figures that it prints. */
export const ProofLine = ({ report: { proof, policy, knownAt } }: Readonly<{ report: AgingReport }>) => {
  const { t } = useTranslation();
  const holds = minus(minus(proof.buckets, proof.unallocatedCash), proof.creditNotes) === proof.ledger;
  return (
    <p className="proof small">
      <b>{t('aging.proof')}</b>
      <span>
        {t('aging.proofText', {
          buckets: moneyText(proof.buckets),
          unallocated: moneyText(proof.unallocatedCash),
          notes: moneyText(proof.creditNotes),
          ledger: moneyText(proof.ledger),
        })}
      </span>
      <Badge tone={holds ? 'good' : 'bad'}>
        <Mark sign={holds ? 'check' : 'cross'} size={12} />
        {t(holds ? 'aging.proofHolds' : 'aging.proofBroken')}
      </Badge>
      <span className="quiet">
        {t('aging.policy', { policy })}
        {knownAt.position === '' ? null : (
          <>
            {' · '}
            {t('aging.knownUntil', {
              at: dayjs(knownAt.recordedAt).format('YYYY-MM-DD HH:mm:ss'),
              position: knownAt.position,
            })}
          </>
        )}
      </span>
    </p>
  );
};
