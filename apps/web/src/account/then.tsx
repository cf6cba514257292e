import { useTranslation } from 'react-i18next';
import { instantText } from '../figures/instant-text';

/** That something is shown as it was, and when. */
export const Then = ({ at }: Readonly<{ at: string }>) => {
  const { t } = useTranslation();
  return <span className="then num">{t('account.then', { at: instantText(at) })}</span>;
};
