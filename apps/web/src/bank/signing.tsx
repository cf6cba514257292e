import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { isSignature } from '../dialogs/signature';

type Props = Readonly<{ by: string; sign: (by: string) => void }>;

/** Who signs what is decided on this page: once, for all of it. */
export const Signing = ({ by, sign }: Props) => {
  const { t } = useTranslation();
  const isWrong = by !== '' && !isSignature(by);
  return (
    <label className="bank-signing">
      <span>{t('act.signature')}</span>
      <Input
        value={by}
        status={isWrong ? 'error' : ''}
        placeholder="finance-zhao"
        maxLength={64}
        aria-label={t('act.signature')}
        onChange={({ target }) => sign(target.value.trim())}
      />
    </label>
  );
};
