import { type UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from './failure-notice';

const QUIET_MS = 200;

/** Nothing under 200 ms, so that a quick answer does not flicker; a skeleton after that. */
export const Waiting = ({ rows }: Readonly<{ rows: number }>) => {
  const { t } = useTranslation();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={t('shell.loading')} style={{ minHeight: rows * 32, padding: '8px 20px' }}>
      {slow ? <Skeleton active title={false} paragraph={{ rows }} /> : null}
    </div>
  );
};

type Props<Data> = Readonly<{ query: UseQueryResult<Data>; rows?: number; children: (data: Data) => ReactNode }>;

/** What a query answered; what was read before stays on screen when a later reading fails, with the failure above it. */
export const Loaded = <Data,>({ query, rows = 4, children }: Props<Data>) => {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.isError ? <FailureNotice error={query.error} retry={retry} /> : null}
        {children(query.data)}
      </>
    );
  }
  return query.isError ? <FailureNotice error={query.error} retry={retry} /> : <Waiting rows={rows} />;
};
