import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { applicationStage } from '@app/contracts/credit-application';
import { type CustomerFile } from '@app/contracts/customer';
import { Badge, StageBadge } from '../parts/badge';
import { Money } from '../parts/money';
import { Panel } from '../parts/panel';

const Stage = ({ stage }: Readonly<{ stage: string }>) => {
  const known = applicationStage.safeParse(stage);
  return known.success ? <StageBadge stage={known.data} /> : <Badge tone="neutral">{stage}</Badge>;
};

export const ApplicationList = ({ applications }: Readonly<{ applications: CustomerFile['applications'] }>) => {
  const { t } = useTranslation();
  return (
    <Panel title={t('customer.applicationsTitle')}>
      {applications.length === 0 ? <p className="quiet">{t('customer.applicationsNone')}</p> : null}
      <ul className="application-list">
        {applications.map(({ applicationId, stage, amount, filedOn }) => (
          <li key={applicationId}>
            <Link to={`/applications/${applicationId}`}>{applicationId}</Link>
            <Stage stage={stage} />
            <span className="quiet small num">{filedOn}</span>
            <Money value={amount} />
          </li>
        ))}
      </ul>
    </Panel>
  );
};
