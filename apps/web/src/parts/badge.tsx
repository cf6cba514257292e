import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApplicationStage } from '@app/contracts/credit-application';
import { Mark } from './mark';

export type Tone = 'neutral' | 'good' | 'warning' | 'bad' | 'black' | 'brand' | 'demo';

export const Badge = ({ tone, title, children }: Readonly<{ tone: Tone; title?: string; children: ReactNode }>) => (
  <span className={`badge tone-${tone}`} title={title}>
    {children}
  </span>
);

export const DemoBadge = () => {
  const { t } = useTranslation();
  return (
    <Badge tone="demo" title={t('shell.demoHint')}>
      {t('shell.demo')}
    </Badge>
  );
};

export const StandingBadges = ({ held, blacklisted }: Readonly<{ held: boolean; blacklisted: boolean }>) => {
  const { t } = useTranslation();
  return (
    <>
      {held ? (
        <Badge tone="bad">
          <Mark sign="stop" size={12} />
          {t('words.held')}
        </Badge>
      ) : null}
      {blacklisted ? (
        <Badge tone="black">
          <Mark sign="cross" size={12} />
          {t('words.blacklisted')}
        </Badge>
      ) : null}
    </>
  );
};

const STAGE_TONE: Record<ApplicationStage, Tone> = {
  filed: 'brand',
  'refused-at-review': 'bad',
  'in-assessment': 'brand',
  assessed: 'brand',
  reported: 'warning',
  approved: 'good',
  returned: 'warning',
  refused: 'bad',
  'agreement-signed': 'good',
};

export const StageBadge = ({ stage }: Readonly<{ stage: ApplicationStage }>) => {
  const { t } = useTranslation();
  return <Badge tone={STAGE_TONE[stage]}>{t(`stage.${stage}`)}</Badge>;
};

export const Grade = ({ grade }: Readonly<{ grade: string | undefined }>) => {
  const { t } = useTranslation();
  return grade === undefined ? (
    <span className="quiet small">{t('words.noGrade')}</span>
  ) : (
    <span className="grade">{grade}</span>
  );
};
