import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';

/** A fault of ours, or a file of an older version that is gone from the server: reloading mends the second. */
export const PageCrashed = () => {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <Alert
      className="failure"
      type="error"
      showIcon
      title={t('failure.crashed')}
      description={
        <>
          <p>{t('failure.crashedHint')}</p>
          <code className="small">{error instanceof Error ? error.message : String(error)}</code>
        </>
      }
      action={
        <Button size="small" onClick={() => window.location.reload()}>
          {t('failure.reload')}
        </Button>
      }
    />
  );
};
