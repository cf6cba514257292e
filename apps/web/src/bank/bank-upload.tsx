import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bankImportReply, type BankImportReply } from '@app/contracts/bank-line';
import { moneyText } from '../figures/money-text';
import { useLanguage } from '../language/use-language';
import { FailureNotice } from '../parts/failure-notice';
import { address, call } from '../server/call';

const FAULTS_SHOWN = 20;
type Mode = BankImportReply['mode'];

const Trial = ({ reply }: Readonly<{ reply: BankImportReply }>) => {
  const { t } = useTranslation();
  const { counts, faults, statements } = reply;
  return (
    <>
      {statements.map(({ account, accountName, accountMasked, balance, closing }) => (
        <p key={account}>
          <b>{accountName}</b> <span className="quiet num">{accountMasked}</span>{' '}
          {t(`bank.balance.${balance}`, { closing: closing === undefined ? '' : moneyText(closing) })}
        </p>
      ))}
      <p>{t('bank.counts', { ...counts, amount: moneyText(reply.newAmount) })}</p>
      {faults.length === 0 ? null : (
        <Alert
          type="warning"
          title={t('bank.faults', { n: faults.length })}
          description={
            <ul>
              {faults.slice(0, FAULTS_SHOWN).map(({ where, column, text }) => (
                <li key={`${where} ${column ?? ''} ${text}`}>
                  {[where, column].filter((each) => each !== undefined).join(', ')}: {text}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
};

/** A bank's file: first what is in it, then what of it is taken. */
export const BankUpload = ({ by, canSign }: Readonly<{ by: string; canSign: boolean }>) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const read = useMutation({
    mutationFn: ({ chosen, mode }: Readonly<{ chosen: File; mode: Mode }>) =>
      call(bankImportReply, address(['bank-statements'], { mode, name: chosen.name }), {
        ...{ language, method: 'POST' as const, by },
        file: chosen,
      }),
    onSuccess: async ({ outcome }) => {
      if (outcome !== 'imported') return;
      setFile(undefined);
      await queries.invalidateQueries();
    },
  });
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    if (chosen !== undefined) read.mutate({ chosen, mode: 'trial' });
  };
  const reply = read.data;
  const mode: Mode = (reply?.counts.bad ?? 0) > 0 ? 'good' : 'all';
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xml,.csv,.txt,.xlsx"
        className="unseen"
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ target }) => {
          choose(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button disabled={!canSign} onClick={() => input.current?.click()}>
        {t('bank.upload')}
      </Button>
      <Modal
        open={file !== undefined}
        title={t('bank.trial', { name: file?.name ?? '' })}
        okText={t(mode === 'good' ? 'bank.takeGood' : 'bank.takeAll', { n: reply?.counts.new ?? 0 })}
        okButtonProps={{ disabled: (reply?.counts.new ?? 0) === 0, loading: read.isPending }}
        cancelText={t('bank.cancel')}
        onOk={() => file !== undefined && read.mutate({ chosen: file, mode })}
        onCancel={() => choose(undefined)}
      >
        {read.isError ? <FailureNotice error={read.error} /> : null}
        {reply === undefined ? null : <Trial reply={reply} />}
      </Modal>
    </>
  );
};
