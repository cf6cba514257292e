import { useTranslation } from 'react-i18next';
import { type CustomerFile } from '@app/contracts/customer';
import { Badge, DemoBadge, StandingBadges } from '../parts/badge';

const useFacts = (file: CustomerFile): readonly string[] => {
  const { t } = useTranslation();
  const { creditCode, industry, customerSince, contact, statementYears } = file;
  return [
    file.customerId,
    file.sellingUnit,
    ...(creditCode === undefined ? [] : [creditCode]),
    ...(industry === undefined ? [] : [industry]),
    ...(customerSince === undefined ? [] : [t('customer.since', { date: customerSince })]),
    ...(contact === undefined ? [] : [`${contact.name} ${contact.phone}`]),
    statementYears.length === 0
      ? t('customer.statementsNone')
      : t('customer.statements', { years: statementYears.join(' · ') }),
  ];
};

const Agreement = ({ agreement }: Readonly<{ agreement: CustomerFile['agreement'] }>) => {
  const { t } = useTranslation();
  if (agreement === undefined) return <span className="warn">{t('customer.agreementNone')}</span>;
  const { agreementId, validFrom: from, validTo: to, termDays: days } = agreement;
  return (
    <span>
      {t('customer.agreement')} {agreementId} · {t('customer.agreementUntil', { from, to, days })}
    </span>
  );
};

/** Who this is, and everything about the standing that somebody must not overlook. */
export const CustomerHead = ({ file, isHeld }: Readonly<{ file: CustomerFile; isHeld: boolean }>) => {
  const { t } = useTranslation();
  const facts = useFacts(file);
  return (
    <header className="customer-head">
      <div className="customer-grade" title={t('words.grade')}>
        <span className="unseen">{t('words.grade')}</span>
        {file.grade ?? '–'}
        <small>{t(file.grade === undefined ? 'words.noGrade' : 'words.grade')}</small>
      </div>
      <div className="customer-who">
        <h1>{file.name}</h1>
        <div className="customer-badges">
          <StandingBadges held={isHeld} blacklisted={file.blacklisted} />
          {file.badCreditRecords > 0 ? (
            <Badge tone="warning">{t('customer.badRecords', { n: file.badCreditRecords })}</Badge>
          ) : null}
          {file.demo ? <DemoBadge /> : null}
        </div>
        <ul className="facts small quiet">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        <p className="small">
          <Agreement agreement={file.agreement} />
        </p>
      </div>
    </header>
  );
};
