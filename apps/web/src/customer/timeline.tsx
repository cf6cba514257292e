import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { timelinePage } from '@app/contracts/customer';
import { useLanguage } from '../language/use-language';
import { FailureNotice } from '../parts/failure-notice';
import { Waiting } from '../parts/loaded';
import { Panel } from '../parts/panel';
import { address, call } from '../server/call';
import { TimelineEntryLine } from './timeline-entry';

const SIZE = 15;

const useTimeline = (customerId: string) => {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: ['customers', customerId, 'timeline', language],
    initialPageParam: 1,
    queryFn: ({ pageParam: page, signal }) =>
      call(timelinePage, address(['customers', customerId, 'timeline'], { page, size: SIZE }), { language, signal }),
    getNextPageParam: ({ page, size, total }) => (page * size < total ? page + 1 : undefined),
  });
};

/** Everything that was recorded of the customer, newest first. */
export const Timeline = ({ customerId }: Readonly<{ customerId: string }>) => {
  const { t } = useTranslation();
  const query = useTimeline(customerId);
  const entries = query.data?.pages.flatMap(({ rows }) => rows) ?? [];
  return (
    <Panel title={t('customer.timelineTitle')}>
      {query.isError ? <FailureNotice error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Waiting rows={5} /> : null}
      {query.isSuccess && entries.length === 0 ? <p className="quiet">{t('customer.timelineNone')}</p> : null}
      <ol className="timeline">
        {entries.map((entry) => (
          <TimelineEntryLine key={entry.position} entry={entry} />
        ))}
      </ol>
      {query.hasNextPage ? (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('paging.more')}
        </Button>
      ) : null}
    </Panel>
  );
};
