import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ProblemDetails } from '@app/contracts/problem-details';
import { CallFailed, type Failure } from '../server/failure';

const ProblemList = ({ details }: Readonly<{ details: ProblemDetails }>) => {
  const { t } = useTranslation();
  const sentences = details.problems.filter(({ text }) => text !== details.title);
  return (
    <>
      <ul>
        {sentences.map(({ text, where }, index) => (
          <li key={index}>
            {text}
            {where === undefined ? null : <span className="quiet"> ({where})</span>}
          </li>
        ))}
      </ul>
      <span className="quiet small">{t('failure.correlation', { id: details.correlation })}</span>
    </>
  );
};

const useWords = (failure: Failure) => {
  const { t } = useTranslation();
  switch (failure.kind) {
    case 'unreachable':
      return { title: t('failure.unreachable'), description: t('failure.unreachableHint') };
    case 'problem':
      return { title: failure.details.title, description: <ProblemList details={failure.details} /> };
    case 'unreadable':
      return { title: t('failure.unreadable'), description: t('failure.unreadableHint', failure) };
  }
};

const Told = ({ failure, retry }: Readonly<{ failure: Failure; retry?: (() => void) | undefined }>) => {
  const { t } = useTranslation();
  const { title, description } = useWords(failure);
  return (
    <Alert
      className="failure"
      type="error"
      showIcon
      title={title}
      description={description}
      action={
        retry === undefined ? null : (
          <Button size="small" onClick={retry}>
            {t('failure.retry')}
          </Button>
        )
      }
    />
  );
};

/** What went wrong, in the server's own sentences where it gave any, and the way to try again. */
export const FailureNotice = ({ error, retry }: Readonly<{ error: unknown; retry?: () => void }>) => {
  if (error instanceof CallFailed) return <Told failure={error.failure} retry={retry} />;
  return <Told failure={{ kind: 'unreadable', status: 0, where: String(error) }} retry={retry} />;
};
