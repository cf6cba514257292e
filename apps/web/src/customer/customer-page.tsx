import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { customerFile, type CustomerFile } from '@app/contracts/customer';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { Nothing } from '../parts/nothing';
import { Panel } from '../parts/panel';
import { useTitle } from '../parts/title';
import { reading } from '../server/client';
import { isUnknown } from '../server/failure';
import { ApplicationList } from './application-list';
import { CustomerHead } from './customer-head';
import { ExposureBar } from './exposure-bar';
import { FollowUpAxes } from './follow-up-axes';
import { ReceivableTable } from './receivable-table';
import { ShipmentBox } from './shipment-box';
import { Timeline } from './timeline';
import './customer.css';

const File = ({ file }: Readonly<{ file: CustomerFile }>) => {
  const { t } = useTranslation();
  useTitle(file.name);
  return (
    <>
      <CustomerHead file={file} />
      <div className="customer-grid">
        <div className="customer-column">
          <Panel
            title={t('customer.limitTitle')}
            aside={<span className="quiet num">{t('shell.asOf', { date: file.asOf })}</span>}
          >
            <ExposureBar exposure={file.exposure} />
          </Panel>
          <ReceivableTable file={file} />
          <FollowUpAxes file={file} />
        </div>
        <div className="customer-column">
          <ShipmentBox customerId={file.customerId} />
          <ApplicationList applications={file.applications} />
          <Timeline customerId={file.customerId} />
        </div>
      </div>
    </>
  );
};

export const CustomerPage = () => {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useQuery({ ...reading(useLanguage(), customerFile, ['customers', id]), placeholderData: undefined });
  if (query.data === undefined && isUnknown(query.error)) {
    return (
      <Nothing title={t('customer.unknown')} hint={id} actions={<Link to="/customers">{t('customer.toList')}</Link>} />
    );
  }
  return (
    <Loaded query={query} rows={14}>
      {(file) => <File key={file.customerId} file={file} />}
    </Loaded>
  );
};
