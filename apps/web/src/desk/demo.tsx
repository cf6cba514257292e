import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { demoState, type DemoState } from '@app/contracts/desk';
import { useLanguage } from '../language/use-language';
import { address, call } from '../server/call';
import { reading } from '../server/client';

const POLL_MS = 800;

/** Whether demo data is offered, being written or there; asked again and again only while it is being written. */
export const useDemo = () => {
  const language = useLanguage();
  const queries = useQueryClient();
  const question = reading(language, demoState, ['demo']);
  const query = useQuery({
    ...question,
    refetchInterval: ({ state }) => (state.data?.state === 'loading' ? POLL_MS : false),
  });
  const load = useMutation({
    mutationFn: () => call(demoState, address(['demo']), { language, method: 'POST' }),
    onSuccess: (state) => queries.setQueryData(question.queryKey, state),
  });
  const state = query.data?.state;
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'loading' && state !== 'loading') void queries.invalidateQueries();
    before.current = state;
  }, [state, queries]);
  return { state: query.data, failed: query.isError, load };
};
export type Demo = ReturnType<typeof useDemo>;

export const DemoProgress = ({ state }: Readonly<{ state: DemoState }>) => {
  const { t } = useTranslation();
  const percent = state.of === 0 ? 0 : Math.floor((state.done / state.of) * 100);
  return (
    <section className="panel demo-progress" role="status" aria-live="polite">
      <strong>{t('desk.demoLoading')}</strong>
      <span className="quiet num">
        {state.of === 0 ? null : t('desk.demoProgress', { done: state.done, of: state.of })}
        {state.day === undefined ? null : ` · ${t('desk.demoDay', { day: state.day })}`}
      </span>
      <Progress percent={percent} status="active" aria-label={t('desk.demoLoading')} />
    </section>
  );
};
