import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { LanguageSwitch } from './language-switch';
import { AgingIcon, ApplicationsIcon, BankIcon, CustomersIcon, DeskIcon, Mark } from './icons';
import './shell.css';

const SCREENS = [
  { to: '/', key: 'desk', Icon: DeskIcon },
  { to: '/customers', key: 'customers', Icon: CustomersIcon },
  { to: '/applications', key: 'applications', Icon: ApplicationsIcon },
  { to: '/aging', key: 'aging', Icon: AgingIcon },
  { to: '/bank', key: 'bank', Icon: BankIcon },
] as const;

const Screens = () => {
  const { t } = useTranslation();
  return (
    <ul>
      {SCREENS.map(({ to, key, Icon }) => (
        <li key={to}>
          <NavLink to={to} end={to === '/'}>
            <Icon />
            <span>{t(`shell.${key}`)}</span>
          </NavLink>
        </li>
      ))}
    </ul>
  );
};

/** Around every screen: where one can go, in which language, and what is being fetched. On a telephone the way lies under the thumb. */
export const Shell = () => {
  const { t } = useTranslation();
  const fetching = useNavigation().state !== 'idle';
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header className="sidebar">
        <Link to="/" className="brand">
          <Mark />
          <span>
            <b>{t('shell.product')}</b>
            <small>{t('shell.tagline')}</small>
          </span>
        </Link>
        <nav aria-label={t('shell.navigation')}>
          <Screens />
        </nav>
        <LanguageSwitch />
      </header>
      <div className={fetching ? 'progress on' : 'progress'} aria-hidden="true" />
      <main id="main" tabIndex={-1}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      <ScrollRestoration />
    </div>
  );
};
