import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { type InvestigationReport, investigationReport } from '@app/contracts/investigation-report';
import { moneyText } from '../figures/money-text';
import { useLanguage } from '../language/use-language';
import { Loaded } from '../parts/loaded';
import { Panel } from '../parts/panel';
import { useTitle } from '../parts/title';
import { reading } from '../server/client';
import { address } from '../server/call';
import { Block } from './report-block';
import './report.css';

const FORMATS = ['pdf', 'docx'] as const;

const Report = ({ report }: Readonly<{ report: InvestigationReport }>) => {
  const { t } = useTranslation();
  const { applicationId, customerId, customerName, language } = report;
  useTitle(`${report.title} ${customerName}`);
  return (
    <article className="report">
      <header className="panel report-head">
        <div>
          <h1>{report.title}</h1>
          <p>
            <Link to={`/customers/${customerId}`}>{customerName}</Link>
            {' · '}
            <Link to={`/applications/${applicationId}`}>{applicationId}</Link>
          </p>
          <p className="small quiet">
            {t('application.assessedBy', {
              who: report.assessedBy,
              date: report.assessedOn,
              policy: report.policyName,
            })}
          </p>
        </div>
        <p className="report-grade">
          <strong>{report.grade}</strong>
          <span className="num">{`${moneyText(report.limit)} ${t('words.yuan')}`}</span>
        </p>
        <p className="report-papers">
          {FORMATS.map((format) => (
            <a
              key={format}
              className="report-paper"
              href={address(['applications', applicationId, `investigation-report.${format}`], { lang: language })}
            >
              {t(`report.${format}`)}
            </a>
          ))}
        </p>
      </header>
      {report.sections.map(({ code, title, blocks }, number) => (
        <Panel key={code} title={`${String(number + 1)} ${title}`}>
          {blocks.map((block, place) => (
            <Block key={place} block={block} />
          ))}
        </Panel>
      ))}
    </article>
  );
};

/** The credit investigation report on an application's last assessment, as it will be printed. */
export const ReportPage = () => {
  const { id = '' } = useParams();
  const query = useQuery(reading(useLanguage(), investigationReport, ['applications', id, 'investigation-report']));
  return (
    <Loaded query={query} rows={14}>
      {(report) => <Report report={report} />}
    </Loaded>
  );
};
