import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Nothing } from '../parts/nothing';
import { useTitle } from '../parts/title';

export const NoSuchPage = () => {
  const { t } = useTranslation();
  useTitle(t('shell.noSuchPage'));
  return (
    <Nothing
      title={t('shell.noSuchPage')}
      hint={t('shell.noSuchPageHint')}
      actions={<Link to="/">{t('shell.toDesk')}</Link>}
    />
  );
};
