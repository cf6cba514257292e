import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import { useId, useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { accepted } from '@app/contracts/credit-account';
import { useLanguage } from '../language/use-language';
import { FailureNotice } from '../parts/failure-notice';
import { address, call } from '../server/call';
import { CallFailed } from '../server/failure';
import { FormState, TextField } from './fields';
import { isSignature, rememberedSignature, rememberSignature } from './signature';

type Props = Readonly<{
  customerId: string;
  title: string;
  lead: string;
  go: string;
  done: string;
  isDanger?: boolean;
  /** The address below the customer's. */
  path: readonly string[];
  /** What is written beside the reason; nothing while something is missing or wrong. */
  body: Readonly<Record<string, unknown>> | undefined;
  close: () => void;
  then?: () => void;
  children?: ReactNode;
}>;

type Signed = Readonly<{ by: string; reason: string }>;

const useWrite = ({ customerId, path, body, done, close, then }: Props) => {
  const { message } = App.useApp();
  const language = useLanguage();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ by, reason }: Signed) =>
      call(accepted, address(['customers', customerId, ...path]), {
        ...{ language, method: 'PUT', by },
        body: { ...body, reason },
      }),
    onSuccess: (_, { by }) => {
      rememberSignature(by);
      void message.success(done);
      then?.();
      close();
      // Exposure, holds, lists and the desk: whatever is on the screen may show what has just been done.
      void queries.invalidateQueries();
    },
  });
};

/** What the server said of a field, by the field's name. */
const problemsOf = (error: unknown): ReadonlyMap<string, string> =>
  new Map(
    error instanceof CallFailed && error.failure.kind === 'problem'
      ? error.failure.details.problems.flatMap(({ where, text }) =>
          where === undefined ? [] : [[where.split('.')[0] ?? where, text] as const],
        )
      : [],
  );

/** On a small screen a refusal would come up below the edge. */
const intoView = (notice: HTMLElement | null): void => notice?.scrollIntoView({ block: 'nearest' });

/** A form that writes one thing, once: signed, with a reason, and open for as long as the server has not taken it. */
export const WriteDialog = (props: Props) => {
  const { t } = useTranslation();
  const formId = useId();
  const [by, setBy] = useState(rememberedSignature);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const write = useWrite(props);
  // The second click of two comes before the button knows that it is busy.
  const isSending = useRef(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    const signed = { by: by.trim(), reason: reason.trim() };
    const isWhole = props.body !== undefined && isSignature(signed.by) && signed.reason !== '';
    if (!isWhole || isSending.current) return;
    isSending.current = true;
    write.mutate(signed, { onError: () => (isSending.current = false) });
  };
  const isWrongName = by.trim() !== '' && !isSignature(by.trim());
  return (
    <Modal
      open
      title={props.title}
      okText={props.go}
      cancelText={t('act.cancel')}
      onCancel={props.close}
      confirmLoading={write.isPending}
      okButtonProps={{ htmlType: 'submit', form: formId, danger: props.isDanger ?? false }}
      mask={{ closable: false }}
    >
      <p className="dialog-lead quiet">{props.lead}</p>
      <form id={formId} className="dialog-form" onSubmit={submit} noValidate>
        <FormState value={{ isTried, problems: problemsOf(write.error) }}>
          {props.children}
          <TextField name="reason" label={t('act.reason')} typed={reason} type={setReason} isLong isNeeded />
          <TextField
            name="by"
            label={t('act.signature')}
            hint={t('act.signatureHint')}
            wrong={isWrongName ? t('act.signatureWrong') : undefined}
            typed={by}
            type={setBy}
            isNeeded
          />
        </FormState>
      </form>
      {write.isError ? (
        <div ref={intoView}>
          <FailureNotice error={write.error} />
        </div>
      ) : null}
    </Modal>
  );
};
