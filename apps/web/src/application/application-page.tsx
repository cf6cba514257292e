import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { applicationFile, type ApplicationFile } from '@app/contracts/credit-application';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { Nothing } from '../parts/nothing';
import { Panel } from '../parts/panel';
import { useTitle } from '../parts/title';
import { reading } from '../server/client';
import { isUnknown } from '../server/failure';
import { AnswerCards } from './answer-cards';
import { ApplicationHead } from './application-head';
import { CapsAndGuards } from './caps-and-guards';
import { CharacteristicModel } from './characteristic-model';
import { CrossChecks } from './cross-checks';
import { RatioModel } from './ratio-model';
import { ReasonTree } from './reason-tree';
import { WorkingAssetsModel } from './working-assets-model';
import './application.css';

const File = ({ file }: Readonly<{ file: ApplicationFile }>) => {
  const { t } = useTranslation();
  useTitle(`${file.customerName} ${file.applicationId}`);
  const result = file.assessment?.result;
  return (
    <>
      <ApplicationHead file={file} />
      {result === undefined ? (
        <section className="panel">
          <Nothing title={t('application.notAssessed')} hint={t('application.notAssessedHint')} />
        </section>
      ) : (
        <>
          <h2 className="unseen">{t('application.modelsTitle')}</h2>
          <div className="models">
            <CharacteristicModel characteristic={result.characteristic} grade={result.characteristicGrade} />
            <WorkingAssetsModel result={result} />
            <RatioModel result={result} />
          </div>
          <div className="why">
            <ReasonTree applicationId={file.applicationId} />
            <div className="why-side">
              <CapsAndGuards result={result} />
              <CrossChecks checks={result.crossChecks} />
            </div>
          </div>
        </>
      )}
      <Panel title={t('application.answersTitle')} hint={t('application.answersCount', { n: file.answered })}>
        <AnswerCards answers={file.answers} />
      </Panel>
    </>
  );
};

export const ApplicationPage = () => {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useQuery({
    ...reading(useLanguage(), applicationFile, ['applications', id]),
    placeholderData: undefined,
  });
  if (query.data === undefined && isUnknown(query.error)) {
    return (
      <Nothing
        title={t('application.unknown')}
        hint={id}
        actions={<Link to="/applications">{t('application.toList')}</Link>}
      />
    );
  }
  return (
    <Loaded query={query} rows={14}>
      {(file) => <File key={file.applicationId} file={file} />}
    </Loaded>
  );
};
