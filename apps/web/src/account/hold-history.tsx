import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { timelinePage } from '@app/contracts/customer';
import { TimelineEntryLine } from '../customer/timeline-entry';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { Nothing } from '../parts/nothing';
import { Pager } from '../parts/pager';
import { reading } from '../server/client';

const SIZE = 20;
const DRAWER_WIDTH = 'min(520px, 100vw)';

/** Every hold that there was: placed and lifted, who and when and why. */
export const HoldHistory = ({ customerId, close }: Readonly<{ customerId: string; close: () => void }>) => {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const query = useQuery(
    reading(useLanguage(), timelinePage, ['customers', customerId, 'holds'], { page, size: SIZE }),
  );
  return (
    <Drawer open title={t('account.history')} onClose={close} size={DRAWER_WIDTH}>
      <Loaded query={query} rows={6}>
        {({ rows, size, total }) => (
          <>
            {total === 0 ? <Nothing title={t('account.historyNone')} /> : null}
            <ol className="timeline">
              {rows.map((entry) => (
                <TimelineEntryLine key={entry.position} entry={entry} />
              ))}
            </ol>
            <Pager page={page} size={size} total={total} go={setPage} />
          </>
        )}
      </Loaded>
    </Drawer>
  );
};
