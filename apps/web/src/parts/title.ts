import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The name of the tab, and so of a bookmark. */
export const useTitle = (title: string): void => {
  const { t } = useTranslation();
  const product = t('shell.product');
  useEffect(() => {
    document.title = title === product ? product : `${title} · ${product}`;
  }, [title, product]);
};
