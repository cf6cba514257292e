import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { type z } from 'zod';
import { accepted } from '@app/contracts/credit-account';
import { type recordOutcome, type WorklistRow } from '@app/contracts/follow-up';
import { useLanguage } from '../language/use-language';
import { FailureNotice } from '../parts/failure-notice';
import { Mark } from '../parts/mark';
import { address, call } from '../server/call';

type Outcome = z.infer<typeof recordOutcome>['outcome'];

const FITTING: Record<WorklistRow['task'], readonly Outcome[]> = {
  call: ['confirmed', 'will-pay', 'not-reached', 'complaint', 'other'],
  letter: ['will-pay', 'confirmed', 'not-reached', 'complaint', 'other'],
  visit: ['visited', 'will-pay', 'not-reached', 'complaint', 'other'],
};

const useRecord = (row: WorklistRow) => {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const language = useLanguage();
  const queries = useQueryClient();
  const steps = ['follow-up', row.customerId, row.receivableId, 'steps', row.step, row.nth, 'outcome'];
  return useMutation({
    mutationFn: (outcome: Outcome) =>
      call(accepted, address(steps), { language, method: 'PUT', body: { outcome, note: '' } }),
    onSuccess: async (_, outcome) => {
      void message.success(t('desk.recorded', { customer: row.customerName, outcome: t(`outcome.${outcome}`) }));
      await queries.invalidateQueries({ queryKey: ['follow-up', 'worklist'] });
    },
    onError: (error) => void modal.error({ title: t('desk.recordFailed'), content: <FailureNotice error={error} /> }),
  });
};

export const OutcomeButton = ({ row }: Readonly<{ row: WorklistRow }>) => {
  const { t } = useTranslation();
  const record = useRecord(row);
  const items = FITTING[row.task].map((outcome) => ({
    key: outcome,
    label: t(`outcome.${outcome}`),
    onClick: () => record.mutate(outcome),
  }));
  const name = t('desk.recordFor', { customer: row.customerName, step: t(`step.${row.step}`) });
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button loading={record.isPending} aria-label={name}>
        {t('desk.record')} <Mark sign="down" />
      </Button>
    </Dropdown>
  );
};
