import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { customerFile, type CustomerFile } from '@app/contracts/customer';
import { AccountPanel } from '../account/account-panel';
import { HoldBand } from '../account/hold-band';
import { LimitsPanel } from '../account/limits-panel';
import { useAccount } from '../account/use-account';
import { Acting } from '../dialogs/acting';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { Nothing } from '../parts/nothing';
import { useSearchState } from '../parts/search-state';
import { useTitle } from '../parts/title';
import { reading } from '../server/client';
import { isUnknown } from '../server/failure';
import { ShipmentBox } from '../shipment/shipment-box';
import { ApplicationList } from './application-list';
import { CustomerHead } from './customer-head';
import { FollowUpAxes } from './follow-up-axes';
import { ReceivableTable } from './receivable-table';
import { Timeline } from './timeline';
import '../account/account.css';
import './customer.css';

/** Each part of the account has a place of its own on the page, and waits and fails by itself. */
const useAccountParts = (file: CustomerFile) => {
  const { customerId } = file;
  const { value, set } = useSearchState();
  const at = value('at') ?? '';
  const query = useAccount(customerId, at);
  const backToNow = () => set({ at: undefined }, { replace: true });
  const askWith = (approvalId: string) => set({ approvalId }, { replace: true });
  const causes = at === '' ? query.data?.causes : undefined;
  return {
    /** By every cause there is, as far as they are known: the file itself names overdue receivables only. */
    isHeld: causes === undefined ? file.heldFor.length > 0 : causes.some(({ cause }) => cause !== 'blacklist'),
    holds: query.data === undefined ? null : <HoldBand account={query.data} />,
    exposure: (
      <Loaded query={query} rows={8}>
        {(account) => <AccountPanel account={account} at={at} backToNow={backToNow} />}
      </Loaded>
    ),
    limits: query.data === undefined ? null : <LimitsPanel account={query.data} askWith={askWith} />,
  };
};

const File = ({ file }: Readonly<{ file: CustomerFile }>) => {
  const { customerId } = file;
  useTitle(file.name);
  const { isHeld, holds, exposure, limits } = useAccountParts(file);
  return (
    <Acting customerId={customerId} today={file.asOf}>
      <CustomerHead file={file} isHeld={isHeld} />
      {holds}
      <div className="customer-grid">
        <div className="customer-column">
          {exposure}
          {limits}
          <ReceivableTable file={file} />
          <FollowUpAxes file={file} />
        </div>
        <div className="customer-column">
          <ShipmentBox customerId={customerId} />
          <ApplicationList applications={file.applications} />
          <Timeline customerId={customerId} />
        </div>
      </div>
    </Acting>
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
