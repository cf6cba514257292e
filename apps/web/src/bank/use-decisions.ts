import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { createElement } from 'react';
import { useTranslation } from 'react-i18next';
import { bankLineAnswers, type BankLineAnswers } from '@app/contracts/bank-line';
import { rememberSignature } from '../dialogs/signature';
import { moneyText } from '../figures/money-text';
import { useLanguage } from '../language/use-language';
import { FailureNotice } from '../parts/failure-notice';
import { address, call } from '../server/call';

/** One line for a customer, or for the suggestion that is sure. */
export type Decision = Readonly<{ lineId: string; customerId: string }>;

/** Accepts lines, each answered by itself: what one is refused for keeps no other from being taken. */
export const useDecisions = (by: string, then: () => void) => {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const language = useLanguage();
  const queries = useQueryClient();
  const tell = ({ accepted, problems, amount, lines }: BankLineAnswers) => {
    if (accepted > 0) void message.success(t('bank.accepted', { n: accepted, amount: moneyText(amount) }));
    if (problems === 0) return;
    const texts = [...new Set(lines.flatMap(({ problem }) => (problem === undefined ? [] : [problem.text])))];
    void modal.warning({ title: t('bank.notAccepted', { n: problems }), content: texts.join('\n') });
  };
  return useMutation({
    mutationFn: (lines: readonly Decision[]) =>
      call(bankLineAnswers, address(['bank-line-acceptances']), { language, method: 'POST', body: { lines }, by }),
    onSuccess: async (answers) => {
      rememberSignature(by);
      tell(answers);
      then();
      await queries.invalidateQueries();
    },
    onError: (error) => void modal.error({ title: t('bank.failed'), content: createElement(FailureNotice, { error }) }),
  });
};
